import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Level } from '../../criteria/model.ts';
import type { Sharing } from '../../criteria/comparison/readers.ts';
import type { AnswerState } from '../../criteria/scoring/score.ts';
import {
  standoutsOf,
  type SharedYear,
  type UpperQuartile,
  type YearBefore,
} from '../../criteria/comparison/standouts.ts';
import { catalogueOf, criterion, mapping, v2 } from './builders.ts';

const state = (level: Level | null, hasEvidence = true): AnswerState => ({ level, notApplicable: false, hasEvidence });

const year = (states: Record<string, AnswerState>, change: Partial<SharedYear> = {}): SharedYear => ({
  organisation: '1281',
  year: 2026,
  sharing: 'natverket',
  track: 'full',
  catalogue: '2.0',
  states: new Map(Object.entries(states)),
  ...change,
});

const earlier = (states: Record<string, AnswerState>, change: Partial<SharedYear> = {}): YearBefore => ({
  shared: year(states, { year: 2025, ...change }),
  mapping: null,
});

const none = () => undefined;

describe('a criterion stands out', () => {
  const catalogue = catalogueOf([criterion('SL-01'), criterion('SL-02')]);
  const on = (now: SharedYear, before?: YearBefore) =>
    standoutsOf(catalogue, now, before, none).map(({ subject, kind }) => `${subject} ${kind}`);

  it.each<[string, SharedYear, YearBefore | undefined, string[]]>([
    ['at level 4 with evidence', year({ 'SL-01': state(4) }), undefined, ['SL-01 top']],
    ['not at level 4 without', year({ 'SL-01': state(4, false) }), undefined, []],
    ['not at level 3 alone', year({ 'SL-01': state(3) }), undefined, []],
    ['up two, to 3', year({ 'SL-01': state(3) }), earlier({ 'SL-01': state(1, false) }), ['SL-01 rise']],
    ['not up two, to 2', year({ 'SL-01': state(2) }), earlier({ 'SL-01': state(0) }), []],
    ['not up one, to 3', year({ 'SL-01': state(3) }), earlier({ 'SL-01': state(2) }), []],
    ['not up without evidence', year({ 'SL-01': state(3, false) }), earlier({ 'SL-01': state(0) }), []],
    ['not when it was unanswered before', year({ 'SL-01': state(3) }), earlier({}), []],
    ['not when last year is still to be confirmed', year({ 'SL-01': { ...state(4), toConfirm: true } }), undefined, []],
    [
      'not when last year only shared statistics',
      year({ 'SL-01': state(3) }),
      earlier({ 'SL-01': state(1) }, { sharing: 'statistik' }),
      [],
    ],
    ['also on the starter track', year({ 'SL-01': state(4) }, { track: 'starter' }), undefined, ['SL-01 top']],
  ])('%s', (_name, now, before, expected) => {
    expect(on(now, before)).toEqual(expected);
  });

  it('over two versions only where the criterion can be compared', () => {
    const now = year({ 'SL-01': state(3), 'SL-02': state(3) });
    const before = {
      ...earlier({ 'SL-01': state(1), 'SL-02': state(1) }),
      mapping: mapping({
        reworded: [
          { code: 'SL-01', comparable: true, why: '' },
          { code: 'SL-02', comparable: false, why: '' },
        ],
      }),
    };
    expect(on(now, before)).toEqual(['SL-01 rise']);
    expect(on(now, { ...before, mapping: undefined })).toEqual([]);
  });

  it('says from which level and year it rose', () => {
    const [found] = standoutsOf(catalogue, year({ 'SL-01': state(3) }), earlier({ 'SL-01': state(0) }), none);
    expect(found).toEqual({ kind: 'rise', subject: 'SL-01', level: 3, before: 0, beforeYear: 2025 });
  });

  it('not when the criterion is for others', () => {
    const regions = catalogueOf([criterion('SL-01', { appliesTo: ['region'] })]);
    expect(standoutsOf(regions, year({ 'SL-01': state(4) }), undefined, none)).toEqual([]);
    expect(standoutsOf(regions, year({ 'SL-01': state(4) }, { organisation: '0980' }), undefined, none)).toHaveLength(
      1,
    );
  });
});

describe('an area stands out', () => {
  const codes = ['SL-01', 'SL-02', 'SL-03', 'SL-04', 'SL-05'];
  const catalogue = catalogueOf(codes.map((code) => criterion(code)));
  const upper = (quartile: number, n = 10): UpperQuartile => ({ peers: 'kommungrupp-b3', n, quartile });
  const answers = (...levels: (Level | null)[]) =>
    Object.fromEntries(levels.map((level, i) => [codes[i] ?? '', state(level, i < 3)]));
  const on = (now: SharedYear, quartile: UpperQuartile | undefined) =>
    standoutsOf(catalogue, now, undefined, (area) => (area === 'SL' ? quartile : undefined)).filter(
      ({ kind }) => kind === 'area',
    );

  // 12 of 20 points = 60.0; three of five answers at 2 or more have evidence = 60.0.
  const atTheEdge = answers(3, 2, 2, 2, 3);

  it('at exactly 60, with evidence for half, at the third quartile: ties are included', () => {
    expect(on(year(atTheEdge), upper(60))).toEqual([
      { kind: 'area', subject: 'SL', index: 60, evidence: 60, peers: 'kommungrupp-b3', n: 10, quartile: 60 },
    ]);
  });

  it.each<[string, SharedYear, UpperQuartile | undefined]>([
    ['below 60', year(answers(3, 2, 2, 2, 2)), upper(50)],
    ['below the third quartile', year(atTheEdge), upper(60.1)],
    ['among fewer than ten', year(atTheEdge), upper(50, 9)],
    ['without a published quartile', year(atTheEdge), undefined],
    // Three of five answered is 60 %, though the index of them is 100.
    ['incomplete', year(answers(4, 4, 4, null, null)), upper(50)],
    ['on the starter track', year(atTheEdge, { track: 'starter' }), upper(50)],
    [
      'with evidence for less than half',
      year(Object.fromEntries(codes.map((code, i) => [code, state(3, i < 2)]))),
      upper(50),
    ],
    ['with statistics only', year(atTheEdge, { sharing: 'statistik' }), upper(50)],
  ])('not %s', (_name, now, quartile) => {
    expect(on(now, quartile)).toEqual([]);
  });
});

describe('whatever was answered', () => {
  const anyState = fc.record({
    level: fc.option(fc.constantFrom<Level>(0, 1, 2, 3, 4)),
    notApplicable: fc.boolean(),
    toConfirm: fc.boolean(),
    hasEvidence: fc.boolean(),
  });
  const sharing = fc.constantFrom<Sharing>('statistik', 'natverket', 'oppet');
  const anyYear = (at: number) =>
    fc.record({
      organisation: fc.constantFrom('1281', '0980', '12'),
      year: fc.constant(at),
      sharing,
      track: fc.constantFrom('full' as const, 'starter' as const),
      catalogue: fc.constant('2.0'),
      states: fc
        .tuple(...v2.criteria.map(({ code }) => fc.tuple(fc.constant(code), anyState)))
        .map((rows) => new Map(rows)),
    });

  it('nobody with statistics only is listed, nobody below the rule, and everybody who meets it for a criterion', () => {
    let found = 0;
    fc.assert(
      fc.property(anyYear(2026), anyYear(2025), fc.integer({ min: 0, max: 100 }), (now, before, quartile) => {
        const upper = { peers: 'kommuner', n: 12, quartile };
        const list = standoutsOf(v2, now, { shared: before, mapping: null }, () => upper);
        found += list.length;
        if (now.sharing === 'statistik') return list.length === 0;
        const answered = (of: SharedYear, code: string) => {
          const given = of.states.get(code);
          return given && !given.toConfirm && !given.notApplicable ? given.level : null;
        };
        // The rule once more, in other words than the code's.
        const meets = (code: string) => {
          const level = answered(now, code);
          const was = before.sharing === 'statistik' ? null : answered(before, code);
          if (level === null || now.states.get(code)?.hasEvidence !== true) return false;
          return level === 4 || (level === 3 && was !== null && was <= 1);
        };
        const asked = v2.criteria.filter(
          ({ appliesTo }) =>
            now.organisation === '0980' || appliesTo.includes(now.organisation === '12' ? 'region' : 'kommun'),
        );
        const listed = new Set(list.filter(({ kind }) => kind !== 'area').map(({ subject }) => subject));
        return (
          asked.every(({ code }) => listed.has(code) === meets(code)) &&
          list.every((each) => each.kind !== 'area' || (each.index >= Math.max(60, quartile) && each.evidence >= 50))
        );
      }),
      { numRuns: 300 },
    );
    expect(found).toBeGreaterThan(100);
  });
});
