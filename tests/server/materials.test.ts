import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureStarterMaterials } from '../../server/materials/starter.ts';
import type { CriterionHelp, MaterialView, NetworkMaterials, ShownMaterial } from '../../server/materials/contract.ts';
import { catalogues } from '../criteria/builders.ts';
import { Service, type Person } from './service.ts';

let service: Service;
let skl: Person;
let provider: Person;
let other: Person;
let coordinator: Person;

const TEXT = {
  title: 'Samtal om värdegrund',
  description: 'Ett upplägg för arbetsplatsträffar.',
  publisher: 'Försäkringskassan',
  kind: 'method',
  audience: 'arbetsgrupper',
  length: 'en timme',
  language: 'sv',
  link: 'https://www.forsakringskassan.se',
  criteria: ['SL-07'],
  roles: ['arbetsgivare'],
  themes: ['utbildning-mr'],
};

beforeAll(async () => {
  service = await Service.start();
  skl = await service.person('network_admin', null);
  provider = await service.person('material_provider', null);
  other = await service.person('material_provider', null);
  coordinator = await service.person('coordinator');
});
afterAll(() => service.stop());

const offer = (as: Person, change: object = {}) =>
  service.call('POST', '/api/v1/own-materials', { as, payload: { ...TEXT, ...change } });
const put = (as: Person, id: string, revision: number, change: object, start = '/api/v1/own-materials') =>
  service.call('PUT', `${start}/${id}`, {
    as,
    payload: { ...TEXT, ...change },
    headers: { 'if-match': `"${revision}"` },
  });
const step = (as: Person, id: string, revision: number, payload: object) =>
  service.call('POST', `${as === skl ? '/api/v1/network/materials' : '/api/v1/own-materials'}/${id}/steps`, {
    as,
    payload,
    headers: { 'if-match': `"${revision}"` },
  });
const shown = async (query = '') =>
  (await service.call('GET', `/api/v1/materials${query}`)).json<ShownMaterial[]>().map(({ title }) => title);

test('a material is offered, reviewed, shown beside its criterion, changed, and taken back', async () => {
  const { id } = (await offer(provider)).json<MaterialView>();
  expect(await shown()).toEqual([]);
  expect((await step(skl, id, 1, { step: 'return', message: 'Skriv hur lång tid det tar.' })).statusCode).toBe(200);
  const own = (await service.call('GET', '/api/v1/own-materials', { as: provider })).json<MaterialView[]>();
  expect(own).toMatchObject([{ stage: 'returned', message: 'Skriv hur lång tid det tar.' }]);
  expect((await put(provider, id, 1, {})).statusCode).toBe(412);
  expect((await put(provider, id, 2, { length: 'två timmar' })).statusCode).toBe(200);
  expect((await step(skl, id, 3, { step: 'publish' })).statusCode).toBe(200);
  expect(await shown()).toEqual(['Samtal om värdegrund']);
  expect(await shown('?q=värdegrunden')).toEqual(['Samtal om värdegrund']);
  expect(await shown('?theme=barn')).toEqual([]);
  expect(await shown('?role=arbetsgivare&kind=method&language=sv&criterion=SL-07')).toHaveLength(1);
  const help = (await service.call('GET', '/api/v1/criterion-help?criterion=SL-07')).json<CriterionHelp>();
  expect(help.materials).toMatchObject([
    { title: 'Samtal om värdegrund', checkedOn: '2026-11-23', length: 'två timmar' },
  ]);
  // Of the same theme, though tied to another criterion.
  const near = (await service.call('GET', '/api/v1/criterion-help?criterion=SL-06')).json<CriterionHelp>();
  expect(near.materials).toHaveLength(1);

  // A new text waits, and what is shown stays.
  expect((await put(provider, id, 4, { title: 'Nytt namn' })).statusCode).toBe(200);
  expect(await shown()).toEqual(['Samtal om värdegrund']);
  expect((await step(skl, id, 5, { step: 'publish' })).statusCode).toBe(200);
  expect(await shown()).toEqual(['Nytt namn']);
  expect((await step(provider, id, 6, { step: 'withdraw' })).statusCode).toBe(200);
  expect(await shown()).toEqual([]);
  expect(await shown('?q=namn')).toEqual([]);
});

test('each has its own: another provider, a coordinator and a länsstyrelse do not reach it', async () => {
  const { id } = (await offer(provider)).json<MaterialView>();
  for (const stranger of [other, coordinator]) {
    expect((await put(stranger, id, 1, {})).statusCode).toBe(404);
    expect((await step(stranger, id, 1, { step: 'withdraw' })).statusCode).toBe(404);
    const own = (await service.call('GET', '/api/v1/own-materials', { as: stranger })).json<MaterialView[]>();
    expect(own.map((each) => each.id)).not.toContain(id);
  }
  expect((await step(provider, id, 1, { step: 'confirm' })).json()).toMatchObject({ code: 'wrong-stage' });
});

test('colleagues share what their organisation has offered', async () => {
  const colleague = await service.person('coordinator');
  const { id } = (await offer(coordinator, { title: 'Från Lund' })).json<MaterialView>();
  expect((await put(colleague, id, 1, { title: 'Från Lund, igen' })).statusCode).toBe(200);
  const { materials } = (await service.call('GET', '/api/v1/network/materials', { as: skl })).json<NetworkMaterials>();
  expect(materials.find((each) => each.id === id)?.owner).toBe('Lunds kommun');
});

test('what is wrong is said in Swedish, at the field', async () => {
  for (const [change, field] of [
    [{ title: ' ' }, 'title'],
    [{ link: 'javascript:alert(1)' }, 'link'],
    [{ link: '' }, 'link'],
    [{ criteria: ['XX-99'] }, 'criteria'],
    [{ themes: ['finns-inte'] }, 'themes'],
    [{ criteria: [], roles: [], themes: [] }, 'criteria'],
    [{ kind: 'song' }, 'kind'],
  ] as const) {
    const response = await offer(provider, change);
    expect(response.statusCode, field).toBe(422);
    expect(response.json<{ errors: { field: string }[] }>().errors[0]?.field).toBe(field);
  }
});

test('a new installation starts with the materials of the sources, once, tied to what exists', async () => {
  await ensureStarterMaterials(service.deps);
  const titles = await shown();
  expect(titles.length).toBeGreaterThan(10);
  await service.deps.db.deleteFrom('materials').execute();
  await ensureStarterMaterials(service.deps);
  expect(await shown()).toEqual([]);
  const fresh = await Service.start();
  await ensureStarterMaterials(fresh.deps);
  const materials = (await fresh.call('GET', '/api/v1/materials')).json<ShownMaterial[]>();
  const codes = new Set(catalogues.versions.flatMap(({ criteria }) => criteria.map(({ code }) => code)));
  const themes = new Set(catalogues.versions.flatMap(({ vocabulary }) => vocabulary.themes.map(({ id }) => id)));
  const roles = new Set(catalogues.versions.flatMap(({ vocabulary }) => vocabulary.roles.map(({ id }) => id)));
  for (const material of materials) {
    expect(
      material.criteria.filter((code) => !codes.has(code)),
      material.title,
    ).toEqual([]);
    expect(
      material.themes.filter((id) => !themes.has(id)),
      material.title,
    ).toEqual([]);
    expect(
      material.roles.filter((id) => !roles.has(id)),
      material.title,
    ).toEqual([]);
    expect(material.checkedOn).toBeNull();
  }
  await fresh.stop();
});

test('SKL invites a materialgivare, who comes in by the link', async () => {
  const made = await service.call('POST', '/api/v1/network/material-providers', {
    as: skl,
    payload: { email: 'ny@myndighet.example', name: 'Ny Givare' },
  });
  expect(made.statusCode).toBe(201);
  expect(made.json<{ link: string }>().link).toContain('/inbjudan/');
});

test('SKL does not bring back what its owner has taken back', async () => {
  const { id } = (await offer(provider, { title: 'Tillbakadraget' })).json<MaterialView>();
  expect((await step(provider, id, 1, { step: 'withdraw' })).statusCode).toBe(200);
  expect((await put(skl, id, 2, {}, '/api/v1/network/materials')).json()).toMatchObject({ code: 'wrong-stage' });
  expect(await shown()).not.toContain('Tillbakadraget');
});
