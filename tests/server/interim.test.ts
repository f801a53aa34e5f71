import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { followWaiting } from '../../server/editions/due.ts';
import { runHere } from '../../server/editions/runner.ts';
import type { Benchmark } from '../../server/editions/contract.ts';
import { Service, type Person } from './service.ts';
import { kommuner, submitted } from './submitted.ts';

/** Someone shares less: names go at once, figures follow, and in between nothing can be read that might tell of them. */
let service: Service;
let skl: Person;
let reader: Person;
let leaver: Person;
let held = true;
let id: string;
let others: string[];

beforeAll(async () => {
  service = await Service.start(
    {},
    {
      // Works out nothing until it is let: as if the thread were slow, or the process had ended.
      runner: (deps) => {
        const here = runHere(deps);
        return { ...here, follow: async (years) => (held ? undefined : here.follow(years)) };
      },
    },
  );
  skl = await service.person('network_admin', null);
  reader = await service.person('coordinator', '1283');
  others = [...(await kommuner(service, 12, 'B4')), ...(await kommuner(service, 12, 'C8'))];
  await service.join('1281', '1283', ...others);
  await service.round(2025);
  await service.round(2026);
  const levels = (i: number) => ({ 'SL-01': i % 5, 'SL-02': (i + 1) % 5, 'SL-03': (i + 2) % 5 });
  for (const year of [2025, 2026]) {
    for (const [i, code] of others.entries())
      await submitted(service, code, { year, sharing: 'natverket', levels: levels(i) });
    const mine = await submitted(service, '1281', {
      year,
      sharing: 'natverket',
      levels: levels(3),
      motivation: 'Vår text',
    });
    if (year === 2025) id = mine;
  }
  leaver = await service.person('coordinator', '1281');
  for (const year of [2025, 2026]) await service.call('POST', `/api/v1/rounds/${year}/editions`, { as: skl });
});
afterAll(() => service.stop());

const benchmark = async (year: number, peers: string) =>
  (await service.call('GET', `/api/v1/benchmark?year=${year}&peers=${peers}`, { as: reader })).json<Benchmark>();
const lower = () =>
  service.call('PUT', `/api/v1/assessments/${id}/submission`, {
    as: leaver,
    payload: { sharing: 'statistik', toCounty: false },
  });
const isWithheld = ({ figures }: Benchmark, measure: string) => 'withheld' in (figures[measure] ?? { withheld: 1 });

describe('from the moment that someone shares less', () => {
  test('names and texts are gone, and every figure in its groups is withheld', async () => {
    expect(isWithheld(await benchmark(2025, 'kommuner'), 'criterion:SL-01')).toBe(false);
    expect((await lower()).statusCode).toBe(204);
    const named = await service.call('GET', '/api/v1/members/1281/assessments/2025', { as: reader });
    expect(named.statusCode).toBe(404);
    for (const peers of ['kommuner', 'huvudgrupp-b', 'kommungrupp-b3', 'storlek-4', 'lan-12']) {
      const page = await benchmark(2025, peers);
      expect(page.edition.reason).toBe('interim');
      expect(Object.keys(page.figures).length).toBeGreaterThan(0);
      for (const measure of Object.keys(page.figures))
        expect(isWithheld(page, measure), `${peers} ${measure}`).toBe(true);
    }
    const open = await service.call('GET', '/data/siffror-2025.json');
    expect(open.statusCode).toBe(200);
  });

  test('figures of groups that it is in no part of stand as they were', async () => {
    const page = await benchmark(2025, 'kommungrupp-c8');
    expect(page.figures['criterion:SL-01']).toMatchObject({ n: 12, edition: page.edition.number });
  });

  test('the year after withholds only the change, which tells of both years', async () => {
    const page = await benchmark(2026, 'kommuner');
    expect(page.edition.reason).toBe('interim');
    expect(isWithheld(page, 'criterion:SL-01')).toBe(false);
    expect(isWithheld(page, 'change:area:SL')).toBe(true);
  });

  test('what a process did not live to work out is taken up by another, and figures are back', async () => {
    held = false;
    await followWaiting(service.deps);
    const page = await benchmark(2025, 'kommungrupp-c8');
    expect(page.edition).toMatchObject({ reason: 'sharing', number: 3 });
    expect((await benchmark(2026, 'kommuner')).edition.reason).toBe('sharing');
    // Over the named ones now: one of twenty-five is protected, and that is too few to be in a figure.
    expect((await benchmark(2025, 'kommuner')).figures['criterion:SL-01']).toMatchObject({
      n: 24,
      scope: 'named',
      without: 1,
    });
    await followWaiting(service.deps);
    expect((await benchmark(2025, 'kommuner')).edition.number).toBe(3);
  });
});

describe('an edition that would only be repeated', () => {
  test('is refused and says so; after a change it is not', async () => {
    const publish = () => service.call('POST', '/api/v1/rounds/2025/editions', { as: skl });
    // The one before was made because someone shares less, and keeps older figures: it may be renewed once.
    expect((await publish()).statusCode).toBe(201);
    const before = (await benchmark(2025, 'kommuner')).edition.number;
    const again = await publish();
    expect(again.json()).toMatchObject({ status: 409, code: 'unchanged' });
    expect((await benchmark(2025, 'kommuner')).edition.number).toBe(before);
    const [next = ''] = await kommuner(service, 1, 'A2');
    await submitted(service, next, { year: 2025, levels: { 'SL-01': 2 } });
    expect((await publish()).statusCode).toBe(201);
  });
});

describe('SKL’s pages', () => {
  test.each([
    '/api/v1/network/overview?year=2026',
    '/api/v1/network/heat?year=2026&by=criterion',
    '/api/v1/network/figures?year=2026&peers=kommuner',
    '/api/v1/network/groups?year=2026&measure=area:SL',
    '/api/v1/network/weakest?year=2026',
    '/api/v1/network/support?year=2026',
    '/api/v1/network/standouts?year=2026',
    '/api/v1/network/figures.csv?year=2026',
    '/api/v1/rounds/2026/members',
    '/api/v1/members',
    '/data/siffror-2026.csv',
    '/siffror',
  ])('%s asks the database at most fifteen things', async (url) => {
    const counted = counting(service);
    expect((await service.call('GET', url, { as: skl })).statusCode, url).toBe(200);
    counted.stop();
    expect(counted.queries(), url).toBeGreaterThan(1);
    expect(counted.queries(), url).toBeLessThanOrEqual(15);
  });
});

/** Counts what is asked of the database from now on, until it is told to stop. */
function counting({ deps }: Service): { queries: () => number; stop: () => void } {
  let n = 0;
  const executor = deps.db.getExecutor();
  const original = executor.executeQuery;
  executor.executeQuery = ((...given: Parameters<typeof original>) => {
    n += 1;
    return original.apply(executor, given);
  }) as typeof original;
  return {
    queries: () => n,
    stop: () => {
      executor.executeQuery = original;
    },
  };
}
