import type { AssessmentView } from '../../server/assessments/contract.ts';
import type { EventView } from '../../server/audit/contract.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OrganisationUsers } from '../../server/accounts/contract.ts';
import { setupLink } from '../../server/accounts/invitations.ts';
import { PASSWORD, Service, type Person } from './service.ts';

let service: Service;
let coordinator: Person;
beforeAll(async () => {
  service = await Service.start();
  coordinator = await service.person('coordinator');
});
afterAll(() => service.stop());

const DAY = 86_400_000;
const later = (days: number) => {
  service.clock.now = new Date(service.clock.now.getTime() + days * DAY);
};
const pathOf = (link: string) => new URL(link).pathname;
const signedIn = async (cookie: string) =>
  (await service.app.inject({ url: '/api/v1/session', headers: { cookie } })).json<{ user: { email: string } | null }>()
    .user;
const accept = (link: string, form: Record<string, string>) =>
  service.app.inject({
    method: 'POST',
    url: pathOf(link),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  });
const form = { name: 'Ny Kollega', password: 'fyra ord i en rad', repeat: 'fyra ord i en rad' };

describe('signing in', () => {
  test('gives a new session each time: a planted id is never taken over', async () => {
    const planted = 'mr-kollen=attacker.signature';
    const response = await service.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { cookie: planted },
      payload: { email: coordinator.email, password: PASSWORD },
    });
    const given = String([response.headers['set-cookie']].flat()[0]);
    expect(given).toMatch(/^mr-kollen=/);
    expect(given).not.toContain('attacker');
    expect(given).toMatch(/HttpOnly/i);
    expect(given).toMatch(/SameSite=Lax/i);
    expect(await signedIn(planted)).toBeNull();
    const before = coordinator.cookie;
    const again = await service.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { cookie: before },
      payload: { email: coordinator.email, password: PASSWORD },
    });
    expect(String([again.headers['set-cookie']].flat()[0]).split(';')[0]).not.toBe(before);
    expect(await signedIn(before)).toBeNull();
    coordinator = { ...coordinator, cookie: String([again.headers['set-cookie']].flat()[0]).split(';')[0] ?? '' };
  });

  test('answers the same for an unknown address and a wrong password', async () => {
    const wrong = await service.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { email: coordinator.email, password: 'fel' },
    });
    const unknown = await service.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { email: 'ingen@test.example', password: 'fel' },
    });
    expect(wrong.statusCode).toBe(401);
    expect({ ...unknown.json<object>(), requestId: '' }).toEqual({ ...wrong.json<object>(), requestId: '' });
  });

  test('is limited: the eleventh guess at one account in ten minutes is refused', async () => {
    const guess = () =>
      service.app.inject({
        method: 'POST',
        url: '/api/v1/session',
        payload: { email: 'gissad@test.example', password: 'x' },
      });
    for (let i = 0; i < 10; i++) expect((await guess()).statusCode).toBe(401);
    const refused = await guess();
    expect(refused.statusCode).toBe(429);
    expect(refused.json()).toMatchObject({ code: 'too-many' });
  });

  test('ends by itself, and when the account is closed', async () => {
    const colleague = await service.person('contributor');
    expect(await signedIn(colleague.cookie)).toMatchObject({ email: colleague.email });
    await service.call('PATCH', `/api/v1/users/${colleague.id}`, { as: coordinator, payload: { disabled: true } });
    expect(await signedIn(colleague.cookie)).toBeNull();
    const other = await service.person('contributor');
    const now = service.clock.now;
    service.clock.now = new Date(now.getTime() + 13 * 3_600_000);
    expect(await signedIn(other.cookie)).toBeNull();
    service.clock.now = now;
  });

  test('the page works without JavaScript, keeps what was typed and never follows a foreign address', async () => {
    const post = (payload: Record<string, string>) =>
      service.app.inject({
        method: 'POST',
        url: '/logga-in',
        headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams(payload).toString(),
      });
    const wrong = await post({ email: coordinator.email, password: 'fel', next: '' });
    expect(wrong.statusCode).toBe(401);
    expect(wrong.body).toContain('ds-error-summary');
    expect(wrong.body).toContain(`value="${coordinator.email}"`);
    for (const next of ['https://evil.example', '//evil.example', '/\\evil.example'])
      expect((await post({ email: coordinator.email, password: PASSWORD, next })).headers.location).toBe('/oversikt');
    expect((await post({ email: coordinator.email, password: PASSWORD, next: '/resultat' })).headers.location).toBe(
      '/resultat',
    );
  });
});

describe('passwords and sessions', () => {
  test('changing the password signs out everywhere else', async () => {
    const person = await service.person('contributor');
    const elsewhere = await service.signIn(person.email);
    const wrong = await service.call('PUT', '/api/v1/account/password', {
      as: person,
      payload: { current: 'fel', password: 'ett helt nytt lösenord' },
    });
    expect(wrong.json()).toMatchObject({ status: 422, errors: [{ field: 'current' }] });
    const short = await service.call('PUT', '/api/v1/account/password', {
      as: person,
      payload: { current: PASSWORD, password: 'kort' },
    });
    expect(short.json()).toMatchObject({
      status: 422,
      errors: [{ field: 'password', message: 'ska vara minst 10 tecken' }],
    });
    expect(
      (
        await service.call('PUT', '/api/v1/account/password', {
          as: person,
          payload: { current: PASSWORD, password: 'ett helt nytt lösenord' },
        })
      ).statusCode,
    ).toBe(204);
    expect(await signedIn(person.cookie)).not.toBeNull();
    expect(await signedIn(elsewhere)).toBeNull();
    expect(await signedIn(await service.signIn(person.email, 'ett helt nytt lösenord'))).not.toBeNull();
  });

  test('neither passwords, session ids nor links can be read from the database', async () => {
    const stored = JSON.stringify([
      await service.deps.db.selectFrom('users').selectAll().execute(),
      await service.deps.db.selectFrom('sessions').selectAll().execute(),
      await service.deps.db.selectFrom('invitations').selectAll().execute(),
    ]);
    expect(stored).not.toContain(PASSWORD);
    expect(stored).not.toContain(decodeURIComponent(coordinator.cookie.split('=')[1] ?? '').split('.')[0]);
  });
});

describe('invitations', () => {
  test('the link is shown once to the inviter and makes an account once', async () => {
    const made = await service.call('POST', '/api/v1/organisations/1281/invitations', {
      as: coordinator,
      payload: { email: 'Ny@Lund.example', name: 'Ny', role: 'contributor' },
    });
    const { link } = made.json<{ link: string }>();
    expect(link).toMatch(/^http:\/\/mr-kollen\.test\/inbjudan\/token-/);
    expect((await service.app.inject({ url: pathOf(link) })).body).toContain('Lunds kommun');
    const wrong = await accept(link, { ...form, repeat: 'annat' });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('inte samma lösenord');
    const done = await accept(link, form);
    expect(done.statusCode).toBe(303);
    expect(await signedIn(String([done.headers['set-cookie']].flat()[0]).split(';')[0] ?? '')).toMatchObject({
      email: 'ny@lund.example',
      role: 'contributor',
    });
    expect((await accept(link, form)).statusCode).toBe(410);
  });

  test('expire after 14 days and can be withdrawn', async () => {
    const make = async (email: string) =>
      (
        await service.call('POST', '/api/v1/organisations/1281/invitations', {
          as: coordinator,
          payload: { email, name: 'X', role: 'contributor' },
        })
      ).json<{ id: string; link: string }>();
    const withdrawn = await make('dragen@lund.example');
    await service.call('DELETE', `/api/v1/invitations/${withdrawn.id}`, { as: coordinator });
    expect((await accept(withdrawn.link, form)).statusCode).toBe(404);
    const old = await make('gammal@lund.example');
    const now = service.clock.now;
    later(15);
    expect((await accept(old.link, form)).statusCode).toBe(410);
    service.clock.now = now;
  });

  test('an address that already has an account is refused with the field', async () => {
    const response = await service.call('POST', '/api/v1/organisations/1281/invitations', {
      as: coordinator,
      payload: { email: coordinator.email, name: 'X', role: 'contributor' },
    });
    expect(response.json()).toMatchObject({ status: 422, errors: [{ field: 'email' }] });
  });

  test('SKL invites an organisation’s first coordinator only', async () => {
    const skl = await service.person('network_admin', null);
    const invite = (organisation: string, email: string) =>
      service.call('POST', '/api/v1/network/first-coordinators', {
        as: skl,
        payload: { organisation, email, name: 'Första' },
      });
    expect((await invite('1281', 'andra@lund.example')).json()).toMatchObject({
      status: 422,
      errors: [{ field: 'organisation' }],
    });
    expect((await invite('9999', 'x@y.example')).statusCode).toBe(422);
    const { link } = (await invite('1282', 'forsta@landskrona.example')).json<{ link: string }>();
    expect((await accept(link, form)).statusCode).toBe(303);
    expect((await invite('1282', 'igen@landskrona.example')).statusCode).toBe(422);
  });

  test('the set-up link makes the first network administrator, once', async () => {
    const fresh = await Service.start();
    const link = await setupLink(fresh.deps);
    const done = await fresh.app.inject({
      method: 'POST',
      url: pathOf(link ?? ''),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ ...form, email: 'admin@skl.example' }).toString(),
    });
    expect(done.statusCode).toBe(303);
    expect(await setupLink(fresh.deps)).toBeNull();
    await fresh.stop();
  });
});

describe('what changes while a password is being worked out', () => {
  test('two organisations that invite the same address: the first one gets the person, and the other nothing of hers', async () => {
    const [one, two] = [await service.person('coordinator', '1285'), await service.person('coordinator', '1286')];
    const invite = async (as: Person, code: string, role: string) =>
      (
        await service.call('POST', `/api/v1/organisations/${code}/invitations`, {
          as,
          payload: { name: 'Anna', email: 'anna@bada.example', role },
        })
      ).json<{ link: string }>().link;
    // The newest link to an address is the one that counts, so the other one is kept alive by hand.
    const [first, second] = [await invite(one, '1285', 'contributor'), await invite(two, '1286', 'coordinator')];
    await service.deps.db
      .updateTable('invitations')
      .set({ withdrawn_at: null })
      .where('email', '=', 'anna@bada.example')
      .execute();
    const answers = await Promise.all([accept(first, form), accept(second, form)]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 422]);
    const rows = await service.deps.db
      .selectFrom('users')
      .select(['organisation_code', 'role'])
      .where('email', '=', 'anna@bada.example')
      .execute();
    expect(rows).toEqual([
      answers[0]?.statusCode === 303
        ? { organisation_code: '1285', role: 'contributor' }
        : { organisation_code: '1286', role: 'coordinator' },
    ]);
  });

  test('a link that is withdrawn meanwhile lets nobody in', async () => {
    const lead = await service.person('coordinator', '1285');
    const made = await service.call('POST', '/api/v1/organisations/1285/invitations', {
      as: lead,
      payload: { name: 'Bo', email: 'bo@sen.example', role: 'contributor' },
    });
    const { id, link } = made.json<{ id: string; link: string }>();
    const accepting = accept(link, form);
    await expect
      .poll(async () => {
        await service.deps.db
          .updateTable('invitations')
          .set({ withdrawn_at: '2026-11-23' })
          .where('id', '=', id)
          .execute();
        return true;
      })
      .toBe(true);
    expect([404, 410]).toContain((await accepting).statusCode);
    expect(
      await service.deps.db.selectFrom('users').select('id').where('email', '=', 'bo@sen.example').execute(),
    ).toEqual([]);
  });
});

describe('an organisation keeps its own house', () => {
  test('a closed account is not let in by a link made before it was closed', async () => {
    const colleague = await service.person('contributor', '1287');
    const lead = await service.person('coordinator', '1287');
    const { link } = (await service.call('POST', `/api/v1/users/${colleague.id}/reset`, { as: lead })).json<{
      link: string;
    }>();
    await service.call('PATCH', `/api/v1/users/${colleague.id}`, { as: lead, payload: { disabled: true } });
    const tried = await accept(link, form);
    expect(tried.statusCode).toBe(404);
    expect(tried.headers['set-cookie']).toBeUndefined();
  });

  test('two coordinators who leave at the same moment cannot both go', async () => {
    const [one, two] = [await service.person('coordinator', '1291'), await service.person('coordinator', '1291')];
    const leave = (person: Person) =>
      service.call('PATCH', `/api/v1/users/${person.id}`, { as: person, payload: { role: 'contributor' } });
    const statuses = (await Promise.all([leave(one), leave(two)])).map(({ statusCode }) => statusCode).sort();
    expect(statuses).toEqual([204, 409]);
  });

  test('the last coordinator cannot leave without naming another', async () => {
    const lone = await service.person('coordinator', '1284');
    const change = (userId: string, payload: object) =>
      service.call('PATCH', `/api/v1/users/${userId}`, { as: lone, payload });
    expect((await change(lone.id, { role: 'contributor' })).json()).toMatchObject({
      status: 409,
      code: 'last-coordinator',
    });
    expect((await change(lone.id, { disabled: true })).statusCode).toBe(409);
    const heir = await service.person('contributor', '1284');
    expect((await change(heir.id, { role: 'coordinator' })).statusCode).toBe(204);
    expect((await change(lone.id, { disabled: true })).statusCode).toBe(204);
  });

  test('a reset from outside waits 14 days in sight of the organisation, or for another coordinator', async () => {
    const skl = await service.person('network_admin', null);
    const [one, two] = [await service.person('coordinator', '1290'), await service.person('coordinator', '1290')];
    const ask = async () =>
      (await service.call('POST', '/api/v1/network/resets', { as: skl, payload: { email: one.email } })).json<{
        id: string;
        link: string;
      }>();
    const first = await ask();
    expect((await accept(first.link, form)).statusCode).toBe(403);
    const seen = (await service.call('GET', '/api/v1/organisations/1290/users', { as: two })).json<OrganisationUsers>();
    expect(seen.invitations).toMatchObject([{ id: first.id, purpose: 'reset', waiting: true }]);
    expect((await service.call('POST', `/api/v1/invitations/${first.id}/confirmation`, { as: one })).statusCode).toBe(
      403,
    );
    expect((await service.call('POST', `/api/v1/invitations/${first.id}/confirmation`, { as: two })).statusCode).toBe(
      204,
    );
    expect((await accept(first.link, form)).statusCode).toBe(303);
    expect(await signedIn(one.cookie)).toBeNull();
    const second = await ask();
    const now = service.clock.now;
    later(14.1);
    expect((await accept(second.link, form)).statusCode).toBe(303);
    service.clock.now = now;
    const again = { ...two, cookie: await service.signIn(two.email) };
    expect((await service.call('GET', '/api/v1/organisations/1290/events', { as: again })).body).toContain(
      'reset-requested-outside',
    );
  });
});

test('what is handed out to a closed account comes back, from drafts, and what was answered stays', async () => {
  const service = await Service.start();
  try {
    const lead = await service.person('coordinator');
    const kim = await service.person('contributor');
    const id = await service.assessment(lead);
    const payload = { userId: kim.id, codes: ['SL-01', 'SL-02'], message: '', due: null };
    await service.call('POST', `/api/v1/assessments/${id}/handouts`, { as: lead, payload });
    await service.answer(kim, id, 'SL-01', { level: 2, motivation: 'Skrivet av Kim' });
    const read = async () =>
      (await service.call('GET', `/api/v1/assessments/${id}`, { as: lead })).json<AssessmentView>();
    const before = await read();
    await service.call('PATCH', `/api/v1/users/${kim.id}`, { as: lead, payload: { disabled: true } });
    const after = await read();
    expect(after.handouts).toEqual([]);
    expect(after.contentRevision).toBeGreaterThan(before.contentRevision);
    expect(after.answers).toMatchObject([{ code: 'SL-01', level: 2, motivation: 'Skrivet av Kim' }]);
    const events = (await service.call('GET', '/api/v1/organisations/1281/events', { as: lead })).json<EventView[]>();
    expect(events.find(({ event }) => event === 'user-changed')?.details).toMatchObject({ codes: 'SL-01, SL-02' });
    // Opened again, it begins without them.
    await service.call('PATCH', `/api/v1/users/${kim.id}`, { as: lead, payload: { disabled: false } });
    expect((await read()).handouts).toEqual([]);
  } finally {
    await service.stop();
  }
});
