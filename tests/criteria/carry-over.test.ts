import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { carryOver } from '../../criteria/scoring/carry-over.ts';
import { changeBetween } from '../../criteria/scoring/change.ts';
import type { Level } from '../../criteria/model.ts';
import { answer, catalogueOf, criterion, mapping, toV2, toV3, v1, v2, v3 } from './builders.ts';

const evidence = [{ title: 'Protokoll', diarienummer: 'KS 2025/1' }];

describe('one golden case per relation', () => {
  test('same: level, text and evidence follow, to be confirmed', () => {
    const { suggestions, left, empty } = carryOver(
      [answer('SL-01', 3, { evidence })],
      catalogueOf([criterion('SL-01')]),
      mapping({ same: ['SL-01'] }),
      ['kommun'],
    );
    expect(suggestions).toEqual([
      {
        code: 'SL-01',
        relation: 'same',
        level: 3,
        notApplicable: false,
        reason: '',
        motivation: 'Motivering för SL-01',
        evidence,
        toConfirm: true,
        why: '',
        from: [answer('SL-01', 3, { evidence })],
      },
    ]);
    expect(left).toEqual([]);
    expect(empty).toEqual([]);
  });

  test('reworded and comparable: the level follows, with the reason for the change', () => {
    const {
      suggestions: [one],
    } = carryOver(
      [answer('UF-07', 2)],
      catalogueOf([criterion('UF-07')]),
      mapping({ reworded: [{ code: 'UF-07', comparable: true, why: 'Blev lag.' }] }),
      ['kommun'],
    );
    expect(one).toMatchObject({ relation: 'reworded', level: 2, why: 'Blev lag.', from: [{ level: 2 }] });
  });

  test('merged: the level is chosen anew also when only one of those that were merged was answered', () => {
    const {
      suggestions: [one],
    } = carryOver(
      [answer('SL-01', 3)],
      catalogueOf([criterion('SL-03')]),
      mapping({ merged: [{ from: ['SL-01', 'SL-02'], to: 'SL-03', why: 'Ihop.' }] }),
      ['kommun'],
    );
    expect(one).toMatchObject({ code: 'SL-03', level: null, motivation: 'Motivering för SL-01' });
  });

  test('reworded and not comparable: text follows, the level is chosen anew', () => {
    const {
      suggestions: [one],
    } = carryOver(
      [answer('SL-08', 4, { evidence })],
      catalogueOf([criterion('SL-08')]),
      mapping({ reworded: [{ code: 'SL-08', comparable: false, why: 'Nytt krav.' }] }),
      ['kommun'],
    );
    expect(one).toMatchObject({
      relation: 'reworded',
      level: null,
      motivation: 'Motivering för SL-08',
      evidence,
      from: [{ level: 4 }],
    });
  });

  test('split: both parts get the text, neither gets the level', () => {
    const { suggestions } = carryOver(
      [answer('SL-17', 3)],
      catalogueOf([criterion('SL-11'), criterion('UF-06')]),
      mapping({ split: [{ from: 'SL-17', to: ['SL-11', 'UF-06'], why: 'Två saker.' }] }),
      ['kommun'],
    );
    expect(suggestions.map(({ code, level, motivation }) => [code, level, motivation])).toEqual([
      ['SL-11', null, 'Motivering för SL-17'],
      ['UF-06', null, 'Motivering för SL-17'],
    ]);
  });

  test('merged: both texts are kept, evidence once each', () => {
    const { suggestions } = carryOver(
      [answer('UF-01', 3, { evidence }), answer('UF-12', 1, { evidence })],
      catalogueOf([criterion('UF-15')]),
      mapping({ merged: [{ from: ['UF-01', 'UF-12'], to: 'UF-15', why: 'Samma dokument.' }] }),
      ['kommun'],
    );
    expect(suggestions).toHaveLength(1);
    expect(suggestions[0]).toMatchObject({
      code: 'UF-15',
      level: null,
      motivation: 'Motivering för UF-01\n\nMotivering för UF-12',
      evidence,
    });
    expect(suggestions[0]?.from.map(({ level }) => level)).toEqual([3, 1]);
  });

  test('new: starts empty', () => {
    expect(carryOver([], catalogueOf([criterion('SL-20')]), mapping({ new: ['SL-20'] }), ['kommun'])).toEqual({
      suggestions: [],
      left: [],
      empty: ['SL-20'],
    });
  });

  test('withdrawn: stays in last year’s assessment, and the reason is told', () => {
    const { suggestions, left } = carryOver(
      [answer('UF-02', 4)],
      catalogueOf([]),
      mapping({ withdrawn: [{ code: 'UF-02', why: 'Gav poäng för verktyget.' }] }),
      ['kommun'],
    );
    expect(suggestions).toEqual([]);
    expect(left).toEqual([{ code: 'UF-02', why: 'Gav poäng för verktyget.' }]);
  });

  test('the same version carries every criterion to itself', () => {
    const { suggestions } = carryOver([answer('SL-01', 1)], v2, null, ['kommun']);
    expect(suggestions).toMatchObject([{ code: 'SL-01', relation: 'same', level: 1 }]);
  });

  test('ej aktuellt follows with its reason, but not to a criterion that no longer allows it', () => {
    const given = answer('CS-04', null, { notApplicable: true, reason: 'Inte här.' });
    const kept = carryOver(
      [given],
      catalogueOf([criterion('CS-04', { mayBeNotApplicable: true })]),
      mapping({ same: ['CS-04'] }),
      ['kommun'],
    );
    const refused = carryOver(
      [given],
      catalogueOf([criterion('CS-04', { mayBeNotApplicable: false })]),
      mapping({ same: ['CS-04'] }),
      ['kommun'],
    );
    expect(kept.suggestions[0]).toMatchObject({ notApplicable: true, reason: 'Inte här.' });
    expect(refused.suggestions[0]).toMatchObject({ notApplicable: false, level: null, reason: 'Inte här.' });
  });

  test('a criterion for kommuner only does not follow to a region', () => {
    const { suggestions, left } = carryOver(
      [answer('AG-05', 2)],
      catalogueOf([criterion('AG-05', { appliesTo: ['kommun'] })]),
      mapping({ same: ['AG-05'] }),
      ['region'],
    );
    expect(suggestions).toEqual([]);
    expect(left.map(({ code }) => code)).toEqual(['AG-05']);
  });
});

describe('from 2.0 to 3.0, one of each relation', () => {
  const carried = (given: readonly ReturnType<typeof answer>[], tasks: readonly ('kommun' | 'region')[] = ['kommun']) =>
    carryOver(given, v3, toV3, tasks);

  test('reworded and comparable: SL-01 keeps level 3', () => {
    expect(carried([answer('SL-01', 3, { evidence })]).suggestions).toMatchObject([
      { code: 'SL-01', relation: 'reworded', level: 3, evidence, motivation: 'Motivering för SL-01' },
    ]);
  });
  test('reworded and not comparable: SL-10 keeps its text, and the level is chosen anew', () => {
    expect(carried([answer('SL-10', 3)]).suggestions).toMatchObject([
      { code: 'SL-10', relation: 'reworded', level: null, motivation: 'Motivering för SL-10', from: [{ level: 3 }] },
    ]);
  });
  test('split: UF-13 becomes UF-16 and UF-17, with its text in both', () => {
    expect(carried([answer('UF-13', 2)]).suggestions).toMatchObject([
      { code: 'UF-16', relation: 'split', level: null, motivation: 'Motivering för UF-13' },
      { code: 'UF-17', relation: 'split', level: null, motivation: 'Motivering för UF-13' },
    ]);
  });
  test('merged: SL-03 and UF-15 become SL-25, AG-01 and AG-07 become AG-13', () => {
    const { suggestions } = carried([answer('SL-03', 2), answer('UF-15', 1), answer('AG-01', 4), answer('AG-07', 0)]);
    expect(suggestions).toMatchObject([
      { code: 'SL-25', relation: 'merged', level: null, motivation: 'Motivering för SL-03\n\nMotivering för UF-15' },
      { code: 'AG-13', relation: 'merged', level: null, motivation: 'Motivering för AG-01\n\nMotivering för AG-07' },
    ]);
  });
  test('new: SL-21, SL-23, UF-18 and UF-19 start empty, and a region is not asked about LSS', () => {
    const all = v2.criteria.map(({ code }) => answer(code, 1));
    expect(carried(all).empty).toEqual(['SL-21', 'SL-23', 'UF-18', 'UF-19']);
    expect(carried(all, ['region']).empty).toEqual(['SL-21', 'SL-23', 'UF-19']);
  });
});

test.each([
  ['1.0', '2.0', v1, v2, toV2],
  ['2.0', '3.0', v2, v3, toV3],
] as const)(
  'from %s to %s no answer vanishes, and none is confirmed without a person',
  (_from, _to, before, after, over) => {
    const given = fc
      .subarray(before.criteria.map(({ code }) => code))
      .chain((codes) =>
        fc.tuple(...codes.map((code) => fc.constantFrom<Level[]>(0, 1, 2, 3, 4).map((level) => answer(code, level)))),
      );
    fc.assert(
      fc.property(
        given,
        fc.constantFrom(['kommun'] as const, ['region'] as const, ['kommun', 'region'] as const),
        (answers, tasks) => {
          const { suggestions, left, empty } = carryOver(answers, after, over, tasks);
          const reached = new Set([
            ...suggestions.flatMap(({ from }) => from.map(({ code }) => code)),
            ...left.map(({ code }) => code),
          ]);
          expect(reached).toEqual(new Set(answers.map(({ code }) => code)));
          expect(suggestions.every(({ toConfirm }) => toConfirm)).toBe(true);
          for (const { from, motivation } of suggestions)
            for (const each of from) expect(motivation).toContain(each.motivation);
          const asked = after.criteria
            .filter(({ appliesTo }) => appliesTo.some((task) => (tasks as readonly string[]).includes(task)))
            .map(({ code }) => code);
          expect(new Set([...suggestions.map(({ code }) => code), ...empty])).toEqual(new Set(asked));
        },
      ),
      { numRuns: 300 },
    );
  },
);

describe('change between years, worked out by hand', () => {
  const states = (levels: Record<string, Level>) =>
    new Map(Object.entries(levels).map(([code, level]) => [code, { level, notApplicable: false }]));
  test('only comparable criteria answered both years: 1, 2, 3 → 2, 2, 4 is 50 → 66.7', () => {
    const change = changeBetween(
      ['SL-01', 'SL-02', 'SL-03', 'SL-08', 'SL-20'],
      states({ 'SL-01': 1, 'SL-02': 2, 'SL-03': 3, 'SL-08': 4 }),
      states({ 'SL-01': 2, 'SL-02': 2, 'SL-03': 4, 'SL-08': 0, 'SL-20': 4 }),
      toV2,
    );
    expect(change).toEqual({ n: 3, before: 50, after: 66.7 });
  });
  test('fewer than three comparable criteria give no figure', () => {
    expect(
      changeBetween(['SL-01', 'SL-02'], states({ 'SL-01': 1, 'SL-02': 1 }), states({ 'SL-01': 2, 'SL-02': 2 }), null),
    ).toEqual({ n: 2, before: null, after: null });
  });
});
