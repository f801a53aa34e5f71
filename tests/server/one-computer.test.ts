import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ALLOWED } from './allowed.ts';
import { Service, type Person } from './service.ts';

/** Two people at one computer: what the browser has kept for the one is never the answer to the other. */
let service: Service;
let sara: Person;
let mikael: Person;
let id: string;

beforeAll(async () => {
  service = await Service.start();
  sara = await service.person('coordinator');
  mikael = await service.person('contributor');
  id = await service.assessment(sara);
  await service.answer(sara, id, 'SL-01', { level: 2, motivation: 'Bara för samordnaren' });
  await service.call('POST', `/api/v1/assessments/${id}/handouts`, {
    as: sara,
    payload: { userId: mikael.id, codes: ['SL-02'], message: '', due: null },
  });
});
afterAll(() => service.stop());

describe('an answer that the browser may keep', () => {
  test('is not confirmed to the next person, whichever of them came first', async () => {
    const url = `/api/v1/assessments/${id}`;
    for (const [first, second] of [
      [sara, mikael],
      [mikael, sara],
    ] as const) {
      const kept = await service.call('GET', url, { as: first });
      const etag = String(kept.headers.etag);
      expect((await service.call('GET', url, { as: first, headers: { 'if-none-match': etag } })).statusCode).toBe(304);
      const asked = await service.call('GET', url, { as: second, headers: { 'if-none-match': etag } });
      expect(asked.statusCode).toBe(200);
      expect(asked.body).not.toBe(kept.body);
      expect(String(kept.headers.vary)).toContain('Cookie');
    }
  });

  test('is another one after a change of role', async () => {
    const person = await service.person('coordinator');
    const url = `/api/v1/assessments/${id}`;
    const etag = String((await service.call('GET', url, { as: person })).headers.etag);
    await service.call('PATCH', `/api/v1/users/${person.id}`, { as: sara, payload: { role: 'contributor' } });
    const again = { ...person, cookie: await service.signIn(person.email) };
    const asked = await service.call('GET', url, { as: again, headers: { 'if-none-match': etag } });
    expect(asked.statusCode).toBe(200);
    expect(asked.body).not.toContain('Bara för samordnaren');
  });
});

test('every answer that someone must sign in for is kept by no browser, or asked for anew with an ETag', async () => {
  for (const route of ALLOWED.keys()) {
    const [method = '', url = ''] = route.split(' ');
    if (method !== 'GET') continue;
    const address = url
      .replace(':id', id)
      .replace(':code', url.includes('/assessments/') || url.includes('/sjalvskattning/') ? 'SL-01' : '1281')
      .replace(/:\w+/g, '2026');
    const { headers } = await service.call('GET', address, { as: sara });
    const caching = String(headers['cache-control']);
    expect(['private, no-store', 'private, no-cache'], `${route}: ${caching}`).toContain(caching);
    if (caching === 'private, no-cache') expect(headers.etag, route).toMatch(/-[0-9a-f]{12}"$/);
    expect(String(headers.vary), route).toContain('Cookie');
  }
});

describe('a page that is still open when someone else has signed in', () => {
  test('neither reads nor writes as the new person', async () => {
    const headers = { 'x-mr-user': sara.id };
    const read = await service.call('GET', `/api/v1/assessments/${id}`, { as: mikael, headers });
    expect(read.json()).toMatchObject({ status: 401, code: 'other-person' });
    const write = await service.call('PUT', `/api/v1/assessments/${id}/answers/SL-02`, {
      as: mikael,
      headers: { ...headers, 'if-match': '"0"' },
      payload: { level: 1, notApplicable: false, reason: '', motivation: '', evidence: [] },
    });
    expect(write.statusCode).toBe(401);
    expect((await service.call('GET', `/api/v1/assessments/${id}`, { as: sara, headers })).statusCode).toBe(200);
  });
});
