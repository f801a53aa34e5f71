import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { networkOf } from '../../server/accounts/attempts.ts';
import { Gate } from '../../server/accounts/gate.ts';
import { refuseGuessable } from '../../server/accounts/guessable.ts';
import { readConfig } from '../../server/config.ts';
import { PASSWORD, Service, type Person } from './service.ts';

let service: Service;
let sara: Person;

beforeAll(async () => {
  service = await Service.start();
  sara = await service.person('coordinator');
});
afterAll(() => service.stop());
beforeEach(async () => {
  await service.deps.db.deleteFrom('sign_in_attempts').execute();
});

const api = (email: string, password = 'fel', from = '192.0.2.1', app = service.app) =>
  app.inject({ method: 'POST', url: '/api/v1/session', payload: { email, password }, remoteAddress: from });
const form = (email: string, password = 'fel', from = '192.0.2.1') =>
  service.app.inject({
    method: 'POST',
    url: '/logga-in',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    payload: new URLSearchParams({ email, password }).toString(),
    remoteAddress: from,
  });

describe('guessing one account’s password', () => {
  test('is ten tries in ten minutes, however the address is spelled and whichever door is tried', async () => {
    const spellings = [sara.email, `${sara.email} `, ` ${sara.email}`, sara.email.toUpperCase(), `${sara.email}\t`];
    for (let i = 0; i < 10; i++) {
      const wrong = i % 2 === 0 ? await api(spellings[i % 5] ?? '') : await form(spellings[i % 5] ?? '');
      expect(wrong.statusCode).toBe(401);
    }
    for (const spelling of spellings) {
      const refused = await form(spelling, PASSWORD);
      expect(refused.statusCode).toBe(429);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect(refused.body).toContain('För många försök. Vänta 10 minuter');
      expect((await api(spelling, PASSWORD)).json()).toMatchObject({ status: 429, code: 'too-many' });
    }
  });

  test('is as slow from many addresses at once', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => api(sara.email, 'fel', `198.51.100.${i}`)));
    expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(10);
    expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(30);
  });

  test('is counted together by every process', async () => {
    const other = await buildApp(service.deps);
    for (let i = 0; i < 10; i++) await api(sara.email, 'fel', '192.0.2.1', i % 2 ? service.app : other);
    expect((await api(sara.email, PASSWORD, '192.0.2.1', other)).statusCode).toBe(429);
    await other.close();
  });

  test('is forgotten after ten minutes, and when the right one is given', async () => {
    for (let i = 0; i < 9; i++) await api(sara.email);
    expect((await api(sara.email, PASSWORD)).statusCode).toBe(204);
    for (let i = 0; i < 10; i++) expect((await api(sara.email)).statusCode).toBe(401);
    const { now } = service.clock;
    service.clock.now = new Date(now.getTime() + 10 * 60_000);
    expect((await api(sara.email, PASSWORD)).statusCode).toBe(204);
    service.clock.now = now;
  });

  test('includes one’s own old password, when it is changed', async () => {
    const person = await service.person('contributor');
    const change = () =>
      service.call('PUT', '/api/v1/account/password', {
        as: person,
        payload: { current: 'fel', password: 'fyra ord som ingen tänker på' },
      });
    for (let i = 0; i < 10; i++) expect((await change()).statusCode).toBe(422);
    expect((await change()).statusCode).toBe(429);
  });
});

describe('guessing over many accounts from one address', () => {
  test('stops after fifty', async () => {
    for (let i = 0; i < 50; i++) expect((await api(`person${i}@annan.example`)).statusCode).toBe(401);
    expect((await api('person51@annan.example')).statusCode).toBe(429);
    expect((await api('person51@annan.example', 'fel', '192.0.2.2')).statusCode).toBe(401);
  });

  test('does not count those who sign in rightly: a whole town hall has one address', async () => {
    for (let i = 0; i < 60; i++) expect((await api(sara.email, PASSWORD)).statusCode).toBe(204);
  });

  test('an address is a whole network in IPv6', () => {
    expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe(networkOf('2001:db8:1:2:ffff::1'));
    expect(networkOf('2001:db8:1:3::1')).not.toBe(networkOf('2001:db8:1:2::1'));
    expect(networkOf('::ffff:192.0.2.1')).toBe('192.0.2.1');
  });
});

describe('where a call comes from', () => {
  const from = async (trustProxy: string, forwarded: string) => {
    const config = readConfig({ TRUST_PROXY: trustProxy }, { logLevel: 'silent' });
    const app = await buildApp({ ...service.deps, config });
    let seen = '';
    app.addHook('onRequest', (request, _reply, done) => {
      seen = request.ip;
      done();
    });
    await app.inject({ url: '/healthz', remoteAddress: '10.0.0.1', headers: { 'x-forwarded-for': forwarded } });
    await app.close();
    return seen;
  };

  test('is what the stated number of proxies say, and nothing that the caller wrote in front of them', async () => {
    expect(await from('false', '203.0.113.9')).toBe('10.0.0.1');
    expect(await from('1', '203.0.113.9')).toBe('203.0.113.9');
    expect(await from('1', '1.2.3.4, 203.0.113.9')).toBe('203.0.113.9');
    expect(await from('2', '1.2.3.4, 203.0.113.9, 10.0.0.2')).toBe('203.0.113.9');
    expect(await from('10.0.0.0/8', '1.2.3.4, 203.0.113.9')).toBe('203.0.113.9');
    expect(await from('192.168.0.0/16', '203.0.113.9')).toBe('10.0.0.1');
  });

  test.each(['true', 'alla', '0', '10.0.0.0/99'])(
    'is never taken on trust from anyone: TRUST_PROXY=%s stops the start',
    (value) => {
      expect(() => readConfig({ TRUST_PROXY: value })).toThrow(/TRUST_PROXY: ska vara antalet proxyer/);
    },
  );
});

describe('heavy work', () => {
  test('goes two at a time, in order, and is refused when too many wait', async () => {
    const gate = new Gate(2, 3);
    const going: (() => void)[] = [];
    const order: number[] = [];
    const work = (n: number) =>
      gate.through(async () => {
        order.push(n);
        await new Promise<void>((done) => going.push(done));
      });
    const running = [1, 2, 3, 4, 5].map(work);
    await expect(work(6)).rejects.toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    expect(order).toEqual([1, 2]);
    for (let i = 0; i < 5; i++) {
      going.shift()?.();
      await new Promise((soon) => setImmediate(soon));
    }
    await Promise.all(running);
    expect(order).toEqual([1, 2, 3, 4, 5]);
    const after = work(7);
    await new Promise((soon) => setImmediate(soon));
    going.shift()?.();
    await after;
  });

  test('from one place cannot take everybody’s turn', async () => {
    const gate = new Gate(1, 10, 2);
    let finish: () => void = () => undefined;
    const first = gate.through(() => new Promise<void>((done) => (finish = done)), 'a');
    const waiting = [gate.through(() => Promise.resolve('a'), 'a'), gate.through(() => Promise.resolve('a'), 'a')];
    await expect(gate.through(() => Promise.resolve('a'), 'a')).rejects.toMatchObject({ status: 503 });
    const other = gate.through(() => Promise.resolve('b'), 'b');
    finish();
    await first;
    expect(await Promise.all([...waiting, other])).toEqual(['a', 'a', 'b']);
    // Whoever has been let in leaves the place to the next.
    expect(await gate.through(() => Promise.resolve('again'), 'a')).toBe('again');
  });

  test('at nine o’clock: five hundred sign in at once from three hundred town halls, and each is let in', async () => {
    const hall = (i: number) => `198.${18 + (i % 2)}.${i % 150}.7`;
    const answers = await Promise.all(Array.from({ length: 500 }, (_, i) => api(sara.email, PASSWORD, hall(i))));
    expect(answers.filter(({ statusCode }) => statusCode !== 204)).toEqual([]);
  });

  test('that fails lets the next one in', async () => {
    const gate = new Gate(1, 1);
    const failed = gate.through(() => Promise.reject(new Error('x')));
    const next = gate.through(() => Promise.resolve('in'));
    await expect(failed).rejects.toThrow('x');
    expect(await next).toBe('in');
  });
});

describe('a new password', () => {
  test.each([
    '1234567890',
    'aaaaaaaaaa',
    'password123',
    'samordnare',
    'mr-kollen1',
    'lösenord12',
    'Sommar2026!',
    'lunds kommun',
    'sara.svensson',
    'kommunen2026',
  ])('“%s” is too easy to guess', (password) => {
    expect(() => {
      refuseGuessable(password, ['sara.svensson@lund.se', 'Sara Svensson', 'Lunds kommun']);
    }).toThrow();
  });

  test.each(['fyra ord i en rad', 'korrekt häst batteri', 'k7#mPq2vLx9w', 'ett riktigt långt lösenord'])(
    '“%s” is not',
    (password) => {
      expect(() => {
        refuseGuessable(password, ['sara.svensson@lund.se', 'Sara Svensson', 'Lunds kommun']);
      }).not.toThrow();
    },
  );

  test('is refused on both ways in, with the field and a way on, and the name stays', async () => {
    const invited = await service.call('POST', '/api/v1/organisations/1281/invitations', {
      as: sara,
      payload: { email: 'ny@test.example', name: 'Ny Person', role: 'contributor' },
    });
    const { pathname } = new URL(invited.json<{ link: string }>().link);
    const answer = await service.app.inject({
      method: 'POST',
      url: pathname,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
      payload: new URLSearchParams({ name: 'Nytt Namn', password: 'lösenord12', repeat: 'lösenord12' }).toString(),
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Lösenordet är för lätt att gissa. Välj till exempel fyra ord som inte hör ihop.');
    expect(answer.body).toContain('value="Nytt Namn"');
    const changed = await service.call('PUT', '/api/v1/account/password', {
      as: sara,
      payload: { current: PASSWORD, password: 'samordnare1' },
    });
    expect(changed.json()).toMatchObject({ status: 422, errors: [{ field: 'password' }] });
  });
});

describe('a link that lets someone in', () => {
  const open = async (link: string) => (await service.call('GET', new URL(link).pathname)).statusCode;
  const reset = async (user: Person) =>
    (await service.call('POST', `/api/v1/users/${user.id}/reset`, { as: sara })).json<{ link: string }>().link;
  const invite = async (as: Person, email: string) =>
    (
      await service.call('POST', '/api/v1/organisations/1281/invitations', {
        as,
        payload: { email, name: 'Någon', role: 'coordinator' },
      })
    ).json<{ link: string }>().link;

  test('is withdrawn by a newer one to the same person', async () => {
    const person = await service.person('contributor');
    const older = await reset(person);
    const newer = await reset(person);
    expect(await open(older)).toBe(404);
    expect(await open(newer)).toBe(200);
    const first = await invite(sara, 'samma@test.example');
    const second = await invite(sara, 'samma@test.example');
    expect([await open(first), await open(second)]).toEqual([404, 200]);
  });

  test('is withdrawn when the person has changed the password', async () => {
    const person = await service.person('contributor');
    const link = await reset(person);
    const changed = await service.call('PUT', '/api/v1/account/password', {
      as: person,
      payload: { current: PASSWORD, password: 'fyra ord som ingen tänker på' },
    });
    expect(changed.statusCode).toBe(204);
    expect(await open(link)).toBe(404);
  });

  test('is withdrawn when whoever made it is closed or no longer coordinates', async () => {
    const maker = await service.person('coordinator');
    const link = await invite(maker, 'stangd@test.example');
    expect(await open(link)).toBe(200);
    await service.call('PATCH', `/api/v1/users/${maker.id}`, { as: sara, payload: { disabled: true } });
    expect(await open(link)).toBe(404);
    const changing = await service.person('coordinator');
    const other = await invite(changing, 'byter@test.example');
    await service.call('PATCH', `/api/v1/users/${changing.id}`, { as: sara, payload: { role: 'contributor' } });
    expect(await open(other)).toBe(404);
  });

  test('to a first coordinator lets in only one: what was true when it was made is asked again', async () => {
    const skl = await service.person('network_admin', null);
    const first = async (email: string) =>
      (
        await service.call('POST', '/api/v1/network/first-coordinators', {
          as: skl,
          payload: { organisation: '1285', email, name: 'Första' },
        })
      ).json<{ link: string }>().link;
    const [one, two] = [await first('ett@test.example'), await first('tva@test.example')];
    const accept = (link: string) =>
      service.app.inject({
        method: 'POST',
        url: new URL(link).pathname,
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
        payload: new URLSearchParams({ name: 'Första', password: PASSWORD, repeat: PASSWORD }).toString(),
      });
    expect((await accept(one)).statusCode).toBe(303);
    const refused = await accept(two);
    expect(refused.statusCode).toBe(410);
    expect(refused.body).toContain('något har ändrats sedan den skapades');
  });
});
