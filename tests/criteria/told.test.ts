import { describe, expect, test } from 'vitest';
import { isShown } from '../../criteria/comparison/edition-model.ts';
import type { Sharing } from '../../criteria/comparison/readers.ts';
import { editionOf, kommuner } from './network-of.ts';

/** What the public reads of one criterion, worked out by hand, when the showcase has told of one in the network. */
function published(n: number, sharing: (i: number) => Sharing, told: readonly string[]) {
  const { pages } = editionOf({
    measures: [{ key: 'criterion:SL-01', kind: 'level', tasks: ['kommun', 'region'] }],
    members: kommuner('B3', n, (i) => ({ 'criterion:SL-01': i % 5 })),
    sharing: ({ submission }) => sharing(Number(submission.split('-')[1])),
    told: { now: new Set(told), before: new Set() },
  });
  const figure = pages.get('public')?.get('kommuner')?.['criterion:SL-01'];
  return isShown(figure) ? { n: figure.n, scope: figure.scope } : figure;
}

describe('whoever the showcase has told the public about', () => {
  test('is still protected itself: the twelve open ones do not become thirteen', () => {
    const one = (i: number) => (i === 0 ? 'natverket' : 'oppet');
    expect(published(13, one, [])).toEqual({ n: 12, scope: 'named' });
    expect(published(13, one, ['B3-0'])).toEqual({ n: 12, scope: 'named' });
  });

  test('does not count among those that hide each other: six others are enough, five with it are not', () => {
    const few = (count: number) => (i: number) => (i < count ? 'natverket' : 'oppet');
    expect(published(13, few(5), [])).toEqual({ n: 13, scope: 'everyone' });
    expect(published(13, few(5), ['B3-0'])).toEqual({ n: 8, scope: 'named' });
    expect(published(13, few(6), ['B3-0'])).toEqual({ n: 13, scope: 'everyone' });
  });
});
