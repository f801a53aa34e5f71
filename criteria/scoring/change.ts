import type { Mapping } from '../model.ts';
import { confirmedLevel, indexOfLevels, type AnswerState } from './score.ts';

/** The criteria whose answers mean the same thing in both versions: `same` and comparable `reworded`. */
export function comparableCodes(codes: readonly string[], mapping: Mapping | null): readonly string[] {
  if (!mapping) return codes;
  const comparable = new Set([
    ...mapping.same,
    ...mapping.reworded.filter((row) => row.comparable).map(({ code }) => code),
  ]);
  return codes.filter((code) => comparable.has(code));
}

/** Whether an answer to this criterion means the same in both versions; never without a mapping between them. */
export function isComparable(code: string, mapping: Mapping | null | undefined): boolean {
  return mapping !== undefined && comparableCodes([code], mapping).length === 1;
}

export interface Change {
  /** Number of criteria answered with a level both years and comparable between them. */
  readonly n: number;
  readonly before: number | null;
  readonly after: number | null;
}

/**
 * Change between two years over the same criteria. Indexes are 0–100 with one decimal,
 * or null when fewer than three criteria can be compared.
 */
export function changeBetween(
  codes: readonly string[],
  before: ReadonlyMap<string, AnswerState>,
  after: ReadonlyMap<string, AnswerState>,
  mapping: Mapping | null,
): Change {
  const pairs = comparableCodes(codes, mapping).flatMap((code) => {
    const earlier = confirmedLevel(before.get(code));
    const later = confirmedLevel(after.get(code));
    return earlier === null || later === null ? [] : [{ earlier, later }];
  });
  return {
    n: pairs.length,
    before: indexOfLevels(pairs.map(({ earlier }) => earlier)),
    after: indexOfLevels(pairs.map(({ later }) => later)),
  };
}
