import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkDueLinks, checkLink } from '../../server/materials/link-check.ts';
import { isOpenAddress, openInternet, type Reach } from '../../server/materials/safe-request.ts';
import type { MaterialView, ShownMaterial } from '../../server/materials/contract.ts';
import { Service } from './service.ts';

const asked: string[] = [];
let server: Server;
let port: number;
/** Reaches the test's own server, under any name, and nothing else. */
let toServer: Reach;
let answers: Record<string, number> = {};

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(`${request.method ?? ''} ${path}`);
    const redirect = /^\/till\?(.*)$/.exec(path)?.[1];
    if (redirect !== undefined) {
      response.writeHead(302, { location: decodeURIComponent(redirect) }).end();
    } else if (path === '/bara-get') {
      response.writeHead(request.method === 'GET' ? 200 : 501).end('x'.repeat(1_000_000));
    } else if (path === '/byter') {
      response.socket?.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n');
    } else if (path === '/brott') {
      request.socket.destroy();
    } else {
      response.writeHead(answers[path] ?? 200).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  ({ port } = server.address() as AddressInfo);
  toServer = {
    lookup: () => Promise.resolve(['127.0.0.1']),
    isOpen: (address) => address === '127.0.0.1',
    ports: [port],
  };
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('an address inside a network is never visited', () => {
  test.each([
    '127.0.0.1',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '2002:7f00:1::',
    '2001::1',
    '2001:db8::1',
    '::127.0.0.1',
    '::10.0.0.1',
    '4000::1',
    'inte en adress',
  ])('%s is not open', (address) => {
    expect(isOpenAddress(address)).toBe(false);
  });

  test.each(['193.10.30.1', '8.8.8.8', '2a00:801:1::1'])('%s is open', (address) => {
    expect(isOpenAddress(address)).toBe(true);
  });

  test.each([
    ['http://127.0.0.1/', 'internt nät'],
    ['http://localhost/', 'internt nät'],
    ['http://2130706433/', 'internt nät'],
    ['http://0x7f.1/', 'internt nät'],
    ['http://0177.0.0.1/', 'internt nät'],
    ['http://[::1]/', 'internt nät'],
    ['http://[::ffff:169.254.169.254]/', 'internt nät'],
    ['http://169.254.169.254/latest/meta-data/', 'internt nät'],
    ['https://intern.example/', 'internt nät'],
    ['https://user:password@skr.se/', 'användarnamn'],
    ['http://skr.se:22/', 'port'],
    ['http://skr.se:6379/', 'port'],
    ['ftp://skr.se/', 'http eller https'],
    ['file:///etc/passwd', 'http eller https'],
  ])('%s', async (link, why) => {
    const reach: Reach = {
      ...openInternet,
      lookup: (host) => Promise.resolve(host === 'localhost' ? ['::1', '127.0.0.1'] : ['10.0.0.8']),
    };
    const { works, detail } = await checkLink(link, reach);
    expect([works, detail]).toEqual([false, expect.stringContaining(why)]);
  });

  test('not when one of several addresses is inside, and not when a redirect leads there', async () => {
    const mixed: Reach = { ...openInternet, lookup: () => Promise.resolve(['193.10.30.1', '127.0.0.1']) };
    expect((await checkLink('https://blandat.example/', mixed)).detail).toContain('internt nät');
    // The server is there under both names and both addresses. Only the first address is open.
    const outside: Reach = {
      ...toServer,
      lookup: (host) => Promise.resolve([host === 'ute.example' ? '127.0.0.1' : '127.0.0.2']),
    };
    const to = (inside: string) => checkLink(`http://ute.example:${port}/till?${encodeURIComponent(inside)}`, outside);
    asked.length = 0;
    expect(await to(`http://ute.example:${port}/framme`)).toEqual({ works: true, detail: 'svarar 200' });
    expect(await to(`http://inne.example:${port}/hemligt`)).toEqual({
      works: false,
      detail: 'går till ett internt nät',
    });
    expect(await to(`http://127.0.0.2:${port}/hemligt`)).toEqual({ works: false, detail: 'går till ett internt nät' });
    expect(await to('http://ute.example:1/hemligt')).toEqual({ works: false, detail: 'går till en ovanlig port' });
    expect(await to('file:///etc/passwd')).toEqual({ works: false, detail: 'börjar inte med http eller https' });
    expect(asked.filter((each) => each.endsWith(' /hemligt'))).toEqual([]);
    expect(asked).toContain('HEAD /framme');
  });

  test('a name that changes its meaning between judging and connecting changes nothing', async () => {
    asked.length = 0;
    let times = 0;
    const turning: Reach = {
      ...toServer,
      // Open the first time it is asked for; whoever asks twice gets somewhere else.
      lookup: () => Promise.resolve(++times === 1 ? ['127.0.0.1'] : ['127.0.0.2']),
      isOpen: (address) => address === '127.0.0.1',
    };
    expect((await checkLink(`http://vander.example:${port}/`, turning)).works).toBe(true);
    expect(asked).toEqual(['HEAD /']);
  });

  test('whatever the name, the path and the inside address, nothing is thrown and nothing is reached', async () => {
    asked.length = 0;
    const inside = fc.oneof(
      fc.nat(0xffffff).map((n) => `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`),
      fc.nat(0xffffff).map((n) => `127.${n >> 16}.${(n >> 8) & 255}.${n & 255}`),
      fc.ipV6().map((ip) => `fd00:${ip.replaceAll(/[^0-9a-f]/gi, '').slice(0, 4) || '0'}::1`),
    );
    await fc.assert(
      fc.asyncProperty(fc.domain(), fc.webPath(), inside, async (host, path, address) => {
        const reach: Reach = { ...openInternet, lookup: () => Promise.resolve([address]) };
        expect(await checkLink(`http://${host}${path}`, reach)).toEqual({
          works: false,
          detail: 'går till ett internt nät',
        });
      }),
      { numRuns: 200 },
    );
    expect(asked).toEqual([]);
  });
});

describe('a link', () => {
  const at = (path: string) => checkLink(`http://material.example:${port}${path}`, toServer);

  test.each<[string, string, boolean, string]>([
    ['works', '/', true, 'svarar 200'],
    ['works after a redirect', '/till?%2Fdit', true, 'svarar 200'],
    ['works for those who only know GET', '/bara-get', true, 'svarar 200'],
    ['behind a sign-in is there', '/inloggning', true, 'svarar 403'],
    ['that is gone is not', '/borta', false, 'svarar 404'],
    ['that fails does not', '/fel', false, 'svarar 500'],
    ['that breaks off does not', '/brott', false, 'går inte att nå'],
    ['that answers in another language does not', '/byter', false, 'går inte att nå'],
  ])('%s', async (_name, path, works, detail) => {
    answers = { '/inloggning': 403, '/borta': 404, '/fel': 500 };
    expect(await at(path)).toEqual({ works, detail });
  });

  test('is given up after five redirects', async () => {
    const loop = `http://material.example:${port}/till?${encodeURIComponent('/slinga')}`;
    answers = {};
    const round: Reach = { ...toServer };
    server.removeAllListeners('request');
    server.on('request', (_request, response: ServerResponse) => {
      response.writeHead(302, { location: '/slinga' }).end();
    });
    expect(await checkLink(loop, round)).toEqual({ works: false, detail: 'skickar vidare för många gånger' });
  });
});

test('a dead link is told to the editor after two failures, never to the reader', async () => {
  const service = await Service.start();
  const skl = await service.person('network_admin', null);
  const text = {
    title: 'Kurs',
    description: 'En kurs.',
    publisher: 'SKL',
    kind: 'course',
    audience: '',
    length: '',
    language: 'sv',
    link: `http://material.example:${port}/kurs`,
    criteria: ['SL-01'],
    roles: [],
    themes: [],
  };
  await service.call('POST', '/api/v1/network/materials', { as: skl, payload: text });
  let status = 404;
  server.removeAllListeners('request');
  server.on('request', (_request, response: ServerResponse) => {
    response.writeHead(status).end();
  });
  const state = async () => {
    const { materials } = (await service.call('GET', '/api/v1/network/materials', { as: skl })).json<{
      materials: MaterialView[];
    }>();
    return materials[0]?.link;
  };
  const later = (days: number) => {
    service.clock.now = new Date(service.clock.now.getTime() + days * 86_400_000);
  };
  expect(await checkDueLinks(service.deps, toServer)).toBe(1);
  expect(await state()).toMatchObject({ state: 'failing', detail: 'svarar 404' });
  expect(await checkDueLinks(service.deps, toServer)).toBe(0);
  later(1);
  expect(await checkDueLinks(service.deps, toServer)).toBe(1);
  Object.assign(skl, { cookie: await service.signIn(skl.email) });
  expect(await state()).toMatchObject({ state: 'dead' });
  const readers = (await service.call('GET', '/api/v1/materials')).json<ShownMaterial[]>();
  expect(readers.map(({ title }) => title)).toEqual(['Kurs']);
  // The port is chosen by chance, and may hold the digits.
  expect(JSON.stringify(readers).replaceAll(String(port), '')).not.toMatch(/dead|404/);
  status = 200;
  later(1);
  await checkDueLinks(service.deps, toServer);
  Object.assign(skl, { cookie: await service.signIn(skl.email) });
  expect(await state()).toMatchObject({ state: 'ok' });
  later(6);
  expect(await checkDueLinks(service.deps, toServer)).toBe(0);
  later(1);
  expect(await checkDueLinks(service.deps, toServer)).toBe(1);
  await service.stop();
});
