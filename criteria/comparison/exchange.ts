import { isDelicate, type Measure } from './measure.ts';

/** A number from 0 up to, but not including, 1. Nobody can foresee it. */
export type Random = () => number;

/** How many of the protected values are exchanged: one in four. */
const EXCHANGED_ONE_IN = 4;
/** How many of those get any value that there is, whether anybody in the set has it or not: one in four again. */
const ANY_ONE_IN = 4;
/** From how many on nearly all of them on one low value would tell of each. */
export const FEWEST_ALIKE = 6;
/** How many of them must differ from a low value that the others have: one, and two that may pool what they know. */
const MUST_DIFFER = 3;

/** Where somebody stands among those who have sent, and what it is counted with. */
export interface Counted {
  readonly place: number;
  value: number;
}

/** Another value beside one that nobody in the set differs from: the next level, or five points. */
function beside({ kind }: Measure, value: number): number {
  if (kind === 'level') return value + 1;
  return value >= 1000 ? value - 50 : value + 50;
}

/** Any value that a measure can have, in its whole numbers. */
function anyValue({ kind }: Measure, random: Random): number {
  const [low, high] = kind === 'level' ? [0, 4] : [kind === 'change' ? -1000 : 0, 1000];
  return low + Math.floor(random() * (high - low + 1));
}

/**
 * Draws what is counted in the place of the values of those who wait for it, in one set: each of them, with one chance in
 * four, gets what another in the set has, which keeps the figures' shape, and now and then any value at all. So whatever is
 * read, and however much else is known, nobody can know that an answer was anyone's own. The first is record swapping
 * (Dalenius & Reiss 1982), the second randomized response (Warner 1965). `set` is what each would be counted with otherwise.
 */
export function exchange(
  measure: Measure,
  set: readonly Counted[],
  waits: (place: number) => boolean,
  random: Random,
): Counted[] {
  return set.flatMap(({ place, value }, i): Counted[] =>
    waits(place) ? [{ place, value: lotFor(measure, value, set, i, random) }] : [],
  );
}

/** What one value is counted as. `others` are those it may get a value of, but for the one at `except`. */
export function lotFor(
  measure: Measure,
  own: number,
  others: readonly Counted[],
  except: number,
  random: Random,
): number {
  if (random() * EXCHANGED_ONE_IN >= 1) return own;
  const among = others.length - (except < 0 ? 0 : 1);
  if (random() * ANY_ONE_IN < 1 || among < 1) return anyValue(measure, random);
  const other = Math.floor(random() * among);
  return others[except < 0 || other < except ? other : other + 1]?.value ?? own;
}

/**
 * Moves some of the drawn to what others in the set have, when nearly all that hide there would be counted with the same low
 * value: at least three must differ, where there are six or more. `settled` are those who have been drawn for before.
 */
export function loosen(
  measure: Measure,
  drawn: readonly Counted[],
  settled: readonly number[],
  set: readonly Counted[],
  random: Random,
): void {
  const hiding = drawn.length + settled.length;
  if (hiding < FEWEST_ALIKE) return;
  for (const [low, movable] of Map.groupBy(drawn, ({ value }) => value)) {
    if (!isDelicate(measure.kind, low)) continue;
    const alike = movable.length + settled.filter((value) => value === low).length;
    let left = Math.min(alike - (hiding - MUST_DIFFER), movable.length);
    if (left <= 0) continue;
    const others = set.flatMap(({ value }) => (value === low ? [] : [value]));
    for (; left > 0; left--) {
      const [moved] = movable.splice(Math.floor(random() * movable.length), 1);
      if (moved) moved.value = others[Math.floor(random() * others.length)] ?? beside(measure, low);
    }
  }
}
