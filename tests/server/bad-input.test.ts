import fc from 'fast-check';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DeclaredRoute } from '../../server/access/enforce.ts';
import { Service, type Person } from './service.ts';

/** Requests over all write routes together; some generated cases are valid by accident and not sent. */
const REQUESTS = process.env.TEST_DATABASE === 'sqlite' ? 10_000 : 1_500;
const RUNS = Math.round(REQUESTS * 1.8);

let service: Service;
let coordinator: Person;
let skl: Person;
let id: string;

beforeAll(async () => {
  service = await Service.start();
  coordinator = await service.person('coordinator');
  skl = await service.person('network_admin', null);
  await service.join('1281');
  await service.round();
  id = await service.assessment(coordinator);
  await service.answer(coordinator, id, 'SL-01', { level: 2 });
});
afterAll(() => service.stop());

const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
/** Sign-in, sign-out and forms are limited per minute or end the session, and are tested in accounts.test.ts. */
const writeRoutes = (): DeclaredRoute[] =>
  service.app.declaredRoutes.filter(
    ({ method, url }) =>
      WRITES.has(method) && url.startsWith('/api/') && !/session|password|account|feedback$/.test(url),
  );

async function everything(): Promise<string> {
  const tables = [
    'users',
    'invitations',
    'assessments',
    'answers',
    'handouts',
    'comments',
    'feedback',
    'memberships',
    'rounds',
    'submissions',
    'sharing_changes',
    'editions',
    'actions',
    'examples',
    'pictures',
    'materials',
    'search_index',
  ] as const;
  // That something was refused is logged.
  const events = service.deps.db.selectFrom('events').selectAll().where('event', '!=', 'refused').execute();
  return JSON.stringify(
    await Promise.all([...tables.map((table) => service.deps.db.selectFrom(table).selectAll().execute()), events]),
  );
}

const nasty = fc.constantFrom(
  '\0',
  '\ud800',
  'å'.repeat(70_000),
  "'; drop table users; --",
  '<script>',
  '../../etc/passwd',
  '%00',
  '💥',
  'null',
  '-1',
  '١',
);
const anything = fc.oneof(
  fc.anything({ withNullPrototype: false }),
  nasty,
  fc.object({
    key: fc.constantFrom(
      'level',
      'to',
      'email',
      'role',
      'codes',
      'text',
      'userId',
      'year',
      'evidence',
      'decision',
      '__proto__',
    ),
  }),
);
const part = fc.oneof(
  nasty,
  fc.string({ maxLength: 30 }),
  fc.constantFrom('SL-01', 'NT-01', 'ST-SL', '1281', '1281-2026', '98989898-0000-4000-8000-000000000001'),
);
const header = fc.oneof(
  fc.constantFrom('"0"', '"1"', '"-1"', 'W/"1"', '*', '', '"1e9"', '"99999999999999"'),
  fc.string({ maxLength: 20, unit: 'grapheme-ascii' }),
);

/** A 4xx problem in Swedish, with its field where there is one to name. */
function expectProblem(response: LightMyRequestResponse, about: string): void {
  expect(response.statusCode, `${about}: ${response.body.slice(0, 300)}`).toBeGreaterThanOrEqual(400);
  expect(response.statusCode, `${about}: ${response.body.slice(0, 300)}`).toBeLessThan(500);
  const body = response.json<{ title: string; code: string; errors?: { field: string; message: string }[] }>();
  expect(response.headers['content-type'], about).toContain('application/problem+json');
  expect(body.title, about).toMatch(/[a-zåäö]/);
  if (response.statusCode === 422) {
    expect(body.errors?.length, about).toBeGreaterThan(0);
    for (const { field, message } of body.errors ?? []) {
      expect(field.length, about).toBeGreaterThan(0);
      // English from a library would be one of these.
      expect(message, about).not.toMatch(/\b(expected|received|invalid|must|required|too (big|small|long))\b/i);
    }
  }
}

describe('bad input at every write route', () => {
  test(`at least ${REQUESTS} generated bodies, ids and headers: always a 4xx problem, and nothing is stored`, async () => {
    const routes = writeRoutes();
    expect(routes.length).toBeGreaterThan(15);
    const before = await everything();
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...routes),
        anything,
        part,
        part,
        header,
        fc.boolean(),
        async (route, payload, first, second, ifMatch, goodAddress) => {
          const address = goodAddress
            ? route.url
                .replace(':id', id)
                .replace(
                  ':code',
                  route.url.includes('organisations') ? '1281' : route.url.includes('items') ? 'NT-01' : 'SL-01',
                )
                .replace(/:(userId|invitationId|feedbackId)/, '99999999-0000-4000-8000-000000000000')
            : route.url
                .replace(/:\w+/, encodeURIComponent(first.toWellFormed()))
                .replaceAll(/:\w+/g, encodeURIComponent(second.toWellFormed()));
          // Valid by accident: a comment is any text.
          const { text } = (typeof payload === 'object' && payload !== null ? payload : {}) as { text?: unknown };
          if (goodAddress && route.url.endsWith('/comments') && typeof text === 'string') return;
          // Valid by accident: these need no body at all, or accept an empty change.
          if (goodAddress && (/corrections|confirmation|reset$/.test(route.url) || route.method === 'DELETE')) return;
          let body: string;
          try {
            body = typeof payload === 'string' ? payload : (JSON.stringify(payload) ?? 'undefined');
          } catch {
            body = '{';
          }
          if (route.method === 'PATCH' && goodAddress && body === '{}') return;
          if (!goodAddress && (address === route.url.replace(':id', id) || decodeURIComponent(address).includes(id)))
            return;
          const as = route.url.includes('/network/') ? skl : coordinator;
          sent += 1;
          const response = await service.call(route.method, address, {
            as,
            headers: { 'content-type': 'application/json', 'if-match': ifMatch },
            payload: body,
          });
          expectProblem(response, `${route.method} ${address.slice(0, 80)} ${body.slice(0, 120)} If-Match: ${ifMatch}`);
        },
      ),
      { numRuns: RUNS },
    );
    expect(sent).toBeGreaterThanOrEqual(REQUESTS);
    expect(await everything()).toBe(before);
  }, 300_000);

  test.each([
    ['not JSON', 'application/json', '{', 'invalid-json'],
    ['another type', 'text/plain', 'hej', 'unsupported-media-type'],
    ['nothing', 'application/json', '', 'empty-body'],
    ['too much', 'application/json', JSON.stringify({ motivation: 'x'.repeat(300_000) }), 'too-large'],
  ])('%s is told as what it is', async (_what, type, payload, code) => {
    const response = await service.call('PUT', `/api/v1/assessments/${id}/answers/SL-01`, {
      as: coordinator,
      headers: { 'content-type': type, 'if-match': '"1"' },
      payload,
    });
    expectProblem(response, code);
    expect(response.json()).toMatchObject({ code });
  });

  test('an address with nonsense in it is told so on every page and every reading of data', async () => {
    const nonsense = [
      '%00',
      'x%00y',
      '99999999999',
      '-1',
      '2026.5',
      '1.2.3',
      "'; --",
      '__proto__',
      'å'.repeat(90),
      '%2e%2e',
    ];
    const reads = service.app.declaredRoutes.filter(({ method, url }) => method === 'GET' && !url.includes('*'));
    const query = (value: string) =>
      ['ar', 'year', 'grupp', 'peers', 'sok', 'lik', 'sida', 'criterion', 'visa', 'till', 'by', 'measure', 'lens', 'q']
        .map((name) => `${name}=${value}`)
        .join('&');
    const found: string[] = [];
    for (const { url } of reads) {
      for (const [i, value] of nonsense.entries()) {
        const as = [undefined, coordinator, skl][i % 3];
        const address = `${url.replaceAll(/:\w+/g, value)}?${query(nonsense[(i * 3 + 1) % nonsense.length] ?? '')}`;
        const response = await service.call('GET', address, as ? { as } : {});
        if (response.statusCode >= 500) found.push(`${address} ${response.statusCode}`);
      }
    }
    for (const file of [
      'siffror-99999999999.csv',
      'siffror-2026.5.csv',
      'siffror-2026.0.csv',
      'skyltfonster-7.csv',
      'motiveringar-1.2.3.json',
    ])
      if ((await service.call('GET', `/data/${file}`)).statusCode !== 404) found.push(file);
    expect(found).toEqual([]);
  });

  test('a missing page is a page for people and a problem for programs', async () => {
    const person = await service.app.inject({ url: '/finns-inte', headers: { accept: 'text/html' } });
    expect(person.statusCode).toBe(404);
    expect(person.body).toContain('<h1>');
    const program = await service.app.inject({ url: '/api/v1/finns-inte' });
    expect(program.json()).toMatchObject({ status: 404, code: 'not-found' });
    expect((await service.app.inject({ url: '/%E0%A4%A' })).statusCode).toBe(404);
  });
});
