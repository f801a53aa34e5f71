import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import type { OrganisationRow } from '../database/schema.ts';
import { today } from '../today.ts';
import { upsertOrganisation } from './queries.ts';

const filled = z.string({ error: 'saknas' }).trim().min(1, 'är tom');

const rowSchema = z
  .object({
    code: z
      .string({ error: 'saknas' })
      .regex(/^\d{2}(\d{2})?$/, 'ska vara två eller fyra siffror, med inledande nolla'),
    kind: z.enum(['kommun', 'region'], 'ska vara kommun eller region'),
    name: filled,
    short_name: filled,
    county_code: z.string({ error: 'saknas' }).regex(/^\d{2}$/, 'ska vara två siffror'),
    county: filled,
    group_code: z
      .string({ error: 'saknas' })
      .regex(/^([ABC]\d)?$/, 'ska vara en kommungrupp som A2, eller tom för regioner'),
    group: z.string({ error: 'saknas' }),
    population: z
      .string({ error: 'saknas' })
      .regex(/^\d{1,8}$/, 'ska vara ett antal invånare, bara siffror')
      .transform(Number),
    population_date: z.iso.date('ska vara ett datum som 2025-12-31').optional(),
    /** Codes that this organisation takes over from, separated by spaces. */
    replaces: z
      .string()
      .regex(/^(\d{4}( \d{4})*)?$/, 'ska vara koder med mellanslag emellan')
      .optional(),
  })
  .refine((row) => (row.kind === 'kommun') === (row.code.length === 4), {
    path: ['code'],
    error: 'ska ha fyra siffror för en kommun och två för en region',
  })
  .refine((row) => row.kind === 'region' || row.group_code !== '', {
    path: ['group_code'],
    error: 'saknas för en kommun',
  });

type Row = z.infer<typeof rowSchema>;

export interface ImportProblem {
  readonly line: number;
  readonly field: string;
  readonly reason: string;
}

export type Imported =
  | { readonly ok: true; readonly imported: number; readonly ended: readonly string[] }
  | { readonly ok: false; readonly problems: readonly ImportProblem[] };

interface ReadRow {
  readonly line: number;
  readonly row: Row;
}

function read(csv: string): { rows: ReadRow[]; problems: ImportProblem[] } {
  let records: { record: Record<string, string>; info: { lines: number } }[];
  try {
    records = parse(csv, {
      columns: true,
      bom: true,
      info: true,
      skip_empty_lines: true,
      delimiter: csv.slice(0, csv.indexOf('\n')).includes(';') ? ';' : ',',
    });
  } catch (error) {
    const line = (error as { lines?: number }).lines ?? 1;
    return {
      rows: [],
      problems: [
        {
          line,
          field: 'rad',
          reason: 'har inte lika många fält som rubrikraden, eller ett citattecken som inte avslutas',
        },
      ],
    };
  }
  const rows: ReadRow[] = [];
  const problems: ImportProblem[] = [];
  const seen = new Set<string>();
  for (const { record, info } of records) {
    const parsed = rowSchema.safeParse(record);
    if (!parsed.success) {
      problems.push(
        ...parsed.error.issues.map(({ path, message }) => ({
          line: info.lines,
          field: path.join('.'),
          reason: message,
        })),
      );
      continue;
    }
    if (seen.has(parsed.data.code))
      problems.push({ line: info.lines, field: 'code', reason: `${parsed.data.code} står på flera rader` });
    seen.add(parsed.data.code);
    rows.push({ line: info.lines, row: parsed.data });
  }
  if (records.length === 0) problems.push({ line: 1, field: 'fil', reason: 'har inga rader' });
  return { rows, problems };
}

function toRow(row: Row, populationDate: string): OrganisationRow {
  return {
    code: row.code,
    kind: row.kind,
    name: row.name,
    short_name: row.short_name,
    county_code: row.county_code,
    county: row.county,
    group_code: row.group_code,
    group_name: row.group,
    population: row.population,
    population_date: row.population_date ?? populationDate,
    ended_on: null,
    successor_code: null,
  };
}

/**
 * Imports organisations from CSV, all or nothing. Organisations that are no longer in the file are marked as ended,
 * with their successor when a row says which codes it replaces; nothing is deleted, and history stays where it was.
 */
export async function importOrganisations(
  deps: Pick<Deps, 'db' | 'now'>,
  csv: string,
  populationDate: string,
): Promise<Imported> {
  const { rows, problems } = read(csv);
  if (problems.length > 0) return { ok: false, problems };
  const successors = new Map(
    rows.flatMap(({ row }) =>
      (row.replaces ?? '')
        .split(' ')
        .filter(Boolean)
        .map((code) => [code, row.code] as const),
    ),
  );
  const codes = new Set(rows.map(({ row }) => row.code));
  return deps.db.transaction().execute(async (trx) => {
    for (const { row } of rows) await upsertOrganisation(trx, toRow(row, populationDate));
    const stored = await trx
      .selectFrom('organisations')
      .select(['code', 'ended_on'])
      .where('ended_on', 'is', null)
      .execute();
    const ended = stored.map(({ code }) => code).filter((code) => !codes.has(code));
    for (const code of ended) {
      await trx
        .updateTable('organisations')
        .set({ ended_on: today(deps), successor_code: successors.get(code) ?? null })
        .where('code', '=', code)
        .execute();
    }
    return { ok: true, imported: rows.length, ended };
  });
}
