import { describe, expect, it } from 'vitest';
import { changesOf, measuresOf, valuesOf, type Answered } from '../../criteria/comparison/measure.ts';
import { peerGroup, PEER_GROUPS, peersOf, wideningPeers } from '../../criteria/comparison/peer-groups.ts';
import type { AnswerState } from '../../criteria/scoring/score.ts';
import { catalogueOf, criterion, mapping, v2 } from './builders.ts';

const levels = (given: Readonly<Record<string, AnswerState['level']>>) =>
  new Map(Object.entries(given).map(([code, level]): [string, AnswerState] => [code, { level, notApplicable: false }]));

const answered = (given: Parameters<typeof levels>[0], change: Partial<Answered> = {}): Answered => ({
  organisation: '1281',
  catalogue: '2.0',
  track: 'full',
  states: levels(given),
  shares: new Map(),
  ...change,
});

const five = catalogueOf(['SL-01', 'SL-02', 'SL-03', 'SL-04', 'SL-05'].map((code) => criterion(code)));

describe('the values that enter comparison', () => {
  it('are the index of a group that is answered to 80 per cent, in tenths, and each level', () => {
    // 4 of 5 answered: 1+2+2+3 = 8 of 16 = 50.0
    const values = valuesOf(five, answered({ 'SL-01': 1, 'SL-02': 2, 'SL-03': 2, 'SL-04': 3 }));
    expect(values['area:SL']).toBe(500);
    expect(values['criterion:SL-04']).toBe(3);
    expect(values['criterion:SL-05']).toBeUndefined();
  });

  it('leave out an incomplete index, an answer that nobody has confirmed, and one that is not applicable', () => {
    const states = levels({ 'SL-01': 1, 'SL-02': 2, 'SL-03': 2 });
    states.set('SL-04', { level: 3, notApplicable: false, toConfirm: true });
    expect(valuesOf(five, answered({}, { states }))).toEqual({
      'criterion:SL-01': 1,
      'criterion:SL-02': 2,
      'criterion:SL-03': 2,
    });
    states.set('SL-04', { level: null, notApplicable: true });
    states.set('SL-05', { level: null, notApplicable: true });
    expect(valuesOf(five, answered({}, { states }))['area:SL']).toBe(417); // 5 of 12 = 41.67
  });

  it('are per criterion only for the starter track', () => {
    const all = { 'SL-01': 1, 'SL-02': 2, 'SL-03': 2, 'SL-04': 3, 'SL-05': 0 } as const;
    const values = valuesOf(five, answered(all, { track: 'starter' }));
    expect(Object.keys(values).every((key) => key.startsWith('criterion:'))).toBe(true);
    expect(values['criterion:SL-05']).toBe(0);
  });

  it('hold Region Gotland to what is asked of a kommun', () => {
    const both = catalogueOf([
      ...['SL-01', 'SL-02', 'SL-03'].map((code) => criterion(code, { appliesTo: ['kommun'] })),
      criterion('SL-04', { appliesTo: ['region'] }),
    ]);
    const given = { 'SL-01': 4, 'SL-02': 4, 'SL-03': 4, 'SL-04': 0 } as const;
    const values = valuesOf(both, answered(given, { organisation: '0980' }));
    expect(values['area:SL']).toBe(1000);
    expect(values['criterion:SL-04']).toBeUndefined();
  });

  it('turn a share into tenths of a per cent: 1 of 3 is 33.3, 2 of 3 is 66.7', () => {
    const share = (numerator: number, denominator: number) =>
      valuesOf(v2, answered({}, { shares: new Map([['NT-01', { numerator, denominator }]]) }))['indicator:NT-01'];
    expect([share(1, 3), share(2, 3), share(1, 8), share(0, 5)]).toEqual([333, 667, 125, 0]);
  });

  it('have no index for a theme with fewer than three criteria', () => {
    const keys = measuresOf(v2).map(({ key }) => key);
    expect(keys).toContain('theme:rasism-antisemitism');
    expect(keys).not.toContain('theme:hbtqi');
  });
});

describe('change for the same panel', () => {
  const before = answered({ 'SL-01': 1, 'SL-02': 1, 'SL-03': 1, 'SL-04': 1, 'SL-05': 4 });
  const after = answered({ 'SL-01': 2, 'SL-02': 3, 'SL-03': 1, 'SL-04': 1, 'SL-05': 0 });
  const year = (given: Answered) => ({ answered: given, values: valuesOf(five, given) });

  it('is over the criteria that mean the same both years', () => {
    // Without SL-05, which is reworded and not comparable: 4 of 16 = 25.0 to 7 of 16 = 43.8
    const map = mapping({
      same: ['SL-01', 'SL-02', 'SL-03', 'SL-04'],
      reworded: [{ code: 'SL-05', comparable: false, why: '' }],
    });
    expect(changesOf(five, year(before), year(after), map)['change:area:SL']).toBe(188);
    // With all five, same version: 8 of 20 = 40.0 to 7 of 20 = 35.0
    expect(changesOf(five, year(before), year(after), null)['change:area:SL']).toBe(-50);
  });

  it('is nothing when a year is incomplete, or the versions cannot be compared', () => {
    const partly = answered({ 'SL-01': 2, 'SL-02': 3, 'SL-03': 1 });
    expect(changesOf(five, year(before), year(partly), null)).toEqual({});
    expect(changesOf(five, year(before), year(after), undefined)).toEqual({});
  });
});

describe('peer groups', () => {
  const kommun = (group: string, population: number) => ({ organisation: '1281', group, county: '12', population });

  it('are one list in a fixed order', () => {
    expect(PEER_GROUPS).toHaveLength(1 + 1 + 3 + 8 + 4 + 21);
    expect(new Set(PEER_GROUPS.map(({ key }) => key)).size).toBe(PEER_GROUPS.length);
    for (const key of peersOf(kommun('B3', 120_000))) expect(peerGroup(key)?.key).toBe(key);
  });

  it('follow kommungrupp, huvudgrupp, county and size, and show A1 with A2', () => {
    expect(peersOf(kommun('A1', 500_000))).toEqual([
      'kommuner',
      'huvudgrupp-a',
      'kommungrupp-a2',
      'storlek-4',
      'lan-12',
    ]);
    const sizes = [14_999, 15_000, 49_999, 50_000, 99_999, 100_000].map((n) => peersOf(kommun('C6', n))[3]);
    expect(sizes).toEqual(['storlek-1', 'storlek-2', 'storlek-2', 'storlek-3', 'storlek-3', 'storlek-4']);
  });

  it('keep regioner for themselves and Gotland with the kommuner', () => {
    const place = { group: '', county: '12', population: 1_300_000 };
    expect(peersOf({ organisation: '12', ...place })).toEqual(['regioner']);
    expect(peersOf({ organisation: '0980', group: 'C6', county: '09', population: 58_000 })).toContain('kommuner');
    expect(wideningPeers(kommun('B4', 20_000))).toEqual(['kommungrupp-b4', 'huvudgrupp-b', 'kommuner']);
    expect(wideningPeers({ organisation: '12', ...place })).toEqual(['regioner']);
  });
});
