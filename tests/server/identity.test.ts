import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { OidcSettings } from '../../server/identity/settings.ts';
import { Issuer } from './issuer.ts';
import { cookiesOf, PASSWORD, Service, type Person } from './service.ts';

let service: Service;
let issuer: Issuer;
let other: Issuer;
let sara: Person;

const settings = (id: string, at: Issuer, more: Partial<OidcSettings> = {}): OidcSettings => ({
  kind: 'oidc',
  id,
  name: 'Lunds kommun',
  issuer: at.url,
  clientId: at.clientId,
  clientSecret: 'hemlig',
  scope: 'openid email profile',
  emailClaim: 'email',
  organisations: [
    { code: '1281', domain: 'lund.se' },
    { code: '1283', claim: 'org', value: '212000-1140' },
  ],
  only: false,
  ...more,
});

beforeAll(async () => {
  [issuer, other] = await Promise.all([Issuer.start(), Issuer.start()]);
  service = await Service.start({
    providers: [
      settings('lund', issuer),
      settings('annan', other, { name: 'Annan', organisations: [{ code: '1280', domain: 'malmo.se' }] }),
      settings('bara', other, {
        name: 'Kävlinge',
        organisations: [{ code: '1261', domain: 'kavlinge.se' }],
        only: true,
      }),
    ],
    mail: { url: 'smtp://127.0.0.1:1', from: 'mr@test.example' },
  });
  sara = await service.person('coordinator');
});
afterAll(async () => {
  await service.stop();
  await Promise.all([issuer.stop(), other.stop()]);
});
afterEach(() => {
  issuer.answer = {};
  other.answer = {};
});

const html = { accept: 'text/html' };

async function begin(provider = 'lund', query = '') {
  const response = await service.call('GET', `/logga-in/${provider}${query}`, { headers: html });
  return { response, sentTo: String(response.headers.location), cookie: cookiesOf(response) };
}

const finish = (address: string, cookie: string) => service.call('GET', address, { headers: { ...html, cookie } });

/** Signs in by the organisation's own sign-in, as it says now. */
async function signIn(provider = 'lund', query = '', at = issuer) {
  const { sentTo, cookie } = await begin(provider, query);
  return finish(at.authorize(sentTo), cookie);
}

const person = (claims: Record<string, unknown>) => ({
  claims: { sub: 'anna', email: 'anna@lund.se', name: 'Anna Andersson', ...claims },
});

const session = async (cookie: string) =>
  (await service.call('GET', '/api/v1/session', { headers: { cookie } })).json<{
    user: { id: string; role: string; email: string; name: string; organisation: { code: string } | null } | null;
  }>().user;

const events = (event: string) => service.deps.db.selectFrom('events').selectAll().where('event', '=', event).execute();

describe('signing in by an organisation’s own sign-in', () => {
  test('makes an account without rights the first time, which a coordinator gives a role', async () => {
    issuer.answer = person({ sid: 's1' });
    const first = await signIn('lund', '?till=/resultat');
    expect([first.statusCode, first.headers.location]).toEqual([303, '/resultat']);
    const cookie = cookiesOf(first);
    expect(await session(cookie)).toMatchObject({
      role: 'unassigned',
      email: 'anna@lund.se',
      name: 'Anna Andersson',
      organisation: { code: '1281' },
    });
    for (const path of ['/api/v1/organisations/1281/users', '/api/v1/organisations/1281/actions'])
      expect([path, (await service.call('GET', path, { headers: { cookie } })).statusCode]).toEqual([path, 403]);
    const mails = await service.deps.db.selectFrom('mails').select(['kind', 'user_id']).execute();
    expect(mails).toContainEqual({ kind: 'newcomer', user_id: sara.id });

    const { users } = (await service.call('GET', '/api/v1/organisations/1281/users', { as: sara })).json<{
      users: { id: string; role: string; email: string }[];
    }>();
    const anna = users.find(({ email }) => email === 'anna@lund.se');
    expect(anna?.role).toBe('unassigned');
    const given = await service.call('PATCH', `/api/v1/users/${anna?.id ?? ''}`, {
      as: sara,
      payload: { role: 'contributor' },
    });
    expect(given.statusCode).toBe(204);
    expect(await session(cookie)).toBeNull();
    const again = await signIn();
    expect(await session(cookiesOf(again))).toMatchObject({ id: anna?.id, role: 'contributor' });
  });

  test('places a person by a claim, where the sign-in is shared', async () => {
    issuer.answer = person({ sub: 'bo', email: 'bo@gmail.example', org: ['212000-1140'] });
    expect(await session(cookiesOf(await signIn()))).toMatchObject({ organisation: { code: '1283' } });
  });

  test('links the account that the person had, within the organisation, with its role', async () => {
    await service.deps.db.updateTable('users').set({ email: 'sara@lund.se' }).where('id', '=', sara.id).execute();
    issuer.answer = person({ sub: 'sara', email: 'Sara@Lund.se' });
    expect(await session(cookiesOf(await signIn()))).toMatchObject({ id: sara.id, role: 'coordinator' });
    expect(await events('identity-linked')).toHaveLength(1);
    // Afterwards she is known by what never changes, whatever her address is there.
    issuer.answer = person({ sub: 'sara', email: 'sara.ny@lund.se' });
    expect(await session(cookiesOf(await signIn()))).toMatchObject({ id: sara.id });
  });

  test('accepts an invitation with its role, and no password is chosen', async () => {
    const invited = await service.call('POST', '/api/v1/organisations/1281/invitations', {
      as: { ...sara, cookie: await service.signIn('sara@lund.se') },
      payload: { name: 'Carl', email: 'carl@lund.se', role: 'decision_maker' },
    });
    const token = invited.json<{ link: string }>().link.split('/').at(-1) ?? '';
    const page = await service.call('GET', `/inbjudan/${token}`, { headers: html });
    expect(page.body.replaceAll('&#61;', '=')).toContain(`href="/logga-in/lund?inbjudan=${token}"`);
    issuer.answer = person({ sub: 'carl', email: 'carl@lund.se', name: 'Carl' });
    expect(await session(cookiesOf(await signIn('lund', `?inbjudan=${token}`)))).toMatchObject({
      role: 'decision_maker',
    });
    expect((await service.call('GET', `/inbjudan/${token}`, { headers: html })).statusCode).toBe(410);
  });

  test('an invitation to somebody else is not accepted by whoever has the link', async () => {
    const invited = await service.call('POST', '/api/v1/organisations/1281/invitations', {
      as: { ...sara, cookie: await service.signIn('sara@lund.se') },
      payload: { name: 'Dora', email: 'dora@lund.se', role: 'coordinator' },
    });
    const token = invited.json<{ link: string }>().link.split('/').at(-1) ?? '';
    issuer.answer = person({ sub: 'eva', email: 'eva@lund.se' });
    const refused = await signIn('lund', `?inbjudan=${token}`);
    expect(refused.statusCode).toBe(403);
    expect(refused.body).toContain('Inbjudan gäller dora@lund.se, men du loggade in som eva@lund.se.');
    // Nothing half-made: no account was left behind.
    expect(await service.deps.db.selectFrom('users').select('id').where('email', '=', 'eva@lund.se').execute()).toEqual(
      [],
    );
  });

  test('signs out, and shows the way out there too', async () => {
    issuer.answer = person({ sub: 'sara', email: 'sara@lund.se' });
    const cookie = cookiesOf(await signIn());
    const out = await service.call('POST', '/logga-ut', { headers: { cookie } });
    expect(out.headers.location).toBe('/utloggad/lund');
    expect(await session(cookie)).toBeNull();
    const page = await service.call('GET', '/utloggad/lund', { headers: html });
    expect(page.body).toContain(`${issuer.url}/end?`);
  });
});

describe('a hostile or broken answer is refused', () => {
  const wrong: [string, () => Partial<typeof issuer.answer>][] = [
    ['another nonce: a token from another sign-in', () => person({ nonce: 'other' })],
    ['no nonce', () => person({ nonce: undefined })],
    ['another issuer', () => person({ iss: 'http://127.0.0.1:9' })],
    ['for another client', () => person({ aud: 'another-client' })],
    ['for several, the other one authorised', () => person({ aud: ['mr-kollen', 'x'], azp: 'x' })],
    ['expired', () => person({ iat: 1_700_000_000, exp: 1_700_000_060 })],
    ['without an end', () => person({ exp: undefined })],
    ['without a subject', () => person({ sub: undefined })],
    ['signed with another key', () => ({ ...person({}), foreignKey: true })],
    ['not signed', () => ({ ...person({}), algorithm: 'none' as const })],
    ['a code that the issuer does not know', () => ({ refuses: true })],
  ];
  test.each(wrong)('%s', async (_name, answer) => {
    issuer.answer = answer();
    const refused = await signIn();
    expect(refused.statusCode).toBe(403);
    expect(refused.body).toContain('Svaret från Lunds kommun gick inte att lita på');
    expect(refused.headers['set-cookie']).toBeUndefined();
  });

  test('an answer that another issuer gives in this one’s place (mix-up, RFC 9207)', async () => {
    const { sentTo, cookie } = await begin();
    issuer.answer = person({});
    expect((await finish(issuer.authorize(sentTo, { iss: other.url }), cookie)).statusCode).toBe(403);
    const again = await begin();
    expect((await finish(issuer.authorize(again.sentTo, { iss: '' }), again.cookie)).statusCode).toBe(403);
  });

  test('an answer at another sign-in’s address', async () => {
    const { sentTo, cookie } = await begin();
    issuer.answer = person({});
    const back = issuer.authorize(sentTo).replace('/logga-in/lund/', '/logga-in/annan/');
    expect((await finish(back, cookie)).statusCode).toBe(403);
  });

  test('the same answer a second time', async () => {
    const { sentTo, cookie } = await begin();
    issuer.answer = person({});
    const back = issuer.authorize(sentTo);
    expect((await finish(back, cookie)).statusCode).toBe(303);
    const replayed = await finish(back, cookie);
    expect(replayed.statusCode).toBe(403);
    expect(replayed.body).toContain('tog för lång tid, eller började i en annan webbläsare');
  });

  test('in a browser that did not begin it (login CSRF), and without any state', async () => {
    const { sentTo } = await begin();
    const { cookie } = await begin();
    issuer.answer = person({});
    expect((await finish(issuer.authorize(sentTo), cookie)).statusCode).toBe(403);
    expect((await finish('/logga-in/lund/svar?code=x', '')).statusCode).toBe(403);
  });

  test('eleven minutes later', async () => {
    const { sentTo, cookie } = await begin();
    const { now } = service.clock;
    service.clock.now = new Date(now.getTime() + 11 * 60_000);
    issuer.answer = person({});
    expect((await finish(issuer.authorize(sentTo), cookie)).statusCode).toBe(403);
    service.clock.now = now;
  });

  test('leads nowhere else than into the service', async () => {
    issuer.answer = person({});
    for (const till of ['https://evil.example/', '//evil.example', '/\\evil.example'])
      expect((await signIn('lund', `?till=${encodeURIComponent(till)}`)).headers.location).toBe('/oversikt');
  });

  test('a “no” there is not an attack: it says so, and can be tried again', async () => {
    const { sentTo, cookie } = await begin();
    const back = new URL(issuer.authorize(sentTo), 'http://x');
    back.searchParams.delete('code');
    back.searchParams.set('error', 'access_denied');
    const declined = await finish(back.pathname + back.search, cookie);
    expect(declined.statusCode).toBe(403);
    expect(declined.body).toContain('Inloggningen avbröts hos Lunds kommun');
  });

  test('is in the organisation’s log', async () => {
    const before = (await events('identity-refused')).length;
    issuer.answer = { ...person({}), foreignKey: true };
    await signIn();
    const rows = await events('identity-refused');
    expect(rows).toHaveLength(before + 1);
    expect(rows.at(-1)?.organisation_code).toBe('1281');
  });
});

describe('an account is not taken over', () => {
  test.each([
    ['of another organisation', '1280'],
    ['outside organisations', null],
  ])('%s, by an address that a sign-in claims', async (_name, organisation) => {
    const target = await service.person(organisation === null ? 'network_admin' : 'coordinator', organisation);
    const address = `mal-${organisation ?? 'skl'}@lund.se`;
    await service.deps.db.updateTable('users').set({ email: address }).where('id', '=', target.id).execute();
    issuer.answer = person({ sub: address, email: address });
    const refused = await signIn();
    expect(refused.statusCode).toBe(403);
    expect(refused.body).toContain('har redan ett konto som inte hör till din organisation');
  });

  test('by an address that is not confirmed there', async () => {
    issuer.answer = person({ sub: 'ny', email: 'ny@lund.se', email_verified: false });
    expect((await signIn()).body).toContain('inte är bekräftad');
  });

  test('by an address that is not confirmed, as text', async () => {
    issuer.answer = person({ sub: 'ny-2', email: 'ny2@lund.se', email_verified: 'false' });
    expect((await signIn()).statusCode).toBe(403);
  });

  test('by somebody who has got the address of one who has left', async () => {
    issuer.answer = person({ sub: 'gamla-anna', email: 'anna.a@lund.se' });
    const before = await session(cookiesOf(await signIn()));
    issuer.answer = person({ sub: 'nya-anna', email: 'anna.a@lund.se' });
    const refused = await signIn();
    expect(refused.statusCode).toBe(403);
    expect(refused.body).toContain('Någon annan hos Lunds kommun har haft adressen anna.a@lund.se');
    issuer.answer = person({ sub: 'gamla-anna', email: 'anna.a@lund.se' });
    expect(await session(cookiesOf(await signIn()))).toMatchObject({ id: before?.id });
  });

  test('by an address elsewhere that only looks alike', async () => {
    for (const email of ['x@evil-lund.se', 'x@lund.se.evil.example', 'x@sub.lund.se', 'lund.se@gmail.example'])
      expect((await signInAs(email)).statusCode).toBe(403);
  });

  test('when it is closed: the sign-in does not open it again', async () => {
    issuer.answer = person({ sub: 'slutat', email: 'slutat@lund.se' });
    const cookie = cookiesOf(await signIn());
    const user = await session(cookie);
    await service.deps.db
      .updateTable('users')
      .set({ disabled_at: service.clock.now.toISOString() })
      .where('id', '=', user?.id ?? '')
      .execute();
    const refused = await signIn();
    expect(refused.statusCode).toBe(403);
    expect(refused.body).toContain('Ditt konto är stängt');
  });

  const signInAs = (email: string) => {
    issuer.answer = person({ sub: email, email });
    return signIn();
  };
});

describe('where only the organisation’s own sign-in may be used', () => {
  test('the right password does not open, a link lets nobody choose one, and a wrong password says nothing', async () => {
    const user = await service.person('coordinator', '1261');
    expect(user.cookie).toBe('');
    const post = (password: string) =>
      service.call('POST', '/api/v1/session', { payload: { email: user.email, password } });
    expect((await post(PASSWORD)).json()).toMatchObject({ status: 403, code: 'own-sign-in' });
    expect((await post('fel lösenord')).json()).toMatchObject({ status: 401, code: 'wrong-credentials' });
  });
});

describe('signing out there signs out here (back-channel logout)', () => {
  const EVENTS = { 'http://schemas.openid.net/event/backchannel-logout': {} };
  const send = (logout_token: string, provider = 'lund') =>
    service.call('POST', `/logga-in/${provider}/utloggning`, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ logout_token }).toString(),
    });
  let n = 0;
  const token = (claims: Record<string, unknown>) =>
    issuer.sign({ jti: `jti-${++n}`, events: EVENTS, sub: 'frida', ...claims });

  const frida = async (sid: string) => {
    issuer.answer = person({ sub: 'frida', email: 'frida@lund.se', sid });
    const cookie = cookiesOf(await signIn());
    issuer.answer = {};
    return cookie;
  };

  test('that session, or all of the person’s', async () => {
    const [one, two] = [await frida('one'), await frida('two')];
    expect((await send(await token({ sid: 'one' }))).statusCode).toBe(200);
    expect([await session(one), (await session(two))?.email]).toEqual([null, 'frida@lund.se']);
    expect((await send(await token({}))).statusCode).toBe(200);
    expect(await session(two)).toBeNull();
  });

  test('is believed once, from the issuer, for us, and only as a sign-out', async () => {
    const cookie = await frida('three');
    const used = await token({ sid: 'none' });
    expect((await send(used)).statusCode).toBe(200);
    const hostile = [
      used,
      await token({ aud: 'another-client' }),
      await token({ iss: other.url }),
      await token({ iat: 1_700_000_000, exp: 1_700_000_060 }),
      await token({ nonce: 'x' }),
      await issuer.sign({ jti: 'typ', events: EVENTS, sub: 'frida' }, { typ: 'at+jwt' }),
      await token({ events: { 'http://schemas.openid.net/event/other': {} } }),
      await token({ events: undefined }),
      await token({ jti: undefined }),
      await token({ sub: undefined, sid: undefined }),
      await other.sign({ jti: 'z', events: EVENTS, sub: 'frida' }),
      'inte.en.token',
      '',
    ];
    issuer.answer = { algorithm: 'none' };
    hostile.push(await token({}));
    issuer.answer = { foreignKey: true };
    hostile.push(await token({}));
    for (const [i, each] of hostile.entries()) expect([i, (await send(each)).statusCode]).toEqual([i, 400]);
    expect((await session(cookie))?.email).toBe('frida@lund.se');
  });
});

describe('the issuer cannot be reached', () => {
  test('says so with 503, and works again when it is back', async () => {
    const gone = await Issuer.start();
    const down = await Service.start({ providers: [settings('lund', gone)] });
    await gone.stop();
    const refused = await down.call('GET', '/logga-in/lund', { headers: html });
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '30']);
    expect(refused.body).toContain('Lunds kommun svarar inte just nu');
    await down.stop();
  });
});
