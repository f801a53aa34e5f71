import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AssessmentView } from '../../server/assessments/contract.ts';
import type { RegisteredDocument } from '../../server/evidence/contract.ts';
import { checkEvidenceLinks } from '../../server/evidence/links.ts';
import { Service, type Person } from './service.ts';

/** The register of evidence: each document once, wherever it is used. */
let service: Service;
let sara: Person;
const at = '/api/v1/organisations/1281/documents';

beforeAll(async () => {
  service = await Service.start();
  sara = await service.person('coordinator');
});
afterAll(() => service.stop());
beforeEach(async () => {
  for (const table of ['documents', 'answers', 'assessments'] as const)
    await service.deps.db.deleteFrom(table).execute();
});

const POLICY = { title: 'MR-policy', diarienummer: 'KS 1', date: '2024-03-01', link: 'https://a.example/policy' };
const list = async () => (await service.call('GET', at, { as: sara })).json<RegisteredDocument[]>();
const body = (over: object = {}) => ({ ...POLICY, holder: 'Kommunkansliet', validUntil: null, ...over });
const add = (document: object, replaces: object | null = null) =>
  service.call('POST', at, { as: sara, payload: { document, replaces } });
const change = (id: string, revision: number, payload: object) =>
  service.call('PUT', `${at}/${id}`, { as: sara, payload, headers: { 'if-match': `"${revision}"` } });
const evidenceOf = async (id: string, code: string) => {
  const view = (await service.call('GET', `/api/v1/assessments/${id}`, { as: sara })).json<AssessmentView>();
  return view.answers.find((answer) => answer.code === code)?.evidence;
};
const transition = (id: string, to: string) =>
  service.call('POST', `/api/v1/assessments/${id}/transitions`, { as: sara, payload: { to } });

describe('the register', () => {
  test('has what stands in answers without anybody doing anything: each once, with where it is used', async () => {
    const id = await service.assessment(sara);
    await service.answer(sara, id, 'SL-02', { level: 2, evidence: [POLICY] });
    await service.answer(sara, id, 'SL-01', { level: 2, evidence: [POLICY, { title: 'Protokoll' }] });
    expect(await list()).toMatchObject([
      {
        ...POLICY,
        id: null,
        holder: '',
        revision: 0,
        linkState: 'unchecked',
        uses: [
          { assessment: id, year: 2026, code: 'SL-01', draft: true },
          { assessment: id, year: 2026, code: 'SL-02', draft: true },
        ],
      },
      { title: 'Protokoll', id: null, linkState: null, uses: [{ code: 'SL-01' }] },
    ]);
  });

  test('has what was added beforehand, before any answer; the same twice is refused', async () => {
    expect((await add(body())).statusCode).toBe(201);
    expect(await list()).toMatchObject([{ ...POLICY, holder: 'Kommunkansliet', uses: [] }]);
    expect((await add(body())).json()).toMatchObject({ code: 'exists' });
    // Another date is another document.
    expect((await add(body({ date: '2025-03-01' }))).statusCode).toBe(201);
  });

  test('knows an answer’s evidence as the registered one, and whether its time is out', async () => {
    const id = await service.assessment(sara);
    await add(body({ validUntil: '2026-01-31' }));
    await service.answer(sara, id, 'SL-01', { level: 2, evidence: [POLICY] });
    service.clock.now = new Date('2026-01-31T12:00:00Z');
    expect((await list()).map(({ expired, uses }) => [expired, uses.length])).toEqual([[false, 1]]);
    service.clock.now = new Date('2026-02-01T12:00:00Z');
    expect((await list()).map(({ expired }) => expired)).toEqual([true]);
  });

  test.each([
    [{ title: '' }, 'document.title'],
    [{ link: 'ftp://a' }, 'document.link'],
    [{ validUntil: '2024-02-28' }, 'document.validUntil'],
    [{ holder: 'x'.repeat(201) }, 'document.holder'],
  ])('refuses %j', async (over, field) => {
    expect((await add(body(over))).json()).toMatchObject({ errors: [{ field }] });
    expect(await list()).toEqual([]);
  });
});

describe('a change', () => {
  test('reaches every draft that refers to it, and nothing that has been locked', async () => {
    const old = await service.assessment(sara, '1281', { year: 2025 });
    await service.answer(sara, old, 'SL-01', { level: 2, evidence: [POLICY] });
    await transition(old, 'ready');
    const frozen = await service.deps.db
      .selectFrom('assessments')
      .select(['frozen_json', 'hash'])
      .where('id', '=', old)
      .executeTakeFirstOrThrow();
    const id = await service.assessment(sara);
    await service.answer(sara, id, 'SL-01', { level: 2, motivation: 'Kvar.', evidence: [{ title: 'Annat' }, POLICY] });
    await service.answer(sara, id, 'SL-02', { level: 2, evidence: [POLICY] });
    await add(body(), POLICY);
    const [document] = (await list()).filter(({ id: registered }) => registered !== null);
    const next = body({ title: 'MR-policy 2026', link: undefined, date: '2026-03-01' });
    expect((await change(document?.id ?? '', 1, next)).statusCode).toBe(204);
    const now = { title: 'MR-policy 2026', diarienummer: 'KS 1', date: '2026-03-01' };
    expect(await evidenceOf(id, 'SL-01')).toEqual([{ title: 'Annat' }, now]);
    expect(await evidenceOf(id, 'SL-02')).toEqual([now]);
    expect(await evidenceOf(old, 'SL-01')).toEqual([POLICY]);
    expect(
      await service.deps.db
        .selectFrom('assessments')
        .select(['frozen_json', 'hash'])
        .where('id', '=', old)
        .executeTakeFirst(),
    ).toEqual(frozen);
    // Whoever had the answer open meets it as a conflict, and loses nothing.
    expect((await service.answer(sara, id, 'SL-02', { level: 2 }, 1)).statusCode).toBe(412);
  });

  test('of one that only stood in answers puts it in the register and in them', async () => {
    const id = await service.assessment(sara);
    await service.answer(sara, id, 'SL-01', { level: 2, evidence: [{ title: 'Protokol' }] });
    await add({ title: 'Protokoll', holder: 'Kansliet', validUntil: null }, { title: 'Protokol' });
    expect(await evidenceOf(id, 'SL-01')).toEqual([{ title: 'Protokoll' }]);
    expect(await list()).toMatchObject([{ title: 'Protokoll', holder: 'Kansliet', uses: [{ code: 'SL-01' }] }]);
  });

  test('over another’s is refused, and so is one of another organisation', async () => {
    const { id } = (await add(body())).json<{ id: string }>();
    await change(id, 1, body({ holder: 'Ett' }));
    expect((await change(id, 1, body({ holder: 'Två' }))).statusCode).toBe(412);
    expect((await list())[0]?.holder).toBe('Ett');
    const eva = await service.person('coordinator', '1282');
    const theirs = (
      await service.call('POST', '/api/v1/organisations/1282/documents', {
        as: eva,
        payload: { document: body(), replaces: null },
      })
    ).json<{ id: string }>();
    expect((await change(theirs.id, 1, body({ holder: 'Vi' }))).statusCode).toBe(404);
    expect((await service.call('DELETE', `${at}/${theirs.id}`, { as: sara })).statusCode).toBe(404);
    expect((await list()).map(({ holder }) => holder)).toEqual(['Ett']);
  });

  test('taking it out of the register leaves the answers', async () => {
    const draft = await service.assessment(sara);
    await service.answer(sara, draft, 'SL-01', { level: 2, evidence: [POLICY] });
    const { id } = (await add(body())).json<{ id: string }>();
    expect((await service.call('DELETE', `${at}/${id}`, { as: sara })).statusCode).toBe(204);
    expect(await evidenceOf(draft, 'SL-01')).toEqual([POLICY]);
    expect(await list()).toMatchObject([{ id: null, uses: [{ code: 'SL-01' }] }]);
  });
});

test('masking covers the register too, and the log tells of changes without the title', async () => {
  const id = await service.assessment(sara);
  const named = { title: 'Samtal med Anna Persson', link: 'https://a.example/anna-persson' };
  await service.answer(sara, id, 'SL-01', { level: 2, evidence: [named] });
  await add({ ...named, holder: '', validUntil: null });
  await service.deps.db
    .insertInto('link_checks')
    .values({ link: named.link, state: 'ok', detail: '', failures: 0, checked_at: null })
    .execute();
  await transition(id, 'ready');
  const { hash } = (await service.call('GET', `/api/v1/assessments/${id}`, { as: sara })).json<{ hash: string }>();
  const decision = { body: 'KS', date: '2026-01-01', paragraph: '1', diarienummer: '1', maxSharing: 'none' };
  await service.call('POST', `/api/v1/assessments/${id}/transitions`, {
    as: sara,
    payload: { to: 'adopted', hash, decision },
  });
  await service.call('POST', `/api/v1/assessments/${id}/masks`, {
    as: sara,
    payload: { code: 'SL-01', fragment: 'Anna Persson' },
  });
  const rows = await service.deps.db.selectFrom('documents').selectAll().execute();
  expect(rows).toMatchObject([{ title: 'Samtal med [maskerat]', link: '' }]);
  expect(await list()).toMatchObject([{ title: 'Samtal med [maskerat]', uses: [{ code: 'SL-01' }] }]);
  expect(await service.deps.db.selectFrom('link_checks').selectAll().execute()).toEqual([]);
  const events = await service.deps.db.selectFrom('events').select(['event', 'details']).execute();
  expect(events.map(({ event }) => event)).toContain('document-changed');
  expect(JSON.stringify(events)).not.toContain('Anna');
});

describe('links', () => {
  let server: Server;
  let address = '';
  beforeAll(async () => {
    server = createServer((request, response) => {
      response.statusCode = request.url === '/borta' ? 404 : 200;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test('are visited in turn; twice in vain is dead; what is not used any more is forgotten', async () => {
    const reach = {
      lookup: () => Promise.resolve(['127.0.0.1']),
      isOpen: () => true,
      ports: [Number(new URL(address).port)],
    };
    const id = await service.assessment(sara);
    const evidence = [
      { title: 'Finns', link: `${address}/finns` },
      { title: 'Borta', link: `${address}/borta` },
    ];
    await service.answer(sara, id, 'SL-01', { level: 2, evidence });
    expect(await checkEvidenceLinks(service.deps, reach)).toBe(2);
    const states = async () => (await list()).map(({ title, linkState }) => [title, linkState]);
    expect(await states()).toEqual([
      ['Borta', 'failing'],
      ['Finns', 'ok'],
    ]);
    expect(await checkEvidenceLinks(service.deps, reach)).toBe(0);
    service.clock.now = new Date(service.clock.now.getTime() + 25 * 3_600_000);
    expect(await checkEvidenceLinks(service.deps, reach)).toBe(1);
    expect(await states()).toEqual([
      ['Borta', 'dead'],
      ['Finns', 'ok'],
    ]);
    await service.answer(sara, id, 'SL-01', { level: 2, evidence: evidence.slice(0, 1) }, 1);
    await checkEvidenceLinks(service.deps, reach);
    expect(await service.deps.db.selectFrom('link_checks').select('link').execute()).toEqual([
      { link: `${address}/finns` },
    ]);
  });

  test('to the house’s own network are no fault', async () => {
    const id = await service.assessment(sara);
    await service.answer(sara, id, 'SL-01', { level: 2, evidence: [{ title: 'Intranät', link: 'http://10.0.0.1/a' }] });
    await checkEvidenceLinks(service.deps);
    expect((await list()).map(({ linkState }) => linkState)).toEqual(['internal']);
  });
});
