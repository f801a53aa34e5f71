import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Service, type Person } from './service.ts';

/** What every answer says to the browser, over all the addresses that anyone can read and a good many of the others. */
let service: Service;
let sara: Person;
const answers: { url: string; headers: Record<string, string | undefined>; body: string; status: number }[] = [];

beforeAll(async () => {
  service = await Service.start({ publicUrl: 'https://mr-kollen.test' });
  sara = await service.person('coordinator');
  const urls = service.app.declaredRoutes
    .filter(({ method, url }) => method === 'GET' && !url.includes('*'))
    .map(({ url }) =>
      url.replace(':version', '2.0').replace(':code', '1281').replace(':year', '2026').replace(/:\w+/g, 'x'),
    );
  for (const url of [...urls, '/finns-inte', '/api/v1/finns-inte', '/assets/finns-inte.js']) {
    const { headers, body, statusCode } = await service.call('GET', url, {
      as: sara,
      headers: { accept: 'text/html' },
    });
    answers.push({ url, headers: headers as Record<string, string>, body, status: statusCode });
  }
  const refused = await service.call('POST', '/api/v1/session', { payload: { email: 'x' } });
  answers.push({
    url: 'POST /api/v1/session',
    headers: refused.headers as Record<string, string>,
    body: refused.body,
    status: refused.statusCode,
  });
}, 120_000);
afterAll(() => service.stop());

const where = (test: (answer: (typeof answers)[number]) => boolean) => answers.filter(test).map(({ url }) => url);

describe('every answer', () => {
  test('has a policy that lets in nothing from elsewhere, is not guessed at, and tells nobody where one was', () => {
    expect(answers.length).toBeGreaterThan(100);
    const policy = ({ headers }: (typeof answers)[number]) => headers['content-security-policy'] ?? '';
    expect(
      where(
        (answer) => !policy(answer).includes("default-src 'none'") && !policy(answer).includes("default-src 'self'"),
      ),
    ).toEqual([]);
    // One page is made to stand in another's frame (embed-page.ts): it applies one style, and does nothing.
    const framed = '/oppet/1281/badda-in';
    expect(where((answer) => !policy(answer).includes("frame-ancestors 'none'"))).toEqual([framed]);
    expect(policy(answers.find(({ url }) => url === framed) as (typeof answers)[number])).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'; frame-ancestors \*$/,
    );
    expect(
      where((answer) => policy(answer).includes("'self'") && !policy(answer).includes("object-src 'none'")),
    ).toEqual([]);
    expect(where((answer) => /unsafe|https?:|\*/.test(policy(answer)))).toEqual([framed]);
    expect(where(({ headers }) => headers['x-content-type-options'] !== 'nosniff')).toEqual([]);
    expect(
      where(
        ({ url, headers }) =>
          !url.startsWith('/assets/') && !['same-origin', 'no-referrer'].includes(headers['referrer-policy'] ?? ''),
      ),
    ).toEqual([]);
  });

  test('asks for https for a year, and what is below', () => {
    const hsts = ({ headers }: (typeof answers)[number]) => headers['strict-transport-security'] ?? '';
    const wrong = where((answer) => {
      const age = Number(/max-age=(\d+)/.exec(hsts(answer))?.[1] ?? 0);
      return age < 31_536_000 || !hsts(answer).includes('includeSubDomains');
    });
    expect(wrong.filter((url) => !url.startsWith('/assets/'))).toEqual([]);
  });

  test('lets no other site read what one has to sign in for', () => {
    const open = answers.filter(({ headers }) => headers['access-control-allow-origin'] !== undefined);
    for (const { url, headers } of open) {
      expect([url, headers['access-control-allow-origin']]).toEqual([url, '*']);
      expect([url, headers['access-control-allow-credentials']]).toEqual([url, undefined]);
      const route = service.app.declaredRoutes.find((each) => each.method === 'GET' && each.url === url);
      if (route) expect([url, route.access]).toEqual([url, 'public']);
    }
  });

  test('says what it is, and in which letters', () => {
    const silent = answers.filter(({ body, headers }) => body !== '' && !headers['content-type']);
    expect(silent.map(({ url }) => url)).toEqual([]);
    expect(
      where(({ headers }) => {
        const type = headers['content-type'] ?? '';
        return /^text\/|\+xml|\/xml/.test(type) && !type.startsWith('image/svg') && !/charset=utf-8/i.test(type);
      }),
    ).toEqual([]);
  });
});

test('signing out clears what the browser has been shown', async () => {
  const out = await service.call('POST', '/logga-ut', { as: sara });
  expect(out.headers['clear-site-data']).toBe('"cache"');
});
