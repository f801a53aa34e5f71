/** A confirmed level of one criterion, by year. */
export interface YearLevel {
  readonly year: number;
  /** The version of the criteria that it was set by. */
  readonly catalogue: string;
  readonly level: number;
}

export interface Movement {
  /** Where the action set out; null when the criterion had no level then. */
  readonly from: YearLevel | null;
  /** The newest level since; null until a later year has one. */
  readonly to: YearLevel | null;
  /** Whether the two mean the same thing; without a later level they do. */
  readonly comparable: boolean;
  /** Whether the level aimed at is reached; null where nobody can say. */
  readonly reached: boolean | null;
}

/**
 * Did the level move? An action sets out from the level of one year and is followed up by the newest later one, when the
 * criterion means the same in both (`comparable`). A target is read in the words of the year it was set.
 */
export function movementOf(
  levels: readonly YearLevel[],
  { baseYear, target }: { readonly baseYear: number | null; readonly target: number | null },
  comparable: (from: string, to: string) => boolean,
): Movement {
  const from = levels.find(({ year }) => year === baseYear) ?? null;
  const later = levels.filter(({ year }) => baseYear === null || year > baseYear);
  const to = later.reduce<YearLevel | null>(
    (newest, each) => (newest && newest.year > each.year ? newest : each),
    null,
  );
  const same = !from || !to || comparable(from.catalogue, to.catalogue);
  return { from, to, comparable: same, reached: target === null || !to || !same ? null : to.level >= target };
}
