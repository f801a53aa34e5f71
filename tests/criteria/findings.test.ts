import { describe, expect, test } from 'vitest';
import type { Rules } from '../../criteria/model.ts';
import { findingsOf, type Given, type ReadAnswer } from '../../criteria/scoring/findings.ts';

/** What is asked before an assessment is locked, by rules written here and not by the catalogue's. */
const RULES: Rules = {
  implies: [{ from: 'A', level: 3, to: 'B', atLeast: 1, why: 'A bygger på B.' }],
  contradicts: [{ criterion: 'A', level: 2, condition: 'F', options: [0, 1], why: 'A kräver F.' }],
  indicators: [{ indicator: 'N', below: 50, criterion: 'A', level: 3, why: 'A kräver N.' }],
};
const NONE: Rules = { implies: [], contradicts: [], indicators: [] };

const answer = (level: number | null, over: Partial<ReadAnswer> = {}): ReadAnswer => ({
  level: level as ReadAnswer['level'],
  notApplicable: false,
  motivation: 'Text.',
  evidence: ['2026-01-01'],
  before: null,
  ...over,
});
const given = (answers: Record<string, ReadAnswer>, over: Partial<Given> = {}): Given => ({
  year: 2026,
  answers: new Map(Object.entries(answers)),
  choices: new Map(),
  values: new Map(),
  ...over,
});
const kinds = (rules: Rules, one: Given) => findingsOf(rules, one).map(({ kind }) => kind);

describe('one level needs another', () => {
  test.each([
    [3, 0, true],
    [4, 0, true],
    [3, 1, false],
    [2, 0, false],
    [3, null, false],
  ])('A on %s and B on %s: %s', (a, b, fires) => {
    expect(kinds(RULES, given({ A: answer(a), B: answer(b) }))).toEqual(fires ? ['implies'] : []);
  });
  test('what is not applicable, not answered or not confirmed says nothing against', () => {
    const a = { A: answer(3) };
    expect(kinds(RULES, given(a))).toEqual([]);
    expect(kinds(RULES, given({ ...a, B: answer(null, { notApplicable: true }) }))).toEqual([]);
    expect(kinds(RULES, given({ ...a, B: answer(0, { toConfirm: true }) }))).toEqual([]);
    expect(kinds(RULES, given({ A: answer(3, { toConfirm: true }), B: answer(0) }))).toEqual([]);
  });
  test('names both, with their levels and the reason; another level is another question', () => {
    const [first] = findingsOf(RULES, given({ A: answer(3), B: answer(0) }));
    const [then] = findingsOf(RULES, given({ A: answer(4), B: answer(0) }));
    expect(first).toMatchObject({ code: 'A', level: 3, other: 'B', otherLevel: 0, atLeast: 1, why: 'A bygger på B.' });
    expect(then?.key).not.toBe(first?.key);
  });
});

describe('conditions and indicators', () => {
  test.each([
    [2, 0, true],
    [2, 1, true],
    [2, 2, false],
    [1, 0, false],
  ])('A on %i and option %i: %s', (level, option, fires) => {
    const found = kinds(RULES, given({ A: answer(level) }, { choices: new Map([['F', option]]) }));
    expect(found).toEqual(fires ? ['contradicts'] : []);
  });
  test.each([
    [3, 49.9, true],
    [3, 50, false],
    [3, 0, true],
    [2, 0, false],
  ])('A on %i and the indicator %f: %s', (level, value, fires) => {
    const found = kinds(RULES, given({ A: answer(level) }, { values: new Map([['N', value]]) }));
    expect(found).toEqual(fires ? ['indicator'] : []);
  });
});

describe('gaps', () => {
  test('only level 4 is asked for evidence', () => {
    expect(kinds(NONE, given({ A: answer(4, { evidence: [] }), B: answer(3, { evidence: [] }) }))).toEqual([
      'undocumented',
    ]);
  });
  test.each([
    [['2022-12-31'], true],
    [['2023-01-01'], false],
    [['2020-01-01', '2025-05-01'], false],
    [['2020-01-01', undefined], false],
    [[undefined], false],
    [[], false],
  ])('evidence of %j in 2026 is too old: %s', (evidence, old) => {
    expect(kinds(NONE, given({ A: answer(2, { evidence }) }))).toEqual(old ? ['old-evidence'] : []);
  });
  test('on level 1 nothing has to be shown', () => {
    expect(kinds(NONE, given({ A: answer(1, { evidence: ['2010-01-01'] }) }))).toEqual([]);
  });
  test('a level that moved while the words stood still', () => {
    const found = findingsOf(NONE, given({ A: answer(3, { before: { level: 1, motivation: 'Text.' } }) }));
    expect(found).toMatchObject([{ kind: 'moved-unexplained', code: 'A', before: 1, level: 3 }]);
    expect(kinds(NONE, given({ A: answer(3, { before: { level: 1, motivation: 'Annat.' } }) }))).toEqual([]);
    expect(kinds(NONE, given({ A: answer(3, { before: { level: null, motivation: 'Text.' } }) }))).toEqual([]);
    const empty = { motivation: '', before: { level: 1, motivation: '' } };
    expect(kinds(NONE, given({ A: answer(3, empty) }))).toEqual([]);
  });
  test('what is the same as last year is one question, about all of them', () => {
    const same = { before: { level: 2, motivation: 'Text.' } };
    expect(findingsOf(NONE, given({ A: answer(2, same), B: answer(2), C: answer(2, same) }))).toMatchObject([
      { kind: 'repeated', codes: ['A', 'C'] },
    ]);
  });
});
