import { describe, expect, test } from 'vitest';
import { computeEdition } from '../../criteria/comparison/edition.ts';
import { isShown, type Member } from '../../criteria/comparison/edition-model.ts';
import { publicationsOf, readersOf, type Sharing, type Stretch } from '../../criteria/comparison/readers.ts';

/** What the public reads of one criterion, worked out by hand, when the showcase has told of one in the network. */
const members = (n: number): Member[] =>
  Array.from({ length: n }, (_, i) => ({
    organisation: String(1440 + i),
    submission: `s${i}`,
    group: 'B3',
    county: '14',
    population: 20_000,
    values: { 'criterion:SL-01': i % 5 },
  }));

function published(n: number, sharing: (i: number) => Sharing, told: readonly string[]) {
  const all = members(n);
  const stretch: Stretch = {
    edition: 0,
    sharing: new Map(all.map((row, i) => [row.submission, { sharing: sharing(i), toCounty: false, county: '14' }])),
    before: new Map(),
  };
  const stretches = [stretch, { ...stretch, edition: 1 }];
  const pages = computeEdition({
    number: 1,
    measures: [{ key: 'criterion:SL-01', kind: 'level', tasks: ['kommun', 'region'] }],
    members: all,
    superseded: [],
    publications: publicationsOf(stretches),
    readers: readersOf(stretches, { now: new Set(told), before: new Set() }),
    past: [],
    mode: 'renew',
  });
  const figure = pages.get('public')?.get('kommuner')?.['criterion:SL-01'];
  return isShown(figure) ? { n: figure.n, scope: figure.scope } : figure;
}

describe('whoever the showcase has told the public about', () => {
  test('is still protected itself: the twelve open ones do not become thirteen', () => {
    const one = (i: number) => (i === 0 ? 'natverket' : 'oppet');
    expect(published(13, one, [])).toEqual({ n: 12, scope: 'named' });
    expect(published(13, one, ['s0'])).toEqual({ n: 12, scope: 'named' });
  });

  test('does not count among those that hide each other: six others are enough, five with it are not', () => {
    const few = (count: number) => (i: number) => (i < count ? 'natverket' : 'oppet');
    expect(published(13, few(5), [])).toEqual({ n: 13, scope: 'everyone' });
    expect(published(13, few(5), ['s0'])).toEqual({ n: 8, scope: 'named' });
    expect(published(13, few(6), ['s0'])).toEqual({ n: 13, scope: 'everyone' });
  });
});
