import { isComparable } from '../../criteria/scoring/change.ts';
import { movementOf, type YearLevel } from '../../criteria/scoring/movement.ts';
import { mappingBetween } from '../catalogues/published.ts';
import type { ActionRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import type { Action } from './contract.ts';

/** An organisation's confirmed levels of some criteria: of each year the newest revision, oldest year first. */
export async function levelsOf(
  deps: Pick<Deps, 'db'>,
  organisationCode: string,
  codes: readonly string[],
): Promise<ReadonlyMap<string, readonly YearLevel[]>> {
  if (codes.length === 0) return new Map();
  const rows = await deps.db
    .selectFrom('assessments')
    .innerJoin('answers', 'answers.assessment_id', 'assessments.id')
    .select(['assessments.year', 'assessments.revision', 'assessments.catalogue', 'answers.code', 'answers.level'])
    .where('organisation_code', '=', organisationCode)
    .where('answers.code', 'in', codes)
    .where('to_confirm', '=', 0)
    .orderBy('assessments.year')
    .orderBy('assessments.revision')
    .execute();
  const newest = new Map(rows.map((row) => [`${row.code} ${row.year}`, row]));
  const levels = [...newest.values()].flatMap(({ code, year, catalogue, level }) =>
    level === null ? [] : [{ code, year, catalogue, level }],
  );
  return Map.groupBy(levels, ({ code }) => code);
}

/** The year whose level an action about a criterion sets out from: the newest that has one. */
export async function baseYearOf(
  deps: Pick<Deps, 'db'>,
  organisationCode: string,
  criterion: string | null,
): Promise<number | null> {
  if (criterion === null) return null;
  return (await levelsOf(deps, organisationCode, [criterion])).get(criterion)?.at(-1)?.year ?? null;
}

/** Whether the level of each action's criterion has moved since it was decided on; null for one about no criterion. */
export async function movementsOf(
  deps: Pick<Deps, 'db' | 'catalogues'>,
  organisationCode: string,
  rows: readonly ActionRow[],
): Promise<ReadonlyMap<string, Action['movement']>> {
  const codes = [...new Set(rows.flatMap(({ criterion }) => criterion ?? []))];
  const levels = await levelsOf(deps, organisationCode, codes);
  const seen = (each: YearLevel | null) => each && { year: each.year, level: each.level };
  return new Map(
    rows.map(({ id, criterion, base_year, target_level: target, created_at }) => {
      if (criterion === null) return [id, null];
      // Without a level to set out from, only what has come since the action was decided on counts.
      const baseYear = base_year ?? Number(created_at.slice(0, 4)) - 1;
      const { from, to, comparable, reached } = movementOf(levels.get(criterion) ?? [], { baseYear, target }, (a, b) =>
        isComparable(criterion, mappingBetween(deps, a, b)),
      );
      return [id, { from: seen(from), to: seen(to), comparable, reached }];
    }),
  );
}
