import { COUNTIES, KOMMUN_GROUPS } from '../../criteria/comparison/peer-groups.ts';
import type { Deps } from '../deps.ts';
import type { OrganisationRow } from '../database/schema.ts';
import { today } from '../today.ts';
import type { OrganisationFields } from './organisation-row.ts';
import { upsertOrganisation } from './queries.ts';
import { readOrganisations, type ImportProblem } from './read-file.ts';

/** What a file would do to what is stored: codes, each in one of the lists at most. */
export interface ImportPlan {
  readonly rows: number;
  readonly added: readonly string[];
  /** Name, group or county is another than before. New population alone is not listed: it changes every year. */
  readonly changed: readonly string[];
  /** Stored, and not in the file. */
  readonly ended: readonly string[];
}

export type Imported =
  | { readonly ok: true; readonly plan: ImportPlan }
  /** The file leaves out organisations, and nobody has said that they are to end. Nothing is stored. */
  | { readonly ok: false; readonly problems: readonly []; readonly plan: ImportPlan }
  | { readonly ok: false; readonly problems: readonly ImportProblem[]; readonly plan?: undefined };

export interface ImportOptions {
  /** The date of the population figures where a line has none of its own: 2025-12-31. */
  readonly populationDate: string;
  /** Organisations that are not in the file have ended. */
  readonly endMissing?: boolean;
  /** Only tells what would be done. */
  readonly preview?: boolean;
}

function toRow(row: OrganisationFields, populationDate: string): OrganisationRow {
  const county = row.code.slice(0, 2);
  return {
    code: row.code,
    kind: row.kind,
    name: row.name,
    short_name: row.short_name,
    county_code: county,
    county: COUNTIES[county] ?? '',
    group_code: row.group_code,
    group_name: KOMMUN_GROUPS[row.group_code] ?? '',
    population: row.population,
    population_date: row.population_date ?? populationDate,
    ended_on: null,
    successor_code: null,
  };
}

const KEPT = ['kind', 'name', 'short_name', 'county_code', 'group_code'] as const;

function planOf(rows: readonly OrganisationRow[], stored: readonly OrganisationRow[]): ImportPlan {
  const before = new Map(stored.map((row) => [row.code, row]));
  const now = new Set(rows.map(({ code }) => code));
  const codes = (test: (row: OrganisationRow, old: OrganisationRow | undefined) => boolean) =>
    rows.filter((row) => test(row, before.get(row.code))).map(({ code }) => code);
  return {
    rows: rows.length,
    added: codes((_row, old) => old === undefined || old.ended_on !== null),
    changed: codes(
      (row, old) => old !== undefined && old.ended_on === null && KEPT.some((key) => row[key] !== old[key]),
    ),
    ended: stored.filter(({ code, ended_on }) => ended_on === null && !now.has(code)).map(({ code }) => code),
  };
}

/**
 * Imports organisations from a CSV file, all or nothing. Those that are no longer in it end only when that is asked for,
 * with their successor when a line says which codes it replaces; nothing is deleted, and history stays where it was.
 */
export async function importOrganisations(
  deps: Pick<Deps, 'db' | 'now'>,
  file: Uint8Array,
  { populationDate, endMissing = false, preview = false }: ImportOptions,
): Promise<Imported> {
  const { rows: read, problems } = readOrganisations(file);
  if (problems.length > 0) return { ok: false, problems };
  const rows = read.map((row) => toRow(row, populationDate));
  const successors = new Map(
    read.flatMap(({ code, replaces = '' }) =>
      replaces
        .split(' ')
        .filter(Boolean)
        .map((old) => [old, code] as const),
    ),
  );
  return deps.db.transaction().execute(async (trx): Promise<Imported> => {
    const plan = planOf(rows, await trx.selectFrom('organisations').selectAll().orderBy('code').execute());
    if (preview) return { ok: true, plan };
    if (plan.ended.length > 0 && !endMissing) return { ok: false, problems: [], plan };
    for (const row of rows) await upsertOrganisation(trx, row);
    for (const code of plan.ended) {
      await trx
        .updateTable('organisations')
        .set({ ended_on: today(deps), successor_code: successors.get(code) ?? null })
        .where('code', '=', code)
        .execute();
    }
    return { ok: true, plan };
  });
}
