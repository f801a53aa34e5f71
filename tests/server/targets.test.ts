import { afterEach, beforeEach, expect, test } from 'vitest';
import { Service, type Person } from './service.ts';

/** README, "Mål". */
const TARGETS = '/api/v1/organisations/1281/targets';
let service: Service;
let sara: Person;
let id: string;
beforeEach(async () => {
  service = await Service.start();
  sara = await service.person('coordinator');
  id = await service.assessment(sara);
});
afterEach(() => service.stop());

interface View {
  readonly period: { readonly from: number; readonly to: number };
  readonly areas: readonly { key: string; now: number | null; actions: number | null; targets: number | null }[];
  readonly criteria: readonly {
    code: string;
    level: number | null;
    target: number | null;
    action: number | null;
    unsupported: boolean;
  }[];
  readonly before: number;
}
const view = async () => (await service.call('GET', TARGETS, { as: sara })).json<View>();
const set = (code: string, level: number | null, as = sara) =>
  service.call('PUT', `${TARGETS}/${code}`, { as, payload: { level } });
const act = (criterion: string, targetLevel: number, state = 'planned') =>
  service.call('POST', '/api/v1/organisations/1281/actions', {
    as: sara,
    payload: {
      criterion,
      title: 'Gör något',
      description: '',
      responsible: '',
      due: null,
      state,
      effect: '',
      targetLevel,
      baseYear: null,
    },
  });

test('the profile now, with actions and at target, and the targets that no action supports', async () => {
  // 2 + 2 + 1 of 12: 41.7.
  for (const [i, [code, level]] of [
    ['SL-01', 2],
    ['SL-02', 2],
    ['SL-03', 1],
  ].entries()) {
    expect(i).toBeLessThan(3);
    await service.answer(sara, id, String(code), { level });
  }
  expect((await act('SL-03', 3)).statusCode).toBe(201);
  await act('SL-03', 2, 'ongoing');
  // What is done has shown what it led to.
  await act('SL-01', 4, 'done');
  for (const [code, level] of [
    ['SL-01', 4],
    ['SL-03', 2],
  ] as const)
    expect((await set(code, level)).statusCode).toBe(200);
  const seen = await view();
  expect(seen.period).toEqual({ from: 2026, to: 2030 });
  // Now (2 + 2 + 1) / 12, with actions (2 + 2 + 3) / 12, at target (4 + 2 + 2) / 12.
  expect(seen.areas.find(({ key }) => key === 'SL')).toMatchObject({ now: 41.7, actions: 58.3, targets: 66.7 });
  const row = (code: string) => seen.criteria.find((each) => each.code === code);
  expect(row('SL-01')).toMatchObject({ level: 2, target: 4, action: null, unsupported: true });
  expect(row('SL-03')).toMatchObject({ level: 1, target: 2, action: 3, unsupported: false });
  expect(row('SL-02')).toMatchObject({ level: 2, target: null, unsupported: false });
  await set('SL-01', null);
  expect((await view()).criteria.find(({ code }) => code === 'SL-01')).toMatchObject({
    target: null,
    unsupported: false,
  });
});

test('a target is one to four, for what is asked, and set by the coordinator', async () => {
  for (const level of [0, 5, 1.5]) expect((await set('SL-01', level)).statusCode).toBe(422);
  expect((await set('XX-01', 2)).statusCode).toBe(422);
  const bo = await service.person('decision_maker');
  expect((await set('SL-01', 2, bo)).statusCode).toBe(403);
  expect((await service.call('GET', TARGETS, { as: bo })).statusCode).toBe(200);
});

test('a new period begins without targets, and can take along those of the one before', async () => {
  service.clock.now = new Date('2026-10-14T08:00:00.000Z');
  sara = { ...sara, cookie: await service.signIn(sara.email) };
  await set('SL-01', 3);
  const carry = () => service.call('POST', `${TARGETS}/carry-over`, { as: sara });
  expect((await carry()).statusCode).toBe(409);
  service.clock.now = new Date('2026-10-15T08:00:00.000Z');
  sara = { ...sara, cookie: await service.signIn(sara.email) };
  expect(await view()).toMatchObject({ period: { from: 2026 }, before: 1 });
  expect((await view()).criteria.every(({ target }) => target === null)).toBe(true);
  expect((await carry()).json<View>().criteria.find(({ code }) => code === 'SL-01')).toMatchObject({ target: 3 });
  expect((await carry()).statusCode).toBe(409);
});
