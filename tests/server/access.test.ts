import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PERMISSIONS, ROLES, type Role } from '../../server/access/permissions.ts';
import { requireDeclaredAccess, type DeclaredRoute } from '../../server/access/enforce.ts';
import { ALLOWED, FOR_ANYONE } from './allowed.ts';
import { Service, type Person } from './service.ts';

const LETTERS: Readonly<Record<Role, string>> = {
  contributor: 'M',
  coordinator: 'S',
  decision_maker: 'B',
  network_admin: 'N',
  county_viewer: 'L',
  material_provider: 'G',
  unassigned: 'U',
};

/** Which roles the written list lets at a route; undefined for anyone. */
const rolesAt = ({ method, url }: DeclaredRoute) => ALLOWED.get(`${method === 'HEAD' ? 'GET' : method} ${url}`);
const isAllowed = (role: Role, route: DeclaredRoute) => rolesAt(route)?.includes(LETTERS[role]) ?? true;

let service: Service;
let id: string;
const people = new Map<Role, Person>();
let stranger: Person;

beforeAll(async () => {
  service = await Service.start({ demo: true });
  for (const role of ROLES)
    people.set(
      role,
      await service.person(role, ['contributor', 'coordinator', 'decision_maker'].includes(role) ? '1281' : null),
    );
  stranger = await service.person('coordinator', '1283');
  await service.join('1281');
  await service.round();
  await service.deps.db
    .updateTable('users')
    .set({ county_code: '20', national: 1 })
    .where('role', '=', 'county_viewer')
    .execute();
  const coordinator = people.get('coordinator') as Person;
  id = await service.assessment(coordinator);
  // With an answer in it, the sweep below cannot delete the assessment.
  await service.answer(coordinator, id, 'SL-03', { level: 2 });
  await service.call('POST', `/api/v1/assessments/${id}/handouts`, {
    as: coordinator,
    payload: { userId: people.get('contributor')?.id, codes: ['SL-01'], message: '', due: null },
  });
});
afterAll(() => service.stop());

const NOBODY = '99999999-0000-4000-8000-000000000000';

function addressOf({ url }: DeclaredRoute): string {
  const criterion =
    (url.includes('/assessments/') && !url.includes('/members/')) ||
    url.includes('/sjalvskattning/') ||
    url.includes('/criteria/') ||
    url.startsWith('/kriterierna');
  return url
    .replace(':id', id)
    .replace(':code', criterion ? 'SL-01' : '1281')
    .replace(':version', '2.0')
    .replace(':userId', NOBODY)
    .replace(':invitationId', NOBODY)
    .replace(':feedbackId', NOBODY)
    .replace(':actionId', NOBODY)
    .replace(':county', '20')
    .replace(':year', '2026')
    .replace(':token', 'x')
    .replace('*', 'x');
}

/** Sessions are worth keeping: signing out would end the person's own. */
const endsSession = ({ method, url }: DeclaredRoute) =>
  (method === 'DELETE' && url === '/api/v1/session') || url === '/logga-ut';

async function call(route: DeclaredRoute, as?: Person): Promise<number> {
  const write = ['POST', 'PUT', 'PATCH'].includes(route.method);
  const response = await service.call(route.method, addressOf(route), {
    ...(as ? { as } : {}),
    ...(write ? { payload: {} } : {}),
  });
  return response.statusCode;
}

describe('every route × every role', () => {
  test('the list of routes is the application’s own, and has an access rule for each', () => {
    expect(service.app.declaredRoutes.length).toBeGreaterThan(60);
    expect(service.app.declaredRoutes.filter(({ access }) => access === undefined)).toEqual([]);
  });

  test('is the list that is written down here, no more and no less', () => {
    const own = service.app.declaredRoutes.filter(({ method }) => method !== 'HEAD');
    expect(own.map(({ method, url }) => `${method} ${url}`).sort()).toEqual([...ALLOWED.keys(), ...FOR_ANYONE].sort());
  });

  test('nobody who is not signed in comes further than the public routes', async () => {
    for (const route of service.app.declaredRoutes) {
      const status = await call(route);
      if (rolesAt(route) === undefined) expect(status, route.url).not.toBe(401);
      else if (rolesAt(route) === '') expect(status, route.url).toBe(403);
      else if (typeof route.access === 'object' && route.access.page) expect(status, route.url).toBe(303);
      else expect(status, `${route.method} ${route.url}`).toBe(401);
    }
  });

  test.each(ROLES)('%s comes through exactly where the written list says', async (role) => {
    for (const route of service.app.declaredRoutes) {
      if (endsSession(route)) continue;
      const status = await call(route, people.get(role));
      if (isAllowed(role, route))
        expect([401, 403], `${role} ${route.method} ${route.url} → ${status}`).not.toContain(status);
      else expect(status, `${role} ${route.method} ${route.url}`).toBe(403);
    }
  });

  test('a coordinator of another organisation meets the same as if it did not exist', async () => {
    for (const route of service.app.declaredRoutes) {
      if (typeof route.access !== 'object' || !route.access.on || !isAllowed('coordinator', route)) continue;
      expect(await call(route, stranger), `${route.method} ${route.url}`).toBe(404);
    }
  });

  test('a contributor meets only the criteria that were handed out', async () => {
    const contributor = people.get('contributor') as Person;
    expect((await service.answer(contributor, id, 'SL-01', { level: 1 })).statusCode).toBe(200);
    expect((await service.answer(contributor, id, 'SL-02', { level: 1 })).statusCode).toBe(403);
    const view = (await service.call('GET', `/api/v1/assessments/${id}`, { as: contributor })).json<{
      answers: { code: string }[];
      onlyCodes: string[];
    }>();
    expect(view.onlyCodes).toEqual(['SL-01']);
    expect(view.answers.map(({ code }) => code)).toEqual(['SL-01']);
  });

  test('an unused permission is a leftover', () => {
    const used = new Set(
      service.app.declaredRoutes.flatMap(({ access }) => (typeof access === 'object' ? [access.permission] : [])),
    );
    // Checked inside the transition route, per step.
    used.add('assessment.ready');
    // Says which publication a public route answers with (editions/read.ts).
    used.add('network.compare');
    expect(Object.keys(PERMISSIONS).filter((permission) => !used.has(permission as keyof typeof PERMISSIONS))).toEqual(
      [],
    );
  });
});

test('a route without an access rule stops the start', async () => {
  const app = Fastify();
  requireDeclaredAccess(app);
  app.get('/forgotten', () => 'open to all');
  await expect(app.ready()).rejects.toThrow('/forgotten');
});

test('writes from another website are refused', async () => {
  const response = await service.call('POST', '/api/v1/session', {
    headers: { 'sec-fetch-site': 'cross-site' },
    payload: { email: 'a@b.se', password: 'x' },
  });
  expect(response.statusCode).toBe(403);
  expect(response.json()).toMatchObject({ code: 'other-origin' });
  const older = await service.call('POST', '/api/v1/session', {
    headers: { origin: 'https://evil.example' },
    payload: { email: 'a@b.se', password: 'x' },
  });
  expect(older.statusCode).toBe(403);
});
