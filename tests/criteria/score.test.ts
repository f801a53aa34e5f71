import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Level } from '../../criteria/model.ts';
import { LENSES } from '../../criteria/scoring/lens.ts';
import { indexOf, Tally, tallyOf, type AnswerState } from '../../criteria/scoring/score.ts';
import { catalogueOf, criterion, v2 } from './builders.ts';

const level = (value: Level, hasEvidence = false): AnswerState => ({ level: value, notApplicable: false, hasEvidence });
const NOT_APPLICABLE: AnswerState = { level: null, notApplicable: true };

describe('index of a group, worked out by hand', () => {
  test.each([
    // sum, answers, expected: 100 × sum ÷ (4 × answers), one decimal
    [5, 3, 41.7], // 41.666…
    [1, 3, 8.3], // 8.333…
    [0, 3, 0],
    [12, 3, 100],
    [7, 4, 43.8], // 43.75: half goes away from zero
    [1, 4, 6.3], // 6.25
    [9, 4, 56.3], // 56.25
    [3, 16, 4.7], // 4.6875
    [1, 16, 1.6], // 1.5625
    [21, 40, 13.1], // 13.125
    [1, 80, 0.3], // 0.3125
    [1, 200, 0.1], // 0.125
  ])('sum %i over %i answers is %d', (sum, answers, expected) => {
    expect(indexOf(sum, answers)).toBe(expected);
  });
});

describe('the starter track', () => {
  const catalogue = {
    ...v2,
    criteria: ['SL-01', 'SL-02', 'SL-03', 'SL-04', 'SL-05', 'SL-06'].map((code, i) =>
      criterion(code, { starter: i < 3 }),
    ),
  };
  const answers = new Map<string, AnswerState>([
    ['SL-01', level(2)],
    ['SL-02', level(4)],
    ['SL-03', level(4)],
    ['SL-04', level(4)],
  ]);

  test('counts against its own criteria, and shows levels without an index', () => {
    const tally = tallyOf(catalogue, ['kommun'], answers, ['area'], 'starter');
    const whole = { applicable: 3, answered: 3, incomplete: false, index: null, levels: [0, 0, 1, 0, 2] };
    expect(tally.total()).toMatchObject(whole);
    expect(tally.groups('area').find(({ key }) => key === 'SL')).toMatchObject(whole);
  });

  test('gone over to all criteria, the same answers are four of six, incomplete', () => {
    // (2 + 4 + 4 + 4) × 100 ÷ 16
    const all = { applicable: 6, answered: 4, incomplete: true, index: 87.5 };
    expect(tallyOf(catalogue, ['kommun'], answers, ['area']).total()).toMatchObject(all);
  });
});

describe('answer states', () => {
  const catalogue = catalogueOf(['SL-01', 'SL-02', 'SL-03', 'SL-04', 'SL-05'].map((code) => criterion(code)));
  const area = (answers: [string, AnswerState][]) =>
    tallyOf(catalogue, ['kommun'], new Map(answers), ['area']).groups('area')[0];

  test('not applicable leaves the maximum: levels 2, 3, 4 of three applicable are 9 of 12', () => {
    expect(
      area([
        ['SL-01', level(2)],
        ['SL-02', level(3)],
        ['SL-03', level(4)],
        ['SL-04', NOT_APPLICABLE],
        ['SL-05', NOT_APPLICABLE],
      ]),
    ).toMatchObject({
      index: 75,
      answered: 3,
      applicable: 3,
      notApplicable: 2,
      incomplete: false,
      levels: [0, 0, 1, 1, 1],
    });
  });

  test('unanswered is never counted as zero, but makes the index incomplete below 80 %', () => {
    expect(
      area([
        ['SL-01', level(2)],
        ['SL-02', level(2)],
        ['SL-03', level(2)],
      ]),
    ).toMatchObject({ index: 50, answered: 3, applicable: 5, incomplete: true });
    expect(
      area([
        ['SL-01', level(2)],
        ['SL-02', level(2)],
        ['SL-03', level(2)],
        ['SL-04', level(2)],
      ]),
    ).toMatchObject({ index: 50, answered: 4, incomplete: false });
  });

  test('fewer than three answers show levels and no index', () => {
    expect(
      area([
        ['SL-01', level(4)],
        ['SL-02', level(4)],
      ]),
    ).toMatchObject({ index: null, levels: [0, 0, 0, 0, 2] });
  });

  test('what is carried over but not confirmed counts as unanswered', () => {
    const unconfirmed: AnswerState = { level: 4, notApplicable: false, toConfirm: true };
    expect(
      area([
        ['SL-01', unconfirmed],
        ['SL-02', unconfirmed],
        ['SL-03', unconfirmed],
      ]),
    ).toMatchObject({ index: null, answered: 0 });
  });

  test('an answer to a criterion that is not asked of the organisation counts for nothing', () => {
    const mixed = catalogueOf([criterion('AG-01'), criterion('AG-05', { appliesTo: ['kommun'] })]);
    const tally = tallyOf(mixed, ['region'], new Map([['AG-05', level(4)]]), ['area']);
    expect(tally.total()).toMatchObject({ applicable: 1, answered: 0 });
  });
});

describe('lenses', () => {
  test('övergripande is a group of its own and counts in no role', () => {
    const catalogue = catalogueOf([
      criterion('SL-01'),
      criterion('SL-02'),
      criterion('SL-03'),
      criterion('SL-04', { roles: ['arbetsgivare'] }),
    ]);
    const groups = tallyOf(
      catalogue,
      ['kommun'],
      new Map([
        ['SL-01', level(4)],
        ['SL-02', level(4)],
        ['SL-03', level(4)],
      ]),
      ['role'],
    ).groups('role');
    expect(groups.find(({ key }) => key === 'overgripande')).toMatchObject({ applicable: 3, index: 100 });
    expect(groups.find(({ key }) => key === 'arbetsgivare')).toMatchObject({ applicable: 1, answered: 0, index: null });
    expect(groups.find(({ key }) => key === 'valfardsaktor')).toMatchObject({ applicable: 0 });
  });

  test('a criterion with two targets of one goal counts once in it', () => {
    const catalogue = catalogueOf([
      criterion('SL-01', {
        sdg: [
          { target: '16.6', analogy: false },
          { target: '16.7', analogy: false },
        ],
      }),
    ]);
    expect(
      tallyOf(catalogue, ['kommun'], new Map(), ['goal'])
        .groups('goal')
        .find(({ key }) => key === '16'),
    ).toMatchObject({ applicable: 1 });
  });

  test('by right: once per law or convention, however many of its articles, and only those that are named', () => {
    const catalogue = catalogueOf([
      criterion('SL-01', { rights: ['CRC 3', 'CRC 12', 'RF 1:2'] }),
      criterion('SL-02', { rights: ['CRC 4'] }),
    ]);
    expect(
      tallyOf(catalogue, ['kommun'], new Map(), ['right'])
        .groups('right')
        .map(({ key, applicable }) => [key, applicable]),
    ).toEqual([
      ['RF', 1],
      ['CRC', 2],
    ]);
  });
});

describe('underlagsgrad', () => {
  test('share of answers at level 2 or higher that carry evidence: 2 of 3 is 66.7', () => {
    const catalogue = catalogueOf(['SL-01', 'SL-02', 'SL-03', 'SL-04'].map((code) => criterion(code)));
    const answers = new Map([
      ['SL-01', level(1, true)],
      ['SL-02', level(2, true)],
      ['SL-03', level(3)],
      ['SL-04', level(4, true)],
    ]);
    expect(tallyOf(catalogue, ['kommun'], answers, []).evidenceShare()).toEqual({
      share: 66.7,
      withEvidence: 2,
      atLeastTwo: 3,
    });
  });
  test('no answer at level 2 gives no share', () => {
    expect(new Tally(v2, ['kommun'], []).evidenceShare().share).toBeNull();
  });
});

describe('properties', () => {
  const state = fc.oneof(
    fc.constant(undefined),
    fc.record({
      level: fc.constantFrom<Level[]>(0, 1, 2, 3, 4),
      notApplicable: fc.constant(false),
      toConfirm: fc.boolean(),
      hasEvidence: fc.boolean(),
    }),
    fc.constant(NOT_APPLICABLE),
  );
  const codes = v2.criteria.map(({ code }) => code);
  const history = fc.array(fc.tuple(fc.constantFrom(...codes), state), { maxLength: 200 });

  test('answering one by one, in any order and with changes, equals counting the final answers once', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const tally = new Tally(v2, ['kommun'], LENSES);
        const last = new Map<string, AnswerState>();
        for (const [code, value] of steps) {
          tally.answer(code, value);
          if (value) last.set(code, value);
          else last.delete(code);
        }
        const once = tallyOf(v2, ['kommun'], last, LENSES);
        for (const lens of LENSES) expect(tally.groups(lens)).toEqual(once.groups(lens));
        expect(tally.total()).toEqual(once.total());
        expect(tally.evidenceShare()).toEqual(once.evidenceShare());
      }),
      { numRuns: 200 },
    );
  });

  test('a higher level never lowers an index, and every index is 0–100', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom<Level[]>(0, 1, 2, 3, 4), { minLength: 3, maxLength: 60 }),
        fc.nat(),
        (levels, at) => {
          const sum = levels.reduce((a: number, b) => a + b, 0);
          const raised = sum + (levels[at % levels.length] === 4 ? 0 : 1);
          expect(indexOf(raised, levels.length)).toBeGreaterThanOrEqual(indexOf(sum, levels.length));
          expect(indexOf(sum, levels.length)).toBeGreaterThanOrEqual(0);
          expect(indexOf(sum, levels.length)).toBeLessThanOrEqual(100);
        },
      ),
    );
  });
});
