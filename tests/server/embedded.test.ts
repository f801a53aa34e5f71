import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Service, type Person } from './service.ts';
import { submitted } from './submitted.ts';

const LUND = '1281';
const DALARNA = '2080';
let service: Service;
let lund: Person;

beforeAll(async () => {
  service = await Service.start();
  lund = await service.person('coordinator', LUND);
  await service.round(2025);
  await service.round(2026);
  await service.join(LUND, DALARNA);
  const levels = { 'SL-01': 4, 'SL-02': 2, 'SL-03': 3 };
  await submitted(service, LUND, { year: 2025, sharing: 'oppet', levels });
  await submitted(service, LUND, { sharing: 'oppet', levels, motivation: 'Står inte i ramen.' });
  await submitted(service, DALARNA, { sharing: 'natverket', levels });
});
afterAll(() => service.stop());

const FORMS = ['badda-in', 'profil.svg', 'profil.json'];
const get = (code: string, form: string) => service.call('GET', `/oppet/${code}/${form}`);

describe('what an organisation shows on its own website', () => {
  test('is a page without scripts, forms or cookies, that any website may frame, and no other page may be', async () => {
    const { headers, body, statusCode } = await get(LUND, 'badda-in');
    expect(statusCode).toBe(200);
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; frame-ancestors \*$/,
    );
    expect(headers).not.toHaveProperty('x-frame-options');
    expect(headers).not.toHaveProperty('set-cookie');
    expect(headers['cache-control']).toBe('no-store');
    expect(body).not.toMatch(/<script|<form|<img|<input| style=| on[a-z]+=/);
    for (const other of ['/', `/oppet/${LUND}`, `/oppet/${LUND}/2026`, '/logga-in'])
      expect(String((await service.call('GET', other)).headers['content-security-policy']), other).toContain(
        "frame-ancestors 'none'",
      );
  });

  test('says whose own view it is and of which year, where to read it and to verify it, and nothing that was written', async () => {
    const { body } = await get(LUND, 'badda-in');
    expect(body).toContain('Självskattning 2026, egen bedömning, kriterier 2.0');
    expect(body).toContain('Egen bedömning. Ingen annan har granskat eller godkänt den.');
    expect(body).toContain('href="http://mr-kollen.test/oppet/1281/2026"');
    expect(body).toContain('href="http://mr-kollen.test/oppet/1281/2026/kontroll"');
    expect(body).not.toContain('Står inte i ramen');
    // 4, 2 and 3 of 4: nine of twelve.
    expect(body).toContain('<span>Styrning och ledning</span><span>75,0</span>');
    expect(body).toContain('<span>Uppföljning</span><span>för få svar</span>');
  });

  test('is a picture that says the same in words', async () => {
    const { headers, body } = await get(LUND, 'profil.svg');
    expect(headers['content-type']).toBe('image/svg+xml; charset=utf-8');
    expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
    const [, said = ''] = /<desc id="d">([^<]*)<\/desc>/.exec(body) ?? [];
    expect(said).toContain('Styrning och ledning 75,0, Uppföljning för få svar');
    expect(said).toContain('Egen bedömning.');
    expect(body).not.toMatch(/<script|<foreignObject|href=/);
  });

  test('is data that another website may read', async () => {
    const { headers, body } = await get(LUND, 'profil.json');
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(JSON.parse(body)).toMatchObject({
      organisation: { code: LUND, name: 'Lunds kommun' },
      year: 2026,
      statement: 'Självskattning 2026, egen bedömning, kriterier 2.0',
      profile: expect.arrayContaining([{ area: 'SL', name: 'Styrning och ledning', index: 75 }]) as unknown,
      verify: 'http://mr-kollen.test/oppet/1281/2026/kontroll',
    });
  });

  test.each(FORMS)('does not exist, as %s, for one that shares with the network only, or for nobody', async (form) => {
    expect((await get(DALARNA, form)).statusCode).toBe(404);
    expect((await get('9999', form)).statusCode).toBe(404);
  });

  test('is gone at once when sharing is lowered: the year before stands, and then nothing', async () => {
    const lower = (year: number) =>
      service.call('PUT', `/api/v1/assessments/${LUND}-${year}/submission`, {
        as: lund,
        payload: { sharing: 'natverket', toCounty: false },
      });
    expect((await lower(2026)).statusCode).toBe(204);
    expect((await get(LUND, 'profil.json')).json()).toMatchObject({ year: 2025 });
    expect((await lower(2025)).statusCode).toBe(204);
    for (const form of FORMS) expect((await get(LUND, form)).statusCode, form).toBe(404);
  });
});
