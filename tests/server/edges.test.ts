import { connect, type AddressInfo } from 'node:net';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Service } from './service.ts';

let service: Service;
beforeAll(async () => {
  service = await Service.start({ publicUrl: 'https://mr-kollen.test' });
});
afterAll(() => service.stop());

describe('an address with a slash at the end', () => {
  test.each([
    ['/om/', '/om'],
    ['/kriterierna/2.0/?visa=tema', '/kriterierna/2.0?visa=tema'],
  ])('%s leads to %s', async (from, to) => {
    const response = await service.call('GET', from);
    expect([response.statusCode, response.headers.location]).toEqual([308, to]);
  });
  test.each(['//evil.example/', '/\\evil.example/', '/finns//', '/%2F/evil.example//'])(
    '%s leads to no other host',
    async (from) => {
      expect(String((await service.call('GET', from)).headers.location ?? '/')).toMatch(/^\/(?![/\\])/);
    },
  );
});

describe('a write is held against where the service is published', () => {
  const write = (headers: Record<string, string>) =>
    service.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { 'content-type': 'application/json', ...headers },
      payload: { email: 'a@b.se', password: 'fel lösenord här' },
    });
  test.each([
    ['its own address', { host: 'mr-kollen.test', origin: 'https://mr-kollen.test' }, true],
    ['no browser', { host: 'mr-kollen.test' }, true],
    ['the own computer, by any of its names', { host: 'localhost:3000', origin: 'http://localhost:3000' }, true],
    // DNS rebinding: the name is the attacker's, so the browser takes the call for one to its own site.
    [
      'a name that someone has pointed here',
      { host: 'evil.example', origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' },
      false,
    ],
    ['another site', { host: 'mr-kollen.test', origin: 'https://evil.example' }, false],
    ['a port of its own', { host: 'mr-kollen.test', origin: 'https://mr-kollen.test:8443' }, false],
  ] as const)('from %s', async (_name, headers, through) => {
    expect((await write(headers)).statusCode === 403).toBe(!through);
  });
});

describe('what the parser refuses is a problem document too', () => {
  const say = (words: string) =>
    new Promise<string>((resolve, reject) => {
      const { port } = service.app.server.address() as AddressInfo;
      let heard = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(words));
      socket.on('data', (chunk) => (heard += chunk.toString()));
      socket.on('close', () => {
        resolve(heard);
      });
      socket.on('error', reject);
    });
  beforeAll(() => service.app.listen({ port: 0, host: '127.0.0.1' }));

  test.each([
    ['not HTTP', 'HEJ\r\n\r\n', 400, 'bad-request'],
    ['too long headers', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`, 431, 'headers-too-large'],
  ])('%s', async (_name, words, status, code) => {
    const heard = await say(words);
    expect(heard).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(heard).toContain('Content-Type: application/problem+json; charset=utf-8');
    expect(JSON.parse(heard.slice(heard.indexOf('{')))).toMatchObject({ status, code });
  });
});

test('a year that only one of the databases holds is refused by field on both', async () => {
  const skl = await service.person('network_admin', null);
  const refused = await service.call('POST', '/api/v1/network/examples', {
    as: skl,
    payload: { organisation: '1281', year: 2147483648, subject: 'SL-01', message: '' },
  });
  expect(refused.statusCode).toBe(422);
  expect(refused.json()).toMatchObject({ errors: [{ field: 'year' }] });
});

describe('every dataset as an Excel file', () => {
  /** The text of a file inside a ZIP archive with deflated entries (PKWARE APPNOTE 4.3.7). */
  const inside = (zip: Buffer, name: string): string => {
    const at = zip.indexOf(Buffer.from(name, 'latin1')) - 30;
    const end = zip.indexOf(Buffer.from('PK', 'latin1'), at + 30 + name.length);
    const packed = zip.subarray(at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28), end);
    return zip.readUInt16LE(at + 8) === 0 ? packed.toString() : inflateRawSync(packed).toString();
  };

  test('is linked from the page and holds the same rows as the CSV', async () => {
    const page = (await service.call('GET', '/data')).body;
    const files = [...page.matchAll(/href="(\/data\/[a-z0-9.-]+)\.csv"/g)].map(([, base = '']) => base);
    expect(files.length).toBeGreaterThan(1);
    for (const base of files) {
      expect(page).toContain(`href="${base}.xlsx"`);
      const file = await service.app.inject({ method: 'GET', url: `${base}.xlsx` });
      expect(file.headers['content-type']).toContain('spreadsheetml.sheet');
      const sheet = inside(file.rawPayload, 'xl/worksheets/sheet1.xml');
      const { rows } = (await service.call('GET', `${base}.json`)).json<{ rows: object[] }>();
      expect((sheet.match(/<row /g) ?? []).length, base).toBe(rows.length + 1);
    }
  });
});
