import { describe, expect, test } from 'vitest';
import type { LegalFloor } from '../../criteria/model.ts';
import { belowLegalFloor } from '../../criteria/scoring/legal-floor.ts';
import type { AnswerState } from '../../criteria/scoring/score.ts';
import { criterion, v3 } from './builders.ts';

const floor = (level: LegalFloor['level']): LegalFloor => ({
  level,
  name: 'en lag (2020:1)',
  paragraph: '1 §',
  link: 'https://example.test/lag',
  checked: '2026-11-28',
  says: 'Ska göras.',
});
const criteria = [criterion('SL-01', { legalFloor: floor(2) }), criterion('SL-02', { legalFloor: null })];
const below = (states: Record<string, AnswerState>) =>
  belowLegalFloor(criteria, new Map(Object.entries(states))).map(({ code, level, floor: { level: at } }) => [
    code,
    level,
    at,
  ]);

describe('below what a law demands', () => {
  test.each([
    ['level 1 where the law demands 2', { level: 1, notApplicable: false }, [['SL-01', 1, 2]]],
    ['level 0 where the law demands 2', { level: 0, notApplicable: false }, [['SL-01', 0, 2]]],
    ['just the level', { level: 2, notApplicable: false }, []],
    ['above it', { level: 4, notApplicable: false }, []],
    ['not answered', { level: null, notApplicable: false }, []],
    ['not applicable', { level: 1, notApplicable: true }, []],
    ['carried over and not yet confirmed', { level: 1, notApplicable: false, toConfirm: true }, []],
  ] as const)('%s', (_what, state, expected) => {
    expect(below({ 'SL-01': state, 'SL-02': { level: 0, notApplicable: false } })).toEqual(expected);
  });

  test('says nothing of a criterion that nobody has answered', () => {
    expect(below({})).toEqual([]);
  });
});

test('the floors of 3.0, by code, level, law and paragraph', () => {
  // Read in the text of each law on 2026-11-28; a floor that is not in this table has not been read.
  expect(
    v3.criteria.flatMap(({ code, legalFloor }) =>
      legalFloor ? [[code, legalFloor.level, /\((\d{4}:\d+)\)/.exec(legalFloor.name)?.[1], legalFloor.paragraph]] : [],
    ),
  ).toEqual([
    ['SL-10', 2, '2008:567', '3 kap. 2, 8, 11 och 13 §§'],
    ['SL-14', 2, '2008:567', '3 kap. 6 §'],
    ['SL-16', 1, '2021:890', '5 kap. 2 §'],
    ['SL-18', 1, '2017:900', '32 och 33 §§'],
    ['UF-09', 1, '2018:1937', '13 §'],
    ['CS-03', 2, '2009:724', '3, 5 och 5 b §§'],
    ['AG-05', 1, '2000:1383', '2 §'],
    ['AG-08', 1, '2010:800', '2 kap. 8 b §'],
  ]);
});
