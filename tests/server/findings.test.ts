import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FindingView } from '../../server/findings/contract.ts';
import { Service, type Person } from './service.ts';

/** Contradictions and gaps before locking, and "stämmer ändå". */
let service: Service;
let sara: Person;
let id: string;

beforeAll(async () => {
  service = await Service.start();
  sara = await service.person('coordinator');
  id = await service.assessment(sara);
});
afterAll(() => service.stop());

const findings = async () =>
  (await service.call('GET', `/api/v1/assessments/${id}/findings`, { as: sara })).json<FindingView[]>();
const reply = (key: string, confirmed = true, as = sara) =>
  service.call('POST', `/api/v1/assessments/${id}/findings/replies`, { as, payload: { key, confirmed } });
const item = (code: string, payload: object) =>
  service.call('PUT', `/api/v1/assessments/${id}/items/${code}`, { as: sara, payload, headers: { 'if-match': '"0"' } });

describe('what speaks against the answers', () => {
  test('by the rules of version 2.0: a level, a condition and an indicator', async () => {
    expect(await findings()).toEqual([]);
    const evidence = [{ title: 'Protokoll', date: '2026-01-10' }];
    await service.answer(sara, id, 'UF-15', { level: 3, motivation: 'Allt följs upp.', evidence });
    await service.answer(sara, id, 'SL-03', { level: 0, motivation: 'Inga mål.' });
    await service.answer(sara, id, 'SL-02', { level: 3, motivation: 'Samordnare.', evidence });
    await item('FS-01', { choice: 0 });
    await item('NT-04', { numerator: 1, denominator: 8, year: 2025, comment: '' });
    expect((await findings()).map(({ kind, ...rest }) => [kind, 'code' in rest ? rest.code : ''])).toEqual([
      ['implies', 'UF-15'],
      ['contradicts', 'SL-02'],
      ['indicator', 'UF-15'],
    ]);
    expect((await findings())[2]).toMatchObject({ value: 12.5, indicator: 'NT-04' });
  });

  test('is said to be right all the same, by whom and when, and can be taken back', async () => {
    const [first] = await findings();
    const key = first?.key ?? '';
    const [told, ...others] = (await reply(key)).json<FindingView[]>();
    expect(told?.confirmed).toEqual({ name: 'Person 1', at: service.clock.now.toISOString() });
    expect(others.every(({ confirmed }) => confirmed === null)).toBe(true);
    expect((await reply(key, false)).json<FindingView[]>()[0]?.confirmed).toBeNull();
    await reply(key);
  });

  test('what is said is said of the facts: another level asks again, and the old reply is kept for them', async () => {
    await service.answer(sara, id, 'UF-15', { level: 4, motivation: 'Mer.' }, 1);
    expect((await findings()).find(({ kind }) => kind === 'implies')?.confirmed).toBeNull();
    expect((await findings()).map(({ kind }) => kind)).toContain('undocumented');
    await service.answer(sara, id, 'UF-15', { level: 3, motivation: 'Allt följs upp.' }, 2);
    expect((await findings()).find(({ kind }) => kind === 'implies')?.confirmed).not.toBeNull();
  });

  test('only of what is there, and only while it is a draft', async () => {
    expect((await reply('implies:SL-01:4:SL-03:0')).statusCode).toBe(404);
    const [first] = await findings();
    await service.call('POST', `/api/v1/assessments/${id}/transitions`, { as: sara, payload: { to: 'ready' } });
    expect((await reply(first?.key ?? '', false)).statusCode).toBe(409);
    expect((await findings())[0]?.confirmed).not.toBeNull();
  });

  test('last year’s words are known from what was carried over', async () => {
    const last = await service.assessment(sara, '1281', { year: 2024 });
    await service.answer(sara, last, 'SL-01', { level: 1, motivation: 'Samma som då.' });
    await service.call('POST', `/api/v1/assessments/${last}/transitions`, { as: sara, payload: { to: 'ready' } });
    id = await service.assessment(sara, '1281', { year: 2025, basedOn: last });
    // Not confirmed yet, it says nothing.
    expect(await findings()).toEqual([]);
    await service.answer(sara, id, 'SL-01', { level: 1, motivation: 'Samma som då.' }, 1);
    expect(await findings()).toMatchObject([{ kind: 'repeated', codes: ['SL-01'] }]);
    await service.answer(sara, id, 'SL-01', { level: 2, motivation: 'Samma som då.', evidence: [{ title: 'x' }] }, 2);
    expect(await findings()).toMatchObject([{ kind: 'moved-unexplained', before: 1, level: 2 }]);
  });
});
