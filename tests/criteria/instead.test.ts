import { expect, test } from 'vitest';
import { insteadOf } from '../../criteria/comparison/instead.ts';
import type { Figure, Page } from '../../criteria/comparison/edition-model.ts';
import { PEER_GROUPS, widerThan } from '../../criteria/comparison/peer-groups.ts';

const shown = (n: number): Figure => ({
  n,
  median: 2,
  quartiles: null,
  levels: null,
  scope: 'everyone',
  without: 0,
  edition: 1,
});
const FEW: Figure = { withheld: 'few' };
const PROTECTED: Figure = { withheld: 'protected' };

test.each([
  ['kommungrupp-b4', ['huvudgrupp-b', 'kommuner']],
  ['kommungrupp-a2', ['huvudgrupp-a', 'kommuner']],
  ['huvudgrupp-c', ['kommuner']],
  ['storlek-2', ['kommuner']],
  ['lan-12', ['kommuner']],
  ['kommuner', []],
  ['regioner', []],
  ['finns-inte', []],
])('what is wider than %s', (key, wider) => {
  expect(widerThan(key)).toEqual(wider);
});

test('every group but the widest has one that is wider, and it is a group', () => {
  const keys = new Set(PEER_GROUPS.map(({ key }) => key));
  for (const { key, kind } of PEER_GROUPS) {
    expect(widerThan(key).length > 0).toBe(kind !== 'all');
    for (const wider of widerThan(key)) expect(keys.has(wider)).toBe(true);
  }
});

test('a kommungrupp of a year with merged groups lies within its own of them first', () => {
  const merged = ['kommungrupper-a2-b3', 'kommungrupper-b4-b5'];
  expect(widerThan('kommungrupp-b4', merged)).toEqual(['kommungrupper-b4-b5', 'huvudgrupp-b', 'kommuner']);
  expect(widerThan('kommungrupper-b4-b5', merged)).toEqual(['kommuner']);
});

const named = (n: number): Figure => ({ ...shown(n), scope: 'named' });
const pages = new Map<string, Page>([
  ['kommungrupp-b4', { a: shown(7), b: FEW, c: PROTECTED, d: PROTECTED, e: FEW, f: named(6), g: named(6), h: FEW }],
  ['kommungrupper-b4-b5', { b: named(11), f: shown(15), g: named(11), h: named(11) }],
  ['huvudgrupp-b', { a: shown(20), b: shown(20), c: PROTECTED, d: FEW, e: PROTECTED, g: named(14) }],
  ['kommuner', { a: shown(60), b: shown(60), c: shown(60), d: FEW, f: shown(60), g: shown(60) }],
]);
const instead = insteadOf('kommungrupp-b4', pages.get('kommungrupp-b4') ?? {}, pages);

test.each([
  ['a', 'over everyone itself', undefined],
  ['b', 'withheld, over everyone in the huvudgrupp', { peers: 'huvudgrupp-b', figure: shown(20) }],
  ['c', 'withheld, over everyone in all only', { peers: 'kommuner', figure: shown(60) }],
  ['d', 'withheld everywhere', undefined],
  ['f', 'over the named, over everyone in its set', { peers: 'kommungrupper-b4-b5', figure: shown(15) }],
  ['g', 'over the named, over everyone in all only: the near ones stand', undefined],
  ['h', 'withheld, over the named in its set and nowhere else', { peers: 'kommungrupper-b4-b5', figure: named(11) }],
])('%s, %s', (measure, _how, stands) => {
  expect(instead[measure]).toEqual(stands);
});
