import { describe, expect, test } from 'vitest';
import { divideGroups, type Counted } from '../../criteria/comparison/merged-groups.ts';
import {
  keyOfGroups,
  mergedCodes,
  peerGroup,
  peerGroupsWith,
  peersOf,
  shortName,
} from '../../criteria/comparison/peer-groups.ts';

const MEASURES = ['area:SL', 'criterion:SL-01'];

/** So many kommuner of a kommungrupp, of which the first are protected from the members, all with the same answers. */
const kommuner = (group: string, n: number, isProtected: number, answered: readonly string[] = MEASURES): Counted[] =>
  Array.from({ length: n }, (_, i) => ({
    organisation: `${1000 + i}`,
    group,
    county: '14',
    population: 20_000,
    answered,
    isProtected: i < isProtected,
  }));

describe('the sets of a year', () => {
  test('are the kommungrupper themselves when each has six protected or none', () => {
    const network = ['A2', 'B3', 'B4', 'B5', 'C6', 'C7', 'C8', 'C9'].flatMap((code, i) =>
      kommuner(code, 12, i % 2 === 0 ? 6 : 0),
    );
    expect(divideGroups(network)).toEqual([
      'kommungrupp-a2',
      'kommungrupp-b3',
      'kommungrupp-b4',
      'kommungrupp-b5',
      'kommungrupp-c6',
      'kommungrupp-c7',
      'kommungrupp-c8',
      'kommungrupp-c9',
    ]);
  });

  // By hand: A2 has 4 protected and needs B3's 6. B5's 3 make 7 with B4's 4. C8 and C9 have 5 together: with C7 they are 11.
  test('take neighbours together until each has six protected, and no more than that', () => {
    const network = [
      ...kommuner('A2', 8, 4),
      ...kommuner('B3', 9, 6),
      ...kommuner('B4', 7, 4),
      ...kommuner('B5', 6, 3),
      ...kommuner('C6', 14, 7),
      ...kommuner('C7', 12, 6),
      ...kommuner('C8', 5, 3),
      ...kommuner('C9', 4, 2),
    ];
    expect(divideGroups(network)).toEqual([
      'kommungrupper-a2-b3',
      'kommungrupper-b4-b5',
      'kommungrupp-c6',
      'kommungrupper-c7-c8-c9',
    ]);
  });

  test('stay within a huvudgrupp when that shows as much', () => {
    // B5 alone has 3 protected: with B4 it is 9, with C6 it would be 9 too.
    const network = [...kommuner('B4', 10, 6), ...kommuner('B5', 10, 3), ...kommuner('C6', 10, 6)];
    expect(divideGroups(network).filter((key) => key.includes('b5'))).toEqual(['kommungrupper-b4-b5']);
  });

  test('count who has answered: six members of whom one has not are five', () => {
    const all = (late: readonly string[]) => [
      ...kommuner('B3', 9, 5),
      ...kommuner('B3', 1, 1, late),
      ...kommuner('B4', 10, 6),
    ];
    expect(divideGroups(all(MEASURES))).toContain('kommungrupp-b3');
    expect(divideGroups(all([]))).toContain('kommungrupper-b3-b4');
  });

  test('hold no regions', () => {
    const region = { ...kommuner('', 1, 1)[0], organisation: '12' } as Counted;
    expect(divideGroups([region, ...kommuner('B3', 6, 6)])).toEqual(divideGroups(kommuner('B3', 6, 6)));
  });
});

describe('a group of several kommungrupper', () => {
  test.each<[readonly string[], string]>([
    [['C7'], 'kommungrupp-c7'],
    [['B4', 'B5'], 'kommungrupper-b4-b5'],
    [['A2'], 'kommungrupp-a2'],
    [['B3', 'B4', 'B5'], 'huvudgrupp-b'],
    [['C6', 'C7', 'C8', 'C9'], 'huvudgrupp-c'],
    [['A2', 'B3', 'B4', 'B5', 'C6', 'C7', 'C8', 'C9'], 'kommuner'],
  ])('%j is %s', (codes, key) => {
    expect(keyOfGroups(codes)).toBe(key);
  });

  test('has a name that says what it holds', () => {
    expect(peerGroup('kommungrupper-b3-b4-b5-c6')?.name).toBe(
      'B3–C6 Större städer, pendlingskommuner nära större stad, lågpendlingskommuner nära större stad och mindre städer',
    );
  });

  test.each([
    ['kommungrupper-b3-b4-b5-c6', 'B3–C6'],
    ['kommungrupp-a2', 'A1–A2'],
    ['huvudgrupp-c', 'Huvudgrupp C'],
    ['kommuner', 'Alla kommuner i nätverket'],
    ['lan-12', 'Skåne län'],
  ])('%s is %s in a chart', (key, short) => {
    expect(shortName(peerGroup(key) ?? { kind: 'all', name: '' })).toBe(short);
  });

  test.each([
    'kommungrupper-b4-b3',
    'kommungrupper-b4',
    'kommungrupper-b3-b4-b5',
    'kommungrupper-',
    'kommungrupper-x1-y2',
  ])('%s is none', (key) => {
    expect(mergedCodes(key)).toEqual([]);
    expect(peerGroup(key)).toBeUndefined();
  });

  test('stands among the others after the huvudgrupper, and holds its kommuner', () => {
    const keys = peerGroupsWith(['lan-12', 'kommungrupper-a2-b3', 'kommuner']).map(({ key }) => key);
    expect(keys.slice(4, 7)).toEqual(['huvudgrupp-c', 'kommungrupper-a2-b3', 'kommungrupp-a2']);
    const stockholm = { organisation: '0180', group: 'A1', county: '01', population: 900_000 };
    expect(peersOf(stockholm, keys)).toContain('kommungrupper-a2-b3');
    expect(peersOf({ ...stockholm, group: 'B4' }, keys)).not.toContain('kommungrupper-a2-b3');
  });
});
