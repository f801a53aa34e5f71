import { expect, test } from 'vitest';
import { gapsOf, strengthsOf } from '../../criteria/scoring/strengths.ts';
import type { AnswerState } from '../../criteria/scoring/score.ts';
import type { Level } from '../../criteria/model.ts';

const asked = [
  { code: 'A', roles: ['x'], starter: false },
  { code: 'B', roles: ['x', 'y'], starter: false },
  { code: 'C', roles: ['x'], starter: true },
  { code: 'D', roles: ['x'], starter: false },
  { code: 'E', roles: ['x'], starter: false },
];
const states = (levels: Record<string, Level | null>, change: Record<string, Partial<AnswerState>> = {}) =>
  new Map(
    Object.entries(levels).map(([code, level]): [string, AnswerState] => [
      code,
      { level, notApplicable: false, toConfirm: false, hasEvidence: false, ...change[code] },
    ]),
  );

test('strengths are levels 3 and 4, the highest first; evidence, roles and the starter track settle ties', () => {
  expect(strengthsOf(asked, states({ A: 3, B: 3, C: 3, D: 4, E: 2 }))).toEqual([
    { code: 'D', level: 4 },
    { code: 'B', level: 3 },
    { code: 'C', level: 3 },
    { code: 'A', level: 3 },
  ]);
  const withEvidence = strengthsOf(asked, states({ A: 3, B: 3, C: 3 }, { A: { hasEvidence: true } }));
  expect(withEvidence.map(({ code }) => code)).toEqual(['A', 'B', 'C']);
});

test('gaps are levels 0 and 1, the lowest first', () => {
  expect(gapsOf(asked, states({ A: 1, B: 2, C: 0, D: 1, E: 3 })).map(({ code }) => code)).toEqual(['C', 'A', 'D']);
});

test('what is unanswered, not applicable or waits to be confirmed is neither', () => {
  const some = states(
    { A: null, B: 4, C: 0, D: 1 },
    { B: { toConfirm: true }, C: { level: null, notApplicable: true }, D: { toConfirm: true } },
  );
  expect(strengthsOf(asked, some)).toEqual([]);
  expect(gapsOf(asked, some)).toEqual([]);
});
