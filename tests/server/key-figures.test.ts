import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { KeyFigures } from '../../criteria/model.ts';
import { readSnapshot, unfinished } from '../../server/key-figures/snapshot.ts';
import { storeKeyFigures } from '../../server/key-figures/store.ts';
import { kommuner } from './submitted.ts';
import { Service, type Person } from './service.ts';

/** README, "Kolada". */
const KINDS = new Map<string, 'kommun' | 'region'>([
  ['1281', 'kommun'],
  ['1276', 'kommun'],
  ['12', 'region'],
]);
const LIST: KeyFigures = {
  source: 's',
  link: 'https://www.kolada.se/',
  checked: '2026-11-30',
  figures: [
    { id: 'N05401', title: 'Valdeltagande', tasks: ['kommun'], criteria: ['AG-04'] },
    { id: 'U01413', title: 'Tillit', tasks: ['kommun', 'region'], criteria: ['AG-04'] },
  ],
};

/** As Kolada's API writes it. */
const value = (kpi: string, municipality: string, period: number, values: object[]) => ({
  kpi,
  municipality,
  period,
  values: values.map((each) => ({ count: 1, status: '', isdeleted: false, ...each })),
});
const pageOf = (...values: object[]) =>
  JSON.stringify({ count: values.length, values, next_url: null, previous_url: null });

describe('a snapshot', () => {
  test('is read by organisation and year: all, women and men', () => {
    const read = readSnapshot(
      pageOf(
        value('N05401', '1281', 2022, [
          { gender: 'K', value: 85.25 },
          { gender: 'M', value: 83.1 },
          { gender: 'T', value: 84.2 },
        ]),
        value('U01413', '0012', 2022, [{ gender: 'T', value: 27 }]),
      ),
      LIST,
      KINDS,
    );
    expect(read).toEqual({
      ok: true,
      snapshot: {
        figures: ['N05401', 'U01413'],
        rows: [
          { keyFigure: 'N05401', organisation: '1281', year: 2022, total: 84.2, women: 85.25, men: 83.1 },
          { keyFigure: 'U01413', organisation: '12', year: 2022, total: 27, women: null, men: null },
        ],
        others: 0,
        previous: null,
        next: null,
        last: true,
      },
    });
  });

  test('leaves out the country, groups, and whom a figure is not about; and tells of another page', () => {
    const content = JSON.stringify({
      values: [
        value('U01413', '0000', 2022, [{ gender: 'T', value: 1 }]),
        value('U01413', 'G123706', 2022, [{ gender: 'T', value: 2 }]),
        value('N05401', '0012', 2022, [{ gender: 'T', value: 3 }]),
        value('N05401', '1276', 2022, [{ gender: 'T', value: 4 }]),
      ],
      next_url: 'https://api.kolada.se/v3/data/kpi/N05401/year/2022?page=2',
    });
    expect(readSnapshot(content, LIST, KINDS)).toMatchObject({
      ok: true,
      snapshot: {
        rows: [{ organisation: '1276', total: 4 }],
        others: 3,
        next: 2,
        last: false,
      },
    });
  });

  test('what Kolada has taken away, or does not know, is nothing, and never zero', () => {
    const rows = (...values: object[]) => {
      const read = readSnapshot(pageOf(value('N05401', '1281', 2022, values)), LIST, KINDS);
      return read.ok ? read.snapshot.rows : [];
    };
    expect(rows({ gender: 'T', value: 84, isdeleted: true })).toMatchObject([{ total: null }]);
    expect(rows({ gender: 'T', value: null })).toMatchObject([{ total: null }]);
    expect(rows({ gender: 'K', value: 0 })).toMatchObject([{ total: null, women: 0 }]);
  });

  test('of a figure without all its pages is not whole', () => {
    const page = (kpi: string, number: number, of: number) => {
      const url = (each: number) => `https://api.kolada.se/v3/data/kpi/${kpi}/year/2022?page=${each}`;
      const read = readSnapshot(
        JSON.stringify({
          values: [value(kpi, '0000', 2022, [])],
          next_url: number < of ? url(number + 1) : null,
          previous_url: number > 1 ? url(number - 1) : null,
        }),
        LIST,
        KINDS,
      );
      return read.ok ? [read.snapshot] : [];
    };
    const pages = (...numbers: number[]) => unfinished(numbers.flatMap((each) => page('N05401', each, 3)));
    expect(pages(1, 2, 3)).toEqual([]);
    for (const some of [[1], [3], [1, 2], [1, 3], [2, 3]]) expect(pages(...some), some.join()).toEqual(['N05401']);
    expect(unfinished([...page('U01413', 1, 1), ...page('N05401', 1, 2)])).toEqual(['N05401']);
  });

  test.each([
    ['not JSON', '{', 'är inte JSON'],
    ['a page of errors', '{"message":"Not found"}', 'values saknas'],
    ['a number that is none', pageOf(value('N05401', '1281', 2022, [{ gender: 'T', value: 'x' }])), 'ska vara ett tal'],
    ['a year that is none', pageOf(value('N05401', '1281', 20220, [{ gender: 'T', value: 1 }])), 'ska vara ett år'],
    ['a figure that is not in the list', pageOf(value('N00001', '1281', 2022, [])), 'N00001 finns inte'],
  ])('is refused whole when it holds %s', (_, content, reason) => {
    const read = readSnapshot(content, LIST, KINDS);
    expect(read.ok).toBe(false);
    expect(read.ok ? [] : read.problems.join(' ')).toContain(reason);
  });
});

describe('beside the level', () => {
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
    readonly figures: readonly {
      id: string;
      criteria: string[];
      year: number;
      total: number;
      women: number | null;
      group: { name: string; n: number; median: number } | null;
    }[];
  }
  const view = async (as = sara) =>
    (await service.call('GET', `/api/v1/assessments/${id}/key-figures`, { as })).json<View>();
  const store = (rows: [string, string, number, number | null][]) =>
    storeKeyFigures(
      service.deps.db,
      rows.map(([keyFigure, organisation, year, total]) => ({
        keyFigure,
        organisation,
        year,
        total,
        women: total === null ? null : total + 1,
        men: total === null ? null : total - 1,
      })),
      '2026-11-30T00:00:00.000Z',
    );
  const groupOfLund = async () =>
    (
      await service.deps.db
        .selectFrom('organisations')
        .select(['group_code', 'group_name'])
        .where('code', '=', '1281')
        .executeTakeFirstOrThrow()
    ).group_code;

  test('nothing has been read: nothing is shown', async () => {
    expect((await view()).figures).toEqual([]);
  });

  test('the own value, women and men, the year, and the median of everybody in the kommungrupp', async () => {
    const [a = '', b = '', c = ''] = await kommuner(service, 3, await groupOfLund());
    await store([
      ['N05401', '1281', 2022, 84.2],
      ['N05401', a, 2022, 80],
      ['N05401', b, 2022, 90.5],
      ['N05401', c, 2022, 81.15],
      // Another year, and another group, do not count.
      ['N05401', a, 2018, 10],
      ['N05401', '1276', 2022, 5],
    ]);
    const [figure] = (await view()).figures;
    // 80, 81.2 (81.15 in tenths), 84.2, 90.5: between the two in the middle.
    expect(figure).toMatchObject({
      id: 'N05401',
      criteria: ['AG-04'],
      year: 2022,
      total: 84.2,
      women: 85.2,
      group: { n: 4, median: 82.7 },
    });
  });

  test('the newest value that is not from after the assessment, and none in the place of one that is missing', async () => {
    await store([
      ['N05401', '1281', 2022, 84.2],
      ['N05401', '1281', 2024, null],
      ['N05401', '1281', 2027, 70],
    ]);
    expect((await view()).figures).toMatchObject([{ year: 2022, total: 84.2, group: null }]);
    // Kolada no longer lists it; other years stay.
    await store([['N05401', '1276', 2022, 60]]);
    expect((await view()).figures).toEqual([]);
    await store([['N05401', '1281', 2018, 70]]);
    expect((await view()).figures).toMatchObject([{ year: 2018 }]);
    await store([['N05401', '1281', 2018, null]]);
    expect((await view()).figures).toEqual([]);
  });

  test('a file about a few takes nothing from the others', async () => {
    const [a = '', b = '', c = ''] = await kommuner(service, 3, await groupOfLund());
    await store([
      ['N05401', '1281', 2022, 84],
      ['N05401', a, 2022, 80],
      ['N05401', b, 2022, 82],
      ['N05401', c, 2022, 86],
    ]);
    await store([['N05401', '1281', 2022, 81]]);
    expect((await view()).figures).toMatchObject([{ total: 81, group: { n: 4 } }]);
  });

  test('is about kommuner for a kommun, and in nobody else’s assessment', async () => {
    await store([
      ['N05402', '1281', 2022, 50],
      ['U01413', '1281', 2022, 27],
    ]);
    expect((await view()).figures.map((each) => each.id)).toEqual(['U01413']);
    const kim = await service.person('coordinator', '1276');
    expect((await service.call('GET', `/api/v1/assessments/${id}/key-figures`, { as: kim })).statusCode).toBe(404);
  });
});
