import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ApiToken, MadeToken, OrganisationResults } from '../../server/tokens/contract.ts';
import { Service, type Person } from './service.ts';

let service: Service;
let sara: Person;
let id: string;

beforeAll(async () => {
  service = await Service.start();
  sara = await service.person('coordinator');
  id = await service.assessment(sara);
  for (const [code, level] of [
    ['SL-01', 3],
    ['SL-02', 1],
  ] as const)
    await service.answer(sara, id, code, { level, motivation: 'Hemlig motivering' });
  await service.deps.db
    .updateTable('assessments')
    .set({
      state: 'adopted',
      decision: JSON.stringify({ body: 'Kommunstyrelsen', date: '2026-11-20', diarienummer: 'KS 1', paragraph: '2' }),
    })
    .where('id', '=', id)
    .execute();
  // Adopted in another organisation, and begun in this one.
  const other = await service.person('coordinator', '1283');
  const theirs = await service.assessment(other, '1283');
  await service.answer(other, theirs, 'SL-01', { level: 4 });
  await service.deps.db.updateTable('assessments').set({ state: 'adopted' }).where('id', '=', theirs).execute();
  await service.assessment(sara, '1281', { year: 2027 });
});
afterAll(() => service.stop());

const make = (payload: object, as = sara) => service.call('POST', '/api/v1/organisations/1281/tokens', { as, payload });
const made = async (scopes: readonly string[] = ['result']) =>
  (await make({ name: 'Stratsys', scopes, months: 12 })).json<MadeToken>();
const read = (url: string, token: string, method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH' = 'GET') =>
  service.call(method, url, { headers: { authorization: `Bearer ${token}` } });
const RESULTS = '/api/v1/organisations/1281/results';

beforeEach(async () => {
  await service.deps.db.deleteFrom('api_tokens').execute();
});

describe('an organisation’s own system', () => {
  test('reads the adopted results with a token, as JSON and as a table, and no text', async () => {
    const { token, expiresAt } = await made();
    expect(token).toMatch(/^mrk_/);
    expect(expiresAt.slice(0, 10)).toBe('2027-11-23');
    const { years, organisation } = (await read(RESULTS, token)).json<OrganisationResults>();
    expect(organisation).toEqual({ code: '1281', name: 'Lunds kommun' });
    // The draft of 2027 is nobody's result yet.
    expect(years.map(({ year, decided }) => [year, decided])).toEqual([[2026, '2026-11-20']]);
    const levels = years[0]?.criteria.filter(({ level }) => level !== null);
    expect(levels?.map(({ code, level }) => [code, level])).toEqual([
      ['SL-01', 3],
      ['SL-02', 1],
    ]);
    const file = await read(`${RESULTS}.csv`, token);
    expect(file.headers['content-type']).toContain('text/csv');
    expect(file.body).toContain('1281');
    expect(file.body).toMatch(/SL-01/);
    expect(file.body + JSON.stringify(years)).not.toContain('Hemlig');
  });

  test('reads what its scopes name, of its own organisation, and nothing else of the whole service', async () => {
    const { token } = await made(['result', 'actions']);
    const allowed = new Set([
      '/api/v1/organisations/:code/results',
      '/api/v1/organisations/:code/results.csv',
      '/api/v1/organisations/:code/actions',
      '/api/v1/organisations/:code/actions.xlsx',
      '/api/v1/organisations/:code/actions.csv',
      '/api/v1/organisations/:code/actions.tsv',
    ]);
    const behind = service.app.declaredRoutes.filter(({ access }) => access !== 'public');
    expect(behind.length).toBeGreaterThan(150);
    for (const { method, url } of behind) {
      if (method === 'HEAD') continue;
      const address = url.replace(':id', id).replace(':code', url.includes('/organisations/') ? '1281' : 'SL-01');
      const { statusCode } = await read(address, token, method as 'GET');
      const open = method === 'GET' && allowed.has(url);
      expect([method, url, statusCode === 200]).toEqual([method, url, open]);
      if (!open) expect([method, url, [401, 403, 404].includes(statusCode)]).toEqual([method, url, true]);
      if (open) expect((await read(address.replace('1281', '1283'), token)).statusCode).toBe(404);
    }
    expect((await read('/api/v1/organisations/1281/actions', (await made(['result'])).token)).statusCode).toBe(403);
  });

  test('is no person: a cookie beside the token gives it nothing', async () => {
    const { token } = await made();
    const both = await service.call('GET', '/api/v1/organisations/1281/users', {
      as: sara,
      headers: { authorization: `Bearer ${token}` },
    });
    expect(both.statusCode).toBe(403);
    const who = await service.call('GET', '/api/v1/session', {
      as: sara,
      headers: { authorization: `Bearer ${token}` },
    });
    expect(who.json()).toMatchObject({ user: null });
  });
});

describe('a token', () => {
  test('is kept as a hash, shown once, listed with its use, and logged', async () => {
    const { token, id: tokenId } = await made();
    await read(RESULTS, token);
    const listed = await service.call('GET', '/api/v1/organisations/1281/tokens', { as: sara });
    expect(listed.json<ApiToken[]>()).toMatchObject([
      { id: tokenId, name: 'Stratsys', scopes: ['result'], expired: false, usedAt: service.clock.now.toISOString() },
    ]);
    expect(listed.body).not.toContain(token);
    const rows = await service.deps.db.selectFrom('api_tokens').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token);
    const events = await service.deps.db
      .selectFrom('events')
      .select('details')
      .where('event', '=', 'api-token-created')
      .execute();
    expect(JSON.parse(events.at(-1)?.details ?? '')).toEqual({ name: 'Stratsys', scopes: 'fastställda resultat' });
  });

  test('stops working when it is withdrawn, has expired, or was never made', async () => {
    const { token, id: tokenId } = await made();
    const gone = await service.call('DELETE', `/api/v1/organisations/1281/tokens/${tokenId}`, { as: sara });
    expect(gone.statusCode).toBe(204);
    expect((await read(RESULTS, token)).json()).toMatchObject({ status: 401, code: 'invalid-token' });
    const short = (await make({ name: 'x', scopes: ['result'], months: 3 })).json<MadeToken>();
    const { now } = service.clock;
    service.clock.now = new Date('2027-02-23T07:59:00Z');
    expect((await read(RESULTS, short.token)).statusCode).toBe(200);
    service.clock.now = new Date('2027-02-23T08:01:00Z');
    expect((await read(RESULTS, short.token)).statusCode).toBe(401);
    service.clock.now = now;
    for (const wrong of ['mrk_', 'mrk_x', short.token.slice(0, -1), "' or 1=1"])
      expect([wrong, (await read(RESULTS, wrong)).statusCode]).toEqual([wrong, 401]);
  });

  test('is not withdrawn, or seen, by another organisation', async () => {
    const { token, id: tokenId } = await made();
    const stranger = await service.person('coordinator', '1283');
    expect(
      (await service.call('DELETE', `/api/v1/organisations/1283/tokens/${tokenId}`, { as: stranger })).statusCode,
    ).toBe(404);
    expect((await service.call('GET', '/api/v1/organisations/1283/tokens', { as: stranger })).json()).toEqual([]);
    expect((await read(RESULTS, token)).statusCode).toBe(200);
  });

  test.each([
    ['no name', { name: ' ', scopes: ['result'], months: 3 }, 'name'],
    ['nothing to read', { name: 'x', scopes: [], months: 3 }, 'scopes'],
    ['something that there is not', { name: 'x', scopes: ['users'], months: 3 }, 'scopes.0'],
    ['for ever', { name: 'x', scopes: ['result'], months: 1200 }, 'months'],
  ])('with %s is not made', async (_name, payload, field) => {
    expect((await make(payload)).json()).toMatchObject({ status: 422, errors: [{ field }] });
  });
});
