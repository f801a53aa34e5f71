import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { histogram, median, quartile } from '../../criteria/comparison/distribution.ts';
import { figureOf } from '../../criteria/comparison/figure.ts';

/** Worked out by hand, and checked with KVARTIL.INK / numpy.percentile (method "linear"). */
const GOLDEN = [
  { values: [7], q1: 7, q2: 7, q3: 7 },
  { values: [0, 4], q1: 1, q2: 2, q3: 3 },
  { values: [1, 2, 3], q1: 1.5, q2: 2, q3: 2.5 },
  { values: [0, 1, 1, 2], q1: 0.8, q2: 1, q3: 1.3 }, // 0.75 and 1.25, half away from zero
  { values: [0, 1, 1, 2, 4], q1: 1, q2: 1, q3: 2 },
  { values: [1, 2, 3, 4, 5, 6], q1: 2.3, q2: 3.5, q3: 4.8 }, // 2.25 and 4.75
  { values: [0, 0, 1, 1, 2, 2, 3, 3, 4, 4], q1: 1, q2: 2, q3: 3 },
  { values: [1, 1, 1, 2, 2, 3, 3, 4, 4, 4, 4], q1: 1.5, q2: 3, q3: 4 },
];

describe('quartiles', () => {
  for (const { values, q1, q2, q3 } of GOLDEN) {
    it(`of ${values.join(', ')} are ${q1}, ${q2}, ${q3}`, () => {
      expect([quartile(values, 1, 1), median(values, 1), quartile(values, 3, 1)]).toEqual([q1, q2, q3]);
    });
  }

  it('of tenths keep one decimal: indexes 41.7, 43.8, 50.0, 52.1, 60.4, 66.7', () => {
    // positions 1.25, 2.5, 3.75: 43.8+0.25*6.2=45.35, (50.0+52.1)/2=51.05, 52.1+0.75*8.3=58.325
    const tenths = [417, 438, 500, 521, 604, 667];
    expect([quartile(tenths, 1, 10), median(tenths, 10), quartile(tenths, 3, 10)]).toEqual([45.4, 51.1, 58.3]);
  });

  it('of changes for the worse round half away from zero: -1.5 and -0.2 have the median -0.9', () => {
    expect(median([-15, -2], 10)).toBe(-0.9); // -0.85
    expect(median([-1, 0], 10)).toBe(-0.1); // -0.05
    expect(Object.is(median([0, 0], 10), 0)).toBe(true);
  });

  it('lie in order and within the values, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 60 }), (values) => {
        const sorted = values.toSorted((a, b) => a - b);
        const [q1, q2, q3] = ([1, 2, 3] as const).map((q) => quartile(sorted, q, 1)) as [number, number, number];
        expect(q1).toBeLessThanOrEqual(q2);
        expect(q2).toBeLessThanOrEqual(q3);
        expect(q1).toBeGreaterThanOrEqual(sorted[0] ?? 0);
        expect(q3).toBeLessThanOrEqual(sorted.at(-1) ?? 0);
        // At least half of the values are at or below the median, and half at or above.
        expect(sorted.filter((value) => value <= q2 + 0.05).length * 2).toBeGreaterThanOrEqual(sorted.length);
        expect(sorted.filter((value) => value >= q2 - 0.05).length * 2).toBeGreaterThanOrEqual(sorted.length);
      }),
    );
  });
});

describe('a figure', () => {
  it('has n and median from five answers, quartiles and histogram from ten', () => {
    expect(figureOf('level', [0, 1, 2, 3])).toBeNull();
    expect(figureOf('level', [0, 1, 2, 3, 4])).toEqual({ n: 5, median: 2, quartiles: null, levels: null });
    expect(figureOf('level', [0, 0, 1, 1, 2, 2, 3, 3, 4, 4])).toEqual({
      n: 10,
      median: 2,
      quartiles: [1, 3],
      levels: histogram([0, 0, 1, 1, 2, 2, 3, 3, 4, 4]),
    });
    expect(figureOf('index', [100, 200, 300, 400, 500, 600, 700, 800, 900, 1000])?.levels).toBeNull();
  });

  it('is shown whatever the answers are: one that is missing would tell of them', () => {
    for (const level of [0, 1, 2, 3, 4]) expect(figureOf('level', Array<number>(12).fill(level))?.median).toBe(level);
  });
});

describe('how much of a distribution is told', () => {
  it.each([
    [4, null],
    [5, null],
    [9, null],
    [10, [1, 3]],
  ])('with %i answers the quartiles are %j', (n, quartiles) => {
    const levels = Array.from({ length: n }, (_, i) => (i < n / 2 ? 1 : 3));
    const figure = figureOf('level', levels);
    expect(figure === null).toBe(n < 5);
    expect(figure?.quartiles ?? null).toEqual(quartiles);
    expect(figure?.levels === undefined || figure.levels === null).toBe(n < 10);
  });
});
