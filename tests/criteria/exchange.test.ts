import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { exchange, loosen, type Random } from '../../criteria/comparison/exchange.ts';
import type { Measure } from '../../criteria/comparison/measure.ts';
import { SeededRandom } from '../../server/demo/random.ts';

const LEVEL: Measure = { key: 'criterion:SL-10', kind: 'level', tasks: ['kommun'] };

/** What each of the protected, who come first, is counted with: the last of them have been drawn for before. */
function shownAs(levels: readonly number[], isProtected: number, random: Random, settled = 0): readonly number[] {
  const set = levels.map((value, place) => ({ place, value }));
  const drawn = exchange(LEVEL, set, (place) => place < isProtected - settled, random);
  if (drawn.length !== isProtected - settled) throw new Error('Somebody has not been drawn for.');
  const known = levels.slice(isProtected - settled, isProtected);
  loosen(LEVEL, drawn, known, set, random);
  return [...drawn.map(({ value }) => value), ...known];
}

const NEVER: Random = () => 0.999;

describe('what is counted in the place of protected answers', () => {
  test('is their own when the lot does not fall on them', () => {
    expect(shownAs([0, 1, 2, 3, 4, 0, 2], 6, NEVER)).toEqual([0, 1, 2, 3, 4, 0]);
  });

  test('is what another in the set has when it does: never their own place', () => {
    // The lot: falls on the first (0.1 < 1/4), not on any value (0.9), but on what the last of the others has; on none after.
    const lots = [0.1, 0.9, 0.9, ...Array<number>(10).fill(0.999)];
    expect(shownAs([0, 1, 2, 3, 4, 1], 6, () => lots.shift() ?? 0.999)).toEqual([1, 1, 2, 3, 4, 1]);
  });

  test('is any level at all for one in four of those, also one that nobody has', () => {
    const lots = [0.1, 0.1, 0.99, ...Array<number>(10).fill(0.999)];
    expect(shownAs([1, 1, 2], 3, () => lots.shift() ?? 0.999)).toEqual([4, 1, 2]);
  });

  test('falls on one in four', () => {
    const random = new SeededRandom(1);
    let exchanged = 0;
    for (let i = 0; i < 1000; i++) {
      // All different but for one, so that what is exchanged is seen.
      const levels = [0, 1, 2, 3, 4, 3];
      const shown = shownAs(levels, 5, () => random.next());
      exchanged += shown.filter((level, at) => level !== levels[at]).length;
    }
    // Of the four in five that are seen to be another.
    expect(exchanged / 5000).toBeGreaterThan(0.2);
    expect(exchanged / 5000).toBeLessThan(0.26);
  });

  test('can be the same whatever one of them has answered: no figure rules any level out for anybody', () => {
    const random = new SeededRandom(2);
    const outcomes = (levels: readonly number[]) =>
      new Set(Array.from({ length: 60_000 }, () => shownAs(levels, 2, () => random.next()).join()));
    const every = [0, 1, 2, 3, 4].flatMap((a) => [0, 1, 2, 3, 4].map((b) => `${a},${b}`)).toSorted();
    for (const own of [0, 1, 2, 3, 4]) expect([...outcomes([own, 3, 3])].toSorted()).toEqual(every);
  });

  test('is drawn for nobody but those who wait for it', () => {
    expect(shownAs([1, 2, 3, 4, 0, 1, 2], 0, () => 0)).toEqual([]);
  });
});

describe('six protected on the same low level', () => {
  test.each([0, 1, 2])('are never shown all at %i, nor all but two: three of them get what others have', (low) => {
    const shown = shownAs([low, low, low, low, low, low, 4, 4], 6, NEVER);
    expect(shown.filter((level) => level === low)).toHaveLength(3);
    expect(shown.filter((level) => level === 4)).toHaveLength(3);
  });

  test('get the next level when nobody has another', () => {
    expect(shownAs([0, 0, 0, 0, 0, 0], 6, NEVER).toSorted()).toEqual([0, 0, 0, 1, 1, 1]);
  });

  test('of whom four have been drawn for before: the two others cannot stay', () => {
    expect(shownAs([0, 0, 0, 0, 0, 0, 4], 6, NEVER, 4)).toEqual([4, 4, 0, 0, 0, 0]);
  });

  test.each([3, 4])('stay on %i, which nobody minds being known to have', (high) => {
    expect(shownAs(Array<number>(6).fill(high), 6, NEVER)).toEqual(Array<number>(6).fill(high));
  });

  test('whatever the lot and the answers: at least three of six or more differ from any low level', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 6, maxLength: 30 }),
        fc.integer(),
        (levels, seed) => {
          const random = new SeededRandom(seed);
          const shown = shownAs(levels, levels.length, () => random.next());
          for (const low of [0, 1, 2])
            expect(shown.filter((level) => level === low).length).toBeLessThanOrEqual(levels.length - 3);
        },
      ),
    );
  });
});
