import { LEVELS, type Level } from '../model.ts';

/** How many assessors chose each level, 0–4. */
export type Spread = readonly number[];

/** With fewer there is no spread: each would be seen (README, "Gemensam bedömning"). */
export const FEWEST_ASSESSORS = 3;

/** How the levels are spread; null when too few have chosen one. */
export function spreadOf(levels: readonly Level[]): Spread | null {
  if (levels.length < FEWEST_ASSESSORS) return null;
  return LEVELS.map((level) => levels.filter((each) => each === level).length);
}

export const assessorsIn = (spread: Spread): number => spread.reduce((sum, count) => sum + count, 0);

/**
 * How much assessors differ: the mean of the distance between the levels of every two of them (Gini's mean difference).
 * 0 when all chose alike, at most 4.
 */
export function disagreement(spread: Spread): number {
  const n = assessorsIn(spread);
  if (n < 2) return 0;
  let sum = 0;
  for (const [i, a] of spread.entries()) for (const [j, b] of spread.entries()) if (i < j) sum += a * b * (j - i);
  return sum / ((n * (n - 1)) / 2);
}

/** The levels that most chose, and the lowest and highest that anybody did. */
export function spreadWords(spread: Spread): { readonly low: Level; readonly high: Level; readonly most: Level[] } {
  const chosen = LEVELS.filter((level) => (spread[level] ?? 0) > 0);
  const top = Math.max(...spread);
  return { low: chosen[0] ?? 0, high: chosen.at(-1) ?? 0, most: chosen.filter((level) => spread[level] === top) };
}
