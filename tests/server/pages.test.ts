import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { APPLICATION_ADDRESSES } from '../../server/pages/application-pages.ts';
import { ROLE_LINKS } from '../../server/pages/navigation.ts';
import { markup } from '../../server/http/markup.ts';
import { Service, type Person } from './service.ts';

let service: Service;
let coordinator: Person;
beforeAll(async () => {
  service = await Service.start();
  coordinator = await service.person('coordinator');
});
afterAll(() => service.stop());

const page = (url: string, as?: Person) =>
  service.call('GET', url, { headers: { accept: 'text/html' }, ...(as ? { as } : {}) });

describe('public pages', () => {
  test.each([
    '/',
    '/kriterierna/2.0',
    '/kriterierna/1.0',
    '/kriterierna/2.0?visa=globala-malen',
    '/kriterierna/2.0/SL-01',
    '/kriterierna/1.0/UF-02',
    '/sa-raknar-vi',
    '/tillganglighet',
    '/personuppgifter',
    '/personuppgifter/register',
    '/om',
    '/english',
    '/logga-in/aterstallning',
  ])('%s is a whole document without JavaScript', async (url) => {
    const { statusCode, body } = await page(url);
    expect(statusCode).toBe(200);
    expect(body).toMatch(/^<!doctype html>/);
    expect(body).not.toContain('<script');
    expect(body.match(/<h1/g)).toHaveLength(1);
  });

  test('one signs in without JavaScript; only the passkey, which is hidden until it can be used, has a script', async () => {
    const { body } = await page('/logga-in');
    expect(body).toContain('<form method="post" action="/logga-in"');
    expect(body).toContain('<section hidden data-passkey="/oversikt">');
    expect(body.match(/<script[^>]*>/g)).toEqual([expect.stringMatching(/type="module" src="\/assets\/sign-in-/)]);
  });

  test('every criterion of both versions has its own address', async () => {
    for (const { version, criteria } of service.deps.catalogues.versions) {
      for (const { code, title } of criteria) {
        const { statusCode, body } = await page(`/kriterierna/${version}/${code}`);
        expect(statusCode, code).toBe(200);
        expect(body, code).toContain(markup`${title}`.html);
      }
    }
  });

  test('say that the criteria are not SKL’s official wording', async () => {
    for (const url of ['/kriterierna/2.0', '/kriterierna/2.0/SL-01', '/om'])
      expect((await page(url)).body).toContain('inte SKL:s officiella ordalydelse');
  });

  test('“Tyck till” reaches SKL; an empty one keeps the form and says what is missing', async () => {
    const send = (url: string, form: Record<string, string>) =>
      service.call('POST', url, {
        headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams(form).toString(),
      });
    const empty = await send('/kriterierna/2.0/SL-01/tyck-till', { text: ' ', replyTo: 'inte en adress' });
    expect(empty.statusCode).toBe(422);
    expect(empty.body).toContain('ds-error-summary');
    expect(empty.body).toContain('inte en adress');
    expect(
      (await send('/kriterierna/2.0/SL-01/tyck-till', { text: 'Otydligt <b>ord</b>', replyTo: '' })).statusCode,
    ).toBe(303);
    expect((await send('/tillganglighet', { text: 'Knappen syns inte', replyTo: 'a@b.se' })).statusCode).toBe(303);
    const skl = await service.person('network_admin', null);
    const rows = (await service.call('GET', '/api/v1/network/feedback', { as: skl })).json<
      { id: string; text: string }[]
    >();
    expect(rows.map(({ text }) => text).sort()).toEqual(['Knappen syns inte', 'Otydligt <b>ord</b>']);
    expect(
      (await service.call('PATCH', `/api/v1/network/feedback/${rows[0]?.id}`, { as: skl, payload: { handled: true } }))
        .statusCode,
    ).toBe(204);
  });
});

describe('the application’s addresses', () => {
  test('are all served, and nothing else is', () => {
    const served = service.app.declaredRoutes
      .filter(({ access, method }) => typeof access === 'object' && access.page && method === 'GET')
      .map(({ url }) => url)
      .sort();
    // Whoever has no account: an assessor is asked for a code on the page itself, an association has a link.
    expect([...APPLICATION_ADDRESSES].sort()).toEqual([...served, '/bedom', '/bedom/:link', '/forening/:link'].sort());
  });

  test('every menu link leads to one of them', () => {
    for (const { href } of Object.values(ROLE_LINKS).flat()) expect(APPLICATION_ADDRESSES).toContain(href);
  });

  test('a criterion can be answered from the page itself, and typed text is escaped', async () => {
    const id = await service.assessment(coordinator);
    await service.answer(coordinator, id, 'SL-01', { level: 2, motivation: `"><script>alert('x')</script>` });
    const { body } = await page(`/sjalvskattning/${id}/SL-01`, coordinator);
    expect(body.match(/type="radio" name="level"/g)).toHaveLength(5);
    expect(body).toContain('value="2" checked');
    expect(body).toContain('data-early=');
    expect(body).not.toContain('<script>alert');
  });

  test('nothing inline runs or applies except what the security policy names', async () => {
    const response = await page('/oversikt', coordinator);
    const policy = String(response.headers['content-security-policy']);
    expect(policy).not.toContain('unsafe');
    expect(response.body).not.toMatch(/ style=| on[a-z]+=/);
  });
});

interface Operation {
  readonly responses: Record<string, { content?: Record<string, { schema: { properties?: object } }> }>;
  readonly parameters?: readonly { in: string; name: string; required?: boolean; schema: object }[];
  readonly requestBody?: object;
  readonly security?: readonly object[];
}

/** Every number that a description lets through, with where it stands. */
function numbersIn(described: unknown, at: string): { at: string; minimum?: number; maximum?: number }[] {
  if (typeof described !== 'object' || described === null) return [];
  const { type, const: fixed, enum: chosen } = described as Record<string, unknown>;
  const own =
    (type === 'number' || type === 'integer') && fixed === undefined && chosen === undefined
      ? [{ at, ...(described as { minimum?: number; maximum?: number }) }]
      : [];
  return [...own, ...Object.entries(described).flatMap(([key, value]) => numbersIn(value, `${at}/${key}`))];
}

describe('the description of the API', () => {
  const operations = async () => {
    const { paths } = (await service.call('GET', '/api/openapi.json')).json<{
      paths: Record<string, Record<string, Operation>>;
    }>();
    return Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
    );
  };

  test('has for every operation what it answers and how it refuses', async () => {
    const bare = (await operations()).filter(({ operation: { responses } }) => {
      const refusals = Object.entries(responses).filter(([status]) => !status.startsWith('2'));
      return (
        !Object.keys(responses).some((status) => /^[23]/.test(status)) ||
        !('default' in responses) ||
        refusals.some(([, { content }]) => content?.['application/problem+json'] === undefined)
      );
    });
    expect(bare.map(({ name }) => name)).toEqual([]);
  });

  test('says where one must be signed in, by the cookie', async () => {
    const open = new Set(
      service.app.declaredRoutes
        .filter(({ access }) => access === 'public')
        .map(({ method, url }) => `${method} ${url}`),
    );
    for (const { name, operation } of await operations())
      expect([name, operation.security !== undefined]).toEqual([name, !open.has(name.replaceAll(/\{(\w+)\}/g, ':$1'))]);
  });

  test('says which writes build on a revision: those that are refused without one', async () => {
    const asked = (await operations()).filter(({ operation: { parameters = [] } }) =>
      parameters.some((each) => each.in === 'header' && each.name === 'if-match' && each.required),
    );
    expect(asked.map(({ name }) => name).sort()).toEqual([
      'DELETE /api/v1/organisations/{code}/examples/{exampleId}',
      'DELETE /api/v1/organisations/{code}/peer-reviews/{reviewId}/notes/{criterion}',
      'POST /api/v1/assessments/{id}/answers/{code}/versions/{revision}/restore',
      'POST /api/v1/network/examples/{exampleId}/steps',
      'POST /api/v1/network/materials/{materialId}/steps',
      'POST /api/v1/organisations/{code}/examples/{exampleId}/steps',
      'POST /api/v1/organisations/{code}/peer-reviews/{reviewId}/signature',
      'POST /api/v1/own-materials/{materialId}/steps',
      'PUT /api/v1/assessments/{id}/answers/{code}',
      'PUT /api/v1/assessments/{id}/items/{code}',
      'PUT /api/v1/network/materials/{materialId}',
      'PUT /api/v1/organisations/{code}/actions/{actionId}',
      'PUT /api/v1/organisations/{code}/documents/{documentId}',
      'PUT /api/v1/organisations/{code}/examples/{exampleId}',
      'PUT /api/v1/organisations/{code}/peer-reviews/{reviewId}/account',
      'PUT /api/v1/organisations/{code}/peer-reviews/{reviewId}/notes/{criterion}',
      'PUT /api/v1/organisations/{code}/peer-reviews/{reviewId}/notes/{criterion}/reply',
      'PUT /api/v1/organisations/{code}/surveys/{year}/reply',
      'PUT /api/v1/own-materials/{materialId}',
      'PUT /api/v1/seat/ratings/{code}',
    ]);
  });

  test('lets no number through that PostgreSQL’s integer does not hold', async () => {
    const numbers = (await operations()).flatMap(({ name, operation }) => [
      ...numbersIn(operation.requestBody, name),
      ...numbersIn(operation.parameters, name),
    ]);
    expect(numbers.length).toBeGreaterThan(5);
    expect(
      numbers.filter(
        ({ minimum, maximum }) => !((minimum ?? -Infinity) >= -2147483648 && (maximum ?? Infinity) <= 2147483647),
      ),
    ).toEqual([]);
  });
});

test('the API describes itself as OpenAPI 3.1, with every tagged route', async () => {
  const document = (await service.call('GET', '/api/openapi.json')).json<{
    openapi: string;
    paths: Record<string, object>;
  }>();
  expect(document.openapi).toMatch(/^3\.1/);
  const described = Object.keys(document.paths).filter((path) => path.startsWith('/api/v1/'));
  const declared = new Set(
    service.app.declaredRoutes
      .filter(({ url }) => url.startsWith('/api/v1/'))
      .map(({ url }) => url.replaceAll(/:(\w+)/g, '{$1}')),
  );
  expect(new Set(described)).toEqual(declared);
  expect((await service.call('GET', '/api/docs/')).statusCode).toBe(200);
});
