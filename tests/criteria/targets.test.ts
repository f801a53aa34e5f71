import { describe, expect, test } from 'vitest';
import type { Level } from '../../criteria/model.ts';
import type { AnswerState } from '../../criteria/scoring/score.ts';
import { mandatePeriod, raised, unsupported } from '../../criteria/scoring/targets.ts';

/** README, "Mål". */
test.each([
  ['2022-10-14', 2018],
  ['2022-10-15', 2022],
  ['2026-10-14', 2022],
  ['2026-10-15', 2026],
  ['2026-11-29', 2026],
  ['2027-01-01', 2026],
  ['2030-10-15', 2030],
  ['2017-06-09', 2014],
])('%s is in the mandate period that began %i', (day, from) => {
  expect(mandatePeriod(day)).toEqual({ from, to: from + 4 });
});

const level = (now: Level): AnswerState => ({ level: now, notApplicable: false });
const states = new Map<string, AnswerState>([
  ['SL-01', level(1)],
  ['SL-02', level(3)],
  ['SL-03', { level: null, notApplicable: true }],
  // Last year's level, which nobody has confirmed.
  ['SL-04', { level: 4, notApplicable: false, toConfirm: true }],
]);

describe('the answers as they would be', () => {
  test('are raised to the level, never lowered; not applicable stays, and what is unanswered gets it', () => {
    const wanted = new Map<string, Level>([
      ['SL-01', 3],
      ['SL-02', 2],
      ['SL-03', 4],
      ['SL-04', 2],
      ['SL-05', 1],
    ]);
    expect(Object.fromEntries(raised(states, wanted))).toEqual({
      'SL-01': { level: 3, notApplicable: false },
      'SL-02': level(3),
      'SL-03': { level: null, notApplicable: true },
      'SL-04': { level: 2, notApplicable: false },
      'SL-05': { level: 1, notApplicable: false },
    });
    // What was there is as it was.
    expect(states.get('SL-01')).toEqual(level(1));
  });

  test('a target is supported by the level now, or by an action that aims as high', () => {
    const targets = new Map<string, Level>([
      ['SL-01', 3],
      ['SL-02', 3],
      ['SL-03', 4],
      ['SL-04', 2],
      ['SL-05', 1],
    ]);
    const actions = new Map<string, Level>([
      ['SL-01', 2],
      ['SL-05', 4],
    ]);
    expect(unsupported(states, targets, actions)).toEqual(['SL-01', 'SL-04']);
    expect(unsupported(states, targets, new Map([['SL-01', 3]]))).toEqual(['SL-04', 'SL-05']);
  });
});
