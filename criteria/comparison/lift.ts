import { byName } from '../order.ts';
import type { Criterion, Level } from '../model.ts';
import { peersOf, type Standing } from './peer-groups.ts';

/** A criterion where the organisation is below its peers. */
export interface Lift {
  readonly code: string;
  readonly level: Level;
  readonly median: number;
  /** How far below, in levels. */
  readonly below: number;
}

/**
 * "Vad lyfter oss mest": the criteria furthest below the peer group's median. Ties: most roles first, then those of
 * the starter track, then the catalogue's order (README, "Jämförelsen").
 */
export function mostLifting(
  criteria: readonly Pick<Criterion, 'code' | 'roles' | 'starter'>[],
  levels: ReadonlyMap<string, Level>,
  medians: ReadonlyMap<string, number>,
): readonly Lift[] {
  return criteria
    .flatMap(({ code, roles, starter }) => {
      const level = levels.get(code);
      const median = medians.get(code);
      return level === undefined || median === undefined || level >= median
        ? []
        : [{ code, level, median, below: median - level, roles: roles.length, starter }];
    })
    .sort((a, b) => b.below - a.below || b.roles - a.roles || Number(b.starter) - Number(a.starter))
    .map(({ code, level, median, below }) => ({ code, level, median, below }));
}

/**
 * "Lär av andra": nearest first. Same kommungrupp before others, then by how alike the number of inhabitants is (as a
 * ratio), then by name: never by level.
 */
export function nearestFirst<T extends Standing & { readonly name: string }>(own: Standing, others: readonly T[]): T[] {
  const [, , group] = peersOf(own);
  const apart = ({ population }: Standing) => Math.abs(Math.log(Math.max(1, population) / Math.max(1, own.population)));
  const elsewhere = (other: Standing) => (peersOf(other)[2] === group ? 0 : 1);
  return others.toSorted((a, b) => elsewhere(a) - elsewhere(b) || apart(a) - apart(b) || byName(a, b));
}
