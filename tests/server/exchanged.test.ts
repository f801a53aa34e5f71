import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Benchmark } from '../../server/editions/contract.ts';
import type { NetworkFigures } from '../../server/network/contract.ts';
import type { SubmissionView } from '../../server/submissions/contract.ts';
import { SeededRandom } from '../../server/demo/random.ts';
import { Service, type Person } from './service.ts';
import { kommuner, submitted } from './submitted.ts';

/** A network in which lots fall: eight of B3 and eight of B4 that share statistics only, and six of each by name. */
let service: Service;
let skl: Person;
let reader: Person;
let codes: readonly string[];
const LEVELS = ['SL-01', 'SL-02', 'SL-03', 'SL-04', 'SL-05', 'SL-06'];
const levelOf = (i: number, at: number) => (i * 2 + at) % 5;

beforeAll(async () => {
  const random = new SeededRandom(4);
  service = await Service.start({}, { random: () => random.next() });
  skl = await service.person('network_admin', null);
  codes = [...(await kommuner(service, 14, 'B3')), ...(await kommuner(service, 14, 'B4'))];
  reader = await service.person('coordinator', codes[8]);
  await service.join(...codes);
  await service.round();
  for (const [i, code] of codes.entries())
    await submitted(service, code, {
      sharing: i % 14 < 8 ? 'statistik' : 'natverket',
      levels: Object.fromEntries(LEVELS.map((criterion, at) => [criterion, levelOf(i, at)])),
    });
  await service.closeRound();
});
afterAll(() => service.stop());

const page = async (peers = 'kommungrupp-b3', as: Person | undefined = reader) =>
  (await service.call('GET', `/api/v1/benchmark?year=2026&peers=${peers}`, as ? { as } : {})).json<Benchmark>();
const figuresIn = ({ figures }: Benchmark) =>
  LEVELS.map((code) => {
    const figure = figures[`criterion:${code}`];
    return figure && 'n' in figure ? { n: figure.n, levels: figure.levels, scope: figure.scope } : figure;
  });
const own = LEVELS.map((_, at) => {
  const levels = [0, 0, 0, 0, 0];
  for (let i = 0; i < 14; i++) levels[levelOf(i, at)] = (levels[levelOf(i, at)] ?? 0) + 1;
  return { n: 14, levels, scope: 'everyone' };
});

describe('figures over everyone', () => {
  test('count some of the protected with another answer than their own, and as many as have answered', async () => {
    const shown = figuresIn(await page());
    expect(shown).not.toEqual(own);
    for (const figure of shown) {
      expect(figure).toMatchObject({ n: 14, scope: 'everyone' });
      const { levels } = figure as { levels: number[] };
      expect(levels.reduce((sum, n) => sum + n, 0)).toBe(14);
    }
  });

  test('are the same in the next edition, and after one that withholds for a while', async () => {
    const before = figuresIn(await page());
    await submitted(service, (await kommuner(service, 1, 'C8'))[0] ?? '', { levels: { 'SL-01': 2 } });
    await service.call('POST', '/api/v1/rounds/2026/editions', { as: skl });
    expect((await page()).edition.number).toBe(2);
    expect(figuresIn(await page())).toEqual(before);
    const lowers = await service.person('coordinator', codes[27]);
    await service.call('PUT', `/api/v1/assessments/${codes[27]}-2026/submission`, {
      as: lowers,
      payload: { sharing: 'statistik', toCounty: false },
    });
    expect((await page()).edition.reason).toBe('sharing');
    expect(figuresIn(await page())).toEqual(before);
  });

  test('are what SKL is shown as fit to be spread, never beside its own', async () => {
    const { figures } = (
      await service.call('GET', '/api/v1/network/figures?year=2026&peers=kommungrupp-b3', { as: skl })
    ).json<NetworkFigures>();
    const published = (await page()).figures;
    for (const code of LEVELS) {
      const { outward, ...shown } = figures[`criterion:${code}`] ?? {};
      expect(outward).toBe('members');
      expect(published[`criterion:${code}`]).toMatchObject(shown);
    }
  });

  test('are drawn for those that only members see by name when the public reads them', async () => {
    const rows = await service.deps.db
      .selectFrom('edition_members')
      .select(['organisation_code', 'lots', 'sharing'])
      .where('year', '=', 2026)
      .where('edition', '=', 1)
      .execute();
    const kinds = rows.map(({ lots, sharing }) => [sharing, Object.keys(JSON.parse(lots ?? '{}') as object)]);
    expect(
      kinds.filter(([sharing]) => sharing === 'statistik').every(([, keys]) => String(keys) === 'members levels'),
    ).toBe(true);
    expect(
      kinds.filter(([sharing]) => sharing !== 'statistik').every(([, keys]) => String(keys) === 'public levels'),
    ).toBe(true);
  });
});

describe('what a choice of sharing would let be shown', () => {
  test('is said before it is made: how the others in the group share, and never who', async () => {
    const [late = ''] = (await kommuner(service, 15, 'B3')).slice(-1);
    await service.join(late);
    const coordinator = await service.person('coordinator', late);
    const id = await service.assessment(coordinator, late);
    const ask = async () =>
      (await service.call('GET', `/api/v1/assessments/${id}/submission`, { as: coordinator })).json<SubmissionView>();
    // Not adopted yet: nothing can be sent, and nothing is told.
    expect((await ask()).group).toBeNull();
    await service.answer(coordinator, id, 'SL-01', { level: 2 });
    await service.call('POST', `/api/v1/assessments/${id}/transitions`, { as: coordinator, payload: { to: 'ready' } });
    const { hash } = (await service.call('GET', `/api/v1/assessments/${id}`, { as: coordinator })).json<{
      hash: string;
    }>();
    const decision = { body: 'KS', date: '2026-11-20', paragraph: '1', diarienummer: 'KS 1', maxSharing: 'oppet' };
    await service.call('POST', `/api/v1/assessments/${id}/transitions`, {
      as: coordinator,
      payload: { to: 'adopted', hash, decision },
    });
    expect((await ask()).group).toEqual({ name: 'B3 Större stad', named: 6, hidden: 8 });
  });
});
