import { describe, expect, test } from 'vitest';
import type { Level } from '../../criteria/model.ts';
import { disagreement, spreadOf, spreadWords } from '../../criteria/scoring/spread.ts';

/** README, "Gemensam bedömning". The numbers are worked out by hand. */
describe('the spread of what assessors chose', () => {
  test.each<[readonly Level[], readonly number[] | null]>([
    [[], null],
    [[2], null],
    [[0, 4], null],
    [
      [1, 1, 4],
      [0, 2, 0, 0, 1],
    ],
    [
      [0, 1, 2, 3, 4, 4],
      [1, 1, 1, 1, 2],
    ],
  ])('of %j is %j', (levels, spread) => {
    expect(spreadOf(levels)).toEqual(spread);
  });

  test.each<[readonly number[], number]>([
    // All alike.
    [[0, 0, 5, 0, 0], 0],
    // 1, 1, 4: the distances are 0, 3 and 3.
    [[0, 2, 0, 0, 1], 2],
    // 0, 0, 4, 4: four of the six pairs are four apart.
    [[2, 0, 0, 0, 2], 16 / 6],
    // One of each: 4 × 1 + 3 × 2 + 2 × 3 + 1 × 4 = 20 over ten pairs.
    [[1, 1, 1, 1, 1], 2],
    [[0, 0, 0, 0, 0], 0],
  ])('%j: the mean distance between two assessors is %d', (spread, mean) => {
    expect(disagreement(spread)).toBeCloseTo(mean, 10);
  });

  test('goes from the lowest to the highest, and says what most chose', () => {
    expect(spreadWords([0, 2, 0, 1, 0])).toEqual({ low: 1, high: 3, most: [1] });
    expect(spreadWords([0, 0, 3, 0, 0])).toEqual({ low: 2, high: 2, most: [2] });
    expect(spreadWords([1, 0, 2, 2, 0])).toEqual({ low: 0, high: 3, most: [2, 3] });
  });
});
