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

test('the nearest wider group that shows the measure stands in the place of what is withheld, and of nothing else', () => {
  const pages: Record<string, Page> = {
    'kommungrupp-b4': { a: shown(7), b: FEW, c: PROTECTED, d: PROTECTED, e: FEW },
    'huvudgrupp-b': { a: shown(20), b: shown(20), c: PROTECTED, d: FEW, e: PROTECTED },
    kommuner: { a: shown(60), b: shown(60), c: shown(60), d: FEW },
  };
  expect(insteadOf('kommungrupp-b4', pages['kommungrupp-b4'] ?? {}, (key) => pages[key] ?? {})).toEqual({
    b: { peers: 'huvudgrupp-b', figure: shown(20) },
    c: { peers: 'kommuner', figure: shown(60) },
  });
});
