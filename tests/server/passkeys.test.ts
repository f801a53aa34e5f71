import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Authenticator } from './authenticator.ts';
import { cookiesOf, PASSWORD, Service, type Person } from './service.ts';

const ORIGIN = 'https://mr-kollen.test';
let service: Service;

beforeAll(async () => {
  service = await Service.start({
    publicUrl: ORIGIN,
    passkeysFor: 'administrators',
    mail: { url: 'smtp://127.0.0.1:1', from: 'mr@test.example' },
  });
});
afterAll(() => service.stop());
beforeEach(async () => {
  await service.deps.db.deleteFrom('sign_in_attempts').execute();
});

const roleOf = async (cookie: string) =>
  (await service.call('GET', '/api/v1/session', { headers: { cookie } })).json<{
    user: { role: string; waitsFor: { what: string } | null } | null;
  }>().user;

/** Asks for options as somebody; the cookie that binds the answer to the browser comes along. */
async function begin(path: string, cookie = '') {
  const response = await service.call('POST', path, { headers: { cookie } });
  const { state, options } = response.json<{ state: string; options: { challenge: string; user: { id: string } } }>();
  return { response, state, options, cookie: [cookie, cookiesOf(response)].filter(Boolean).join('; ') };
}

async function add(person: Pick<Person, 'cookie'>, key: Authenticator, change = {}) {
  const { state, options, cookie } = await begin('/api/v1/account/passkeys/begin', person.cookie);
  const payload = { state, name: 'Telefonen', response: key.create(options, change) };
  return service.call('POST', '/api/v1/account/passkeys', { headers: { cookie }, payload });
}

async function signIn(key: Authenticator, change = {}) {
  const { state, options, cookie } = await begin('/api/v1/session/passkey/begin');
  const payload = { state, response: key.use(options, change) };
  return service.call('POST', '/api/v1/session/passkey', { headers: { cookie }, payload });
}

const password = (email: string, given = PASSWORD) =>
  service.call('POST', '/api/v1/session', { payload: { email, password: given } });

const recover = (email: string, code: string, given = PASSWORD) =>
  service.call('POST', '/logga-in/aterstallning', {
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    payload: new URLSearchParams({ email, password: given, code }).toString(),
  });

const sessionCookie = (response: Parameters<typeof cookiesOf>[0]) =>
  cookiesOf(response)
    .split('; ')
    .find((cookie) => cookie.startsWith('__Host-mr-kollen='));

describe('a passkey', () => {
  test('signs its person in, instead of the password', async () => {
    const sara = await service.person('coordinator');
    const key = new Authenticator(ORIGIN);
    const added = await add(sara, key);
    expect(added.statusCode).toBe(201);
    expect(added.json<{ recoveryCodes: string[] }>().recoveryCodes).toHaveLength(8);
    const signedIn = await signIn(key);
    expect(signedIn.statusCode).toBe(204);
    expect(await roleOf(cookiesOf(signedIn))).toMatchObject({ role: 'coordinator', waitsFor: null });
    const told = await service.deps.db
      .selectFrom('mails')
      .select('params')
      .where('kind', '=', 'sign-in-changed')
      .where('user_id', '=', sara.id)
      .execute();
    expect(told.map(({ params }) => (JSON.parse(params) as { what: string }).what)).toEqual(['passkey-added']);
  });

  test('is not kept unless it was made here, for this, and by somebody who showed that it is she', async () => {
    const wrong: Record<string, object> = {
      'for another place (phishing)': { origin: 'https://mr-koIlen.test' },
      'for another service': { rpID: 'evil.test' },
      'with another challenge': { challenge: 'AAAA' },
      'made by a use and not by making': { type: 'webauthn.get' },
      'without asking for finger, face or code': { flags: 0x01 },
      'without anyone there': { flags: 0x00 },
    };
    const person = await service.person('coordinator');
    for (const [name, change] of Object.entries(wrong)) {
      const refused = await add(person, new Authenticator(ORIGIN), change);
      expect([name, refused.statusCode, refused.json<{ code: string }>().code]).toEqual([
        name,
        403,
        'passkey-not-trusted',
      ]);
    }
    expect(
      await service.deps.db.selectFrom('passkeys').select('id').where('user_id', '=', person.id).execute(),
    ).toEqual([]);
  });

  test('is not believed when it lies', async () => {
    const person = await service.person('contributor');
    const key = new Authenticator(ORIGIN);
    const { cookie: other } = await service.person('coordinator');
    const otherKey = new Authenticator(ORIGIN);
    await add({ cookie: other }, otherKey);
    expect((await add(person, key)).statusCode).toBe(201);
    expect((await signIn(key)).statusCode).toBe(204);
    const wrong: Record<string, object> = {
      'at another place (phishing)': { origin: 'https://mr-kollen.test.evil.example' },
      'for another service': { rpID: 'evil.test' },
      'with another challenge': { challenge: 'AAAA' },
      'of another kind': { type: 'webauthn.create' },
      'without finger, face or code': { flags: 0x01 },
      'copied: its counter stands where it stood': { counter: 2 },
      'signed by another key': { foreignKey: true },
      'that says it is somebody else’s': { userHandle: Buffer.from('somebody').toString('base64url') },
      'that does not say whose it is': { userHandle: '' },
    };
    for (const [name, change] of Object.entries(wrong)) {
      const refused = await signIn(key, change);
      expect([name, refused.statusCode, sessionCookie(refused)]).toEqual([name, 403, undefined]);
    }
    expect((await signIn(new Authenticator(ORIGIN))).statusCode).toBe(403);
  });

  test('is used once per challenge, in the browser that asked, within ten minutes', async () => {
    const person = await service.person('contributor');
    const key = new Authenticator(ORIGIN);
    await add(person, key);
    const begun = await begin('/api/v1/session/passkey/begin');
    const payload = { state: begun.state, response: key.use(begun.options) };
    const send = (cookie: string) => service.call('POST', '/api/v1/session/passkey', { headers: { cookie }, payload });
    expect((await send('')).statusCode).toBe(403);
    expect((await send(begun.cookie)).statusCode).toBe(204);
    expect((await send(begun.cookie)).statusCode).toBe(403);
    const late = await begin('/api/v1/session/passkey/begin');
    const { now } = service.clock;
    service.clock.now = new Date(now.getTime() + 11 * 60_000);
    const after = { state: late.state, response: key.use(late.options) };
    expect(
      (await service.call('POST', '/api/v1/session/passkey', { headers: { cookie: late.cookie }, payload: after }))
        .statusCode,
    ).toBe(403);
    service.clock.now = now;
  });

  test('belongs to one account: nobody adds somebody else’s, or finishes what another began', async () => {
    const [one, two] = [await service.person('contributor'), await service.person('contributor')];
    const key = new Authenticator(ORIGIN);
    const cookie = cookiesOf(await add(one, key));
    expect((await add(two, key)).json()).toMatchObject({ status: 409, code: 'has-passkey' });
    const begun = await begin('/api/v1/account/passkeys/begin', cookie);
    const flow = begun.cookie.split('; ').filter((cookie) => cookie.startsWith('__Host-mr-kollen-start'));
    const stolen = await service.call('POST', '/api/v1/account/passkeys', {
      headers: { cookie: [two.cookie, ...flow].join('; ') },
      payload: { state: begun.state, name: 'x', response: new Authenticator(ORIGIN).create(begun.options) },
    });
    expect(stolen.statusCode).toBe(403);
    expect((await service.call('DELETE', `/api/v1/account/passkeys/${key.id}`, { as: two })).statusCode).toBe(404);
  });

  test('is not added, and no code made, at a computer that was left open', async () => {
    const person = await service.person('coordinator');
    const { now } = service.clock;
    service.clock.now = new Date(now.getTime() + 16 * 60_000);
    const refused = await begin('/api/v1/account/passkeys/begin', person.cookie);
    expect(refused.response.json()).toMatchObject({ status: 403, code: 'sign-in-again' });
    expect((await service.call('POST', '/api/v1/account/recovery-codes', { as: person })).statusCode).toBe(403);
    service.clock.now = now;
  });
});

describe('SKL’s administrator', () => {
  test('may nothing with a password but add a key, and after that the password alone opens nothing', async () => {
    const admin = await service.person('network_admin', null);
    expect(await roleOf(admin.cookie)).toMatchObject({ role: 'unassigned', waitsFor: { what: 'passkey' } });
    for (const path of ['/api/v1/network/organisations', '/api/v1/network/mails'])
      expect((await service.call('GET', path, { as: admin })).statusCode).toBe(403);
    const key = new Authenticator(ORIGIN);
    const added = await add(admin, key);
    expect(await roleOf(cookiesOf(added))).toMatchObject({ role: 'network_admin', waitsFor: null });
    expect((await password(admin.email)).json()).toMatchObject({ status: 403, code: 'passkey-needed' });
    expect((await password(admin.email, 'fel')).json()).toMatchObject({ status: 401, code: 'wrong-credentials' });
    expect(await roleOf(cookiesOf(await signIn(key)))).toMatchObject({ role: 'network_admin' });
  });

  test('keeps the last key', async () => {
    const admin = await service.person('network_admin', null);
    const [one, two] = [new Authenticator(ORIGIN), new Authenticator(ORIGIN)];
    const cookie = cookiesOf(await add(admin, one));
    const refused = await service.call('DELETE', `/api/v1/account/passkeys/${one.id}`, { headers: { cookie } });
    expect(refused.json()).toMatchObject({ status: 409, code: 'last-passkey' });
    const next = cookiesOf(await add({ cookie }, two));
    expect(
      (await service.call('DELETE', `/api/v1/account/passkeys/${one.id}`, { headers: { cookie: next } })).statusCode,
    ).toBe(204);
    expect((await signIn(one)).statusCode).toBe(403);
  });

  test('a new password by a link is no way around the key', async () => {
    const admin = await service.person('network_admin', null);
    await add(admin, new Authenticator(ORIGIN));
    const { drawUp } = await import('../../server/accounts/links.ts');
    const { insertInvitation } = await import('../../server/accounts/queries.ts');
    const { row, link } = drawUp(service.deps, {
      purpose: 'reset',
      email: admin.email,
      name: 'Admin',
      role: 'network_admin',
      organisationCode: null,
      userId: admin.id,
      createdBy: null,
    });
    await insertInvitation(service.deps.db, row);
    const word = 'tolv blåa hästar räknar';
    const accepted = await service.call('POST', new URL(link.link).pathname, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ name: 'Admin', password: word, repeat: word }).toString(),
    });
    expect(accepted.statusCode).toBe(303);
    const cookie = cookiesOf(accepted);
    expect(await roleOf(cookie)).toMatchObject({ role: 'unassigned' });
    const refused = await begin('/api/v1/account/passkeys/begin', cookie);
    expect(refused.response.json()).toMatchObject({ status: 403, code: 'passkey-needed' });
  });
});

describe('a recovery code', () => {
  test('opens once, together with the password, however it is typed', async () => {
    const admin = await service.person('network_admin', null);
    const [first = '', second = ''] = (await add(admin, new Authenticator(ORIGIN))).json<{ recoveryCodes: string[] }>()
      .recoveryCodes;
    expect((await recover(admin.email, first, 'fel lösenord')).statusCode).toBe(401);
    expect((await recover(admin.email, 'aaaaaa-aaaaaa-aaaaaa-aaaaaa')).statusCode).toBe(401);
    const opened = await recover(admin.email, ` ${first.toUpperCase().replaceAll('-', ' ')} `);
    expect([opened.statusCode, opened.headers.location]).toEqual([303, '/konto#nycklar']);
    expect(await roleOf(cookiesOf(opened))).toMatchObject({ role: 'network_admin' });
    expect((await recover(admin.email, first)).statusCode).toBe(401);
    const other = await service.person('network_admin', null);
    await add(other, new Authenticator(ORIGIN));
    expect((await recover(other.email, second)).statusCode).toBe(401);
  });

  test('is one of eight hundred-bit secrets, kept as a hash, and new ones end the old', async () => {
    const person = await service.person('coordinator');
    const added = await add(person, new Authenticator(ORIGIN));
    const { recoveryCodes } = added.json<{ recoveryCodes: string[] }>();
    expect(new Set(recoveryCodes).size).toBe(8);
    for (const code of recoveryCodes) expect(code).toMatch(/^([a-z2-9]{6}-){3}[a-z2-9]{6}$/);
    const kept = await service.deps.db.selectFrom('recovery_codes').select('code_hash').execute();
    for (const { code_hash } of kept) expect(code_hash).toMatch(/^[0-9a-f]{64}$/);
    const cookie = cookiesOf(added);
    const renewed = await service.call('POST', '/api/v1/account/recovery-codes', { headers: { cookie } });
    expect(renewed.statusCode).toBe(201);
    expect((await recover(person.email, recoveryCodes[0] ?? '')).statusCode).toBe(401);
  });

  test('is guessed no faster than a password', async () => {
    const person = await service.person('coordinator');
    for (let i = 0; i < 10; i++) expect((await recover(person.email, `fel-${i}`)).statusCode).toBe(401);
    expect((await recover(person.email, 'fel')).statusCode).toBe(429);
    expect((await password(person.email)).statusCode).toBe(429);
  });
});

describe('a session', () => {
  test('is kept under a name that only this host over https can set', async () => {
    const person = await service.person('coordinator');
    const [cookie] = [(await password(person.email)).headers['set-cookie']].flat();
    expect(cookie).toMatch(/^__Host-mr-kollen=[^;]+; /);
    for (const part of ['Path=/', 'Secure', 'HttpOnly', 'SameSite=Lax']) expect(cookie).toContain(part);
    expect(cookie).not.toContain('Domain');
  });

  test('ends after four hours that nobody uses it, and not while somebody does', async () => {
    const { now } = service.clock;
    const person = await service.person('coordinator');
    const at = (hours: number) => {
      service.clock.now = new Date(now.getTime() + hours * 3_600_000);
    };
    at(3.9);
    expect(await roleOf(person.cookie)).not.toBeNull();
    await expect
      .poll(async () => {
        const rows = await service.deps.db
          .selectFrom('sessions')
          .select('seen_at')
          .where('user_id', '=', person.id)
          .execute();
        return rows[0]?.seen_at;
      })
      .toBe(service.clock.now.toISOString());
    at(7.8);
    expect(await roleOf(person.cookie)).not.toBeNull();
    at(11.9);
    expect(await roleOf(person.cookie)).toBeNull();
    service.clock.now = now;
  });
});

describe('where everyone must have a key', () => {
  test('a coordinator with a password sees to the own account only, until she has one', async () => {
    const all = await Service.start({ publicUrl: ORIGIN, passkeysFor: 'everyone' });
    try {
      const sara = await all.person('coordinator');
      const session = await all.call('GET', '/api/v1/session', { as: sara });
      expect(session.json()).toMatchObject({ user: { role: 'unassigned', waitsFor: { what: 'passkey' } } });
      expect((await all.call('GET', '/api/v1/organisations/1281/users', { as: sara })).statusCode).toBe(403);
    } finally {
      await all.stop();
    }
  });
});
