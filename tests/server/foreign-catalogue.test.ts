import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCatalogues, type Catalogues } from '../../criteria/catalogue/load.ts';
import { criteriaFolder } from '../../server/config.ts';
import type { ResultView } from '../../server/assessments/contract.ts';
import type { Benchmark } from '../../server/editions/contract.ts';
import type { Support } from '../../server/network/contract.ts';
import { Service, type Person } from './service.ts';

/**
 * Someone writes versions of their own: two areas, codes with other letters, another number of everything, and versions
 * 2.9, 2.10 and 2.11. From the check of the files to the result, the comparison and SKL's pages, no code knows of it.
 */
const folder = mkdtempSync(join(tmpdir(), 'mr-kollen-foreign-'));
let service: Service;
let skl: Person;
let lund: Person;
let catalogues: Catalogues;

const criterion = (code: string) => `
  - code: ${code}
    title: Titel ${code}
    question: Är det så i ${code}?
    why: Därför.
    levels: { 0: "${code} noll", 1: "${code} ett", 2: "${code} två", 3: "${code} tre", 4: "${code} fyra" }
    evidence_examples: [Beslut]
    roles: [${code.startsWith('QQ') ? 'overgripande' : 'samhallsaktor, demokratiaktor, valfardsaktor, arbetsgivare'}]
    principle: transparens
    themes: [styrning]
    sdg: ["16.6"]
    rights: [RF 1:2]
    starter: true
    sources: [INF]
`;

function writeVersion(
  version: string,
  previous: string | null,
  areas: Readonly<Record<string, readonly string[]>>,
): void {
  mkdirSync(join(folder, version));
  const area = (code: string) =>
    `  - { code: ${code}, name: Område ${code}, file: ${code}.yaml, description: D, support_question: Stöd i ${code}? }`;
  writeFileSync(
    join(folder, version, 'catalogue.yaml'),
    `id: främmande
version: "${version}"
${previous ? `previous: "${previous}"\n` : ''}published: "2026-01-01"
language: sv
note: Egen text.
changes: [Ny]
areas:
${Object.keys(areas).map(area).join('\n')}
indicators:
  - { code: IN-01, kind: share, title: Andel, numerator: Del, denominator: Hel, help: H, criteria: [] }
conditions:
  - { code: VI-07, question: Hur är det?, options: [Dåligt, Bra] }
`,
  );
  for (const [code, codes] of Object.entries(areas))
    writeFileSync(
      join(folder, version, `${code}.yaml`),
      `area: ${code}\ncriteria:${codes.map((each) => criterion(each)).join('')}`,
    );
}

beforeAll(async () => {
  // Kolada's figures stand beside our own criteria.
  const others = (path: string) => !path.endsWith('kolada.yaml');
  cpSync(join(criteriaFolder, 'reference'), join(folder, 'reference'), { recursive: true, filter: others });
  // The letters NT, FS and ST mean nothing of their own: here they are areas.
  writeVersion('2.9', null, { NT: ['NT-01', 'NT-02', 'NT-03'], QQ: ['QQ-01', 'QQ-02'] });
  writeVersion('2.10', '2.9', { NT: ['NT-01', 'NT-02', 'NT-03'], QQ: ['QQ-01', 'QQ-03'] });
  writeVersion('2.11', '2.10', { NT: ['NT-01', 'NT-02', 'NT-03'], QQ: ['QQ-03', 'QQ-04'] });
  writeFileSync(
    join(folder, '2.10', 'mapping.yaml'),
    'from: "2.9"\nto: "2.10"\nsame: [NT-01, NT-02, NT-03, QQ-01]\nnew: [QQ-03]\nwithdrawn: [{ code: QQ-02, why: Bort. }]\n',
  );
  writeFileSync(
    join(folder, '2.11', 'mapping.yaml'),
    'from: "2.10"\nto: "2.11"\nsame: [NT-01, NT-02, QQ-03]\nreworded: [{ code: NT-03, comparable: false, why: Om. }]\nnew: [QQ-04]\nwithdrawn: [{ code: QQ-01, why: Också bort. }]\n',
  );
  const loaded = loadCatalogues(folder, { checksums: false });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 2));
  ({ catalogues } = loaded);
  service = await Service.start({}, { catalogues });
  skl = await service.person('network_admin', null);
  lund = await service.person('coordinator');
  await service.join('1281');
  await service.round(2025, '2.9');
  await service.round(2026, '2.11');
});
afterAll(async () => {
  await service.stop();
  rmSync(folder, { recursive: true, force: true });
});

const get = async <T>(as: Person, url: string) => (await service.call('GET', url, { as })).json<T>();
const item = (id: string, code: string, payload: Record<string, unknown>) =>
  service.call('PUT', `/api/v1/assessments/${id}/items/${code}`, {
    as: lund,
    payload,
    headers: { 'if-match': '"0"' },
  });

async function send(id: string): Promise<void> {
  const step = (payload: object) =>
    service.call('POST', `/api/v1/assessments/${id}/transitions`, { as: lund, payload });
  expect((await step({ to: 'ready' })).statusCode).toBe(204);
  const { hash } = await get<{ hash: string }>(lund, `/api/v1/assessments/${id}`);
  const decision = { body: 'KS', date: '2026-11-20', paragraph: '1', diarienummer: '1', maxSharing: 'oppet' };
  expect((await step({ to: 'adopted', hash, decision })).statusCode).toBe(204);
  const sent = await service.call('PUT', `/api/v1/assessments/${id}/submission`, {
    as: lund,
    payload: { sharing: 'natverket', toCounty: false },
  });
  expect(sent.statusCode).toBe(204);
}

describe('versions that nobody here has seen', () => {
  test('are read in the order of their numbers, and the newest is the newest', async () => {
    expect(catalogues.versions.map(({ version }) => version)).toEqual(['2.9', '2.10', '2.11']);
    const listed = await get<{ version: string; latest: boolean; asked: { kommun: { full: number } } }[]>(
      lund,
      '/api/v1/catalogues',
    );
    expect(listed.find(({ latest }) => latest)).toMatchObject({ version: '2.11', asked: { kommun: { full: 5 } } });
  });

  test('are answered: criteria as criteria and items as items, whatever their letters', async () => {
    const id = await service.assessment(lund, '1281', { year: 2025, catalogue: '2.9' });
    for (const code of ['NT-01', 'NT-02', 'NT-03', 'QQ-01', 'QQ-02'])
      expect((await service.answer(lund, id, code, { level: 3, motivation: code })).statusCode, code).toBe(200);
    expect((await item(id, 'IN-01', { numerator: 1, denominator: 4, year: 2025, comment: '' })).statusCode).toBe(200);
    expect((await item(id, 'VI-07', { choice: 1 })).statusCode).toBe(200);
    expect((await item(id, 'VI-07', { choice: 2 })).json()).toMatchObject({ errors: [{ field: 'choice' }] });
    expect((await item(id, 'ST-QQ', { text: 'Kurs' })).statusCode).toBe(200);
    expect((await item(id, 'NT-01', { value: 1, year: null, comment: '' })).statusCode).toBe(404);
    const view = await get<{ answers: { code: string }[]; items: { code: string }[] }>(
      lund,
      `/api/v1/assessments/${id}`,
    );
    expect(view.answers.map(({ code }) => code)).toEqual(['NT-01', 'NT-02', 'NT-03', 'QQ-01', 'QQ-02']);
    expect(view.items.map(({ code }) => code)).toEqual(['IN-01', 'ST-QQ', 'VI-07']);
    await send(id);
  });

  test('give a result by their own areas', async () => {
    const result = await get<ResultView>(lund, '/api/v1/assessments/1281-2025/result');
    // Five answers on level 3; an index needs three in its group: NT 9 of 12 = 75.
    expect(result.years[0]?.groups.map(({ key, index, answered }) => [key, index, answered])).toEqual([
      ['NT', 75, 3],
      ['QQ', null, 2],
    ]);
  });

  test('are carried over a version that was skipped', async () => {
    const preview = await get<{
      suggestions: { code: string; relation: string; keepsLevel: boolean }[];
      left: { code: string }[];
      empty: { code: string }[];
    }>(lund, '/api/v1/organisations/1281/assessments/carry-over?basedOn=1281-2025&catalogue=2.11');
    expect(preview.suggestions.map(({ code, relation, keepsLevel }) => [code, relation, keepsLevel])).toEqual([
      ['NT-01', 'same', true],
      ['NT-02', 'same', true],
      ['NT-03', 'reworded', false],
    ]);
    expect(preview.left.map(({ code }) => code)).toEqual(['QQ-01', 'QQ-02']);
    expect(preview.empty.map(({ code }) => code)).toEqual(['QQ-03', 'QQ-04']);
    const id = await service.assessment(lund, '1281', { catalogue: '2.11', basedOn: '1281-2025' });
    for (const code of ['NT-01', 'NT-02', 'NT-03']) await service.answer(lund, id, code, { level: 4 }, 1);
    await send(id);
    const { years } = await get<ResultView>(lund, `/api/v1/assessments/${id}/result`);
    expect(years.map(({ year }) => year)).toEqual([2025, 2026]);
    expect(years[1]?.changes.find(({ key }) => key === 'NT')).toMatchObject({ n: 2 });
  });

  test('are compared, and SKL reads what is asked for', async () => {
    await service.call('POST', '/api/v1/rounds/2025/editions', { as: skl });
    const benchmark = await get<Benchmark>(lund, '/api/v1/benchmark?year=2025&peers=kommuner');
    expect(Object.keys(benchmark.figures)).toEqual(
      expect.arrayContaining(['area:NT', 'criterion:QQ-02', 'indicator:IN-01']),
    );
    const support = await get<Support>(skl, '/api/v1/network/support?year=2025');
    expect(support.areas.map(({ code, wishes }) => [code, wishes.map(({ text }) => text)])).toEqual([
      ['NT', []],
      ['QQ', ['Kurs']],
    ]);
    expect(support.conditions[0]).toMatchObject({ code: 'VI-07', answered: 1 });
    const page = await service.call('GET', '/kriterierna/2.11');
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Område QQ');
  });
});
