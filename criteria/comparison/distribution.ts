/** Numbers that describe a distribution. Values are whole numbers (levels, or tenths), so nothing is lost in binary. */

/** num ÷ den to the nearest whole number, half away from zero. `den` is positive. */
function rounded(num: number, den: number): number {
  const sign = num < 0 ? -1 : 1;
  return sign * Math.floor((2 * Math.abs(num) + den) / (2 * den)) + 0;
}

/**
 * The quartile q (1, 2 = median, 3) by linear interpolation between the closest values: Hyndman & Fan (1996), type 7,
 * the same as KVARTIL.INK in Excel. `sorted` is ascending and not empty; `perUnit` is how many of the values make one
 * unit (1 for levels, 10 for tenths). The answer is in units, with one decimal, half away from zero.
 */
export function quartile(sorted: readonly number[], q: 1 | 2 | 3, perUnit: number): number {
  if (sorted.length === 0) throw new Error('A quartile needs at least one value.');
  const position = (sorted.length - 1) * q;
  const at = Math.floor(position / 4);
  const low = sorted[at] ?? 0;
  const high = sorted[at + 1] ?? low;
  const quarters = 4 * low + (position % 4) * (high - low);
  return rounded(quarters * 10, 4 * perUnit) / 10;
}

export function median(sorted: readonly number[], perUnit: number): number {
  return quartile(sorted, 2, perUnit);
}

/** How many values there are at each level 0–4. */
export function histogram(levels: readonly number[]): number[] {
  const counts = [0, 0, 0, 0, 0];
  for (const level of levels) counts[level] = (counts[level] ?? 0) + 1;
  return counts;
}
