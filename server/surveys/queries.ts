import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { AssociationRow, SurveyRow, SurveySpreadRow } from '../database/survey-rows.ts';
import { notFound, Problem } from '../http/problem.ts';

type Db = Kysely<Database>;

/** Which survey: an organisation's, of a year. */
export interface Which {
  readonly code: string;
  readonly year: number;
}

export function surveyRow(db: Db, { code, year }: Which): Promise<SurveyRow | undefined> {
  return db
    .selectFrom('surveys')
    .selectAll()
    .where('organisation_code', '=', code)
    .where('year', '=', year)
    .executeTakeFirst();
}

export function associationsIn(db: Db, { code, year }: Which): Promise<AssociationRow[]> {
  return db
    .selectFrom('associations')
    .selectAll()
    .where('organisation_code', '=', code)
    .where('year', '=', year)
    .orderBy('name')
    .execute();
}

export function spreadsIn(db: Db, { code, year }: Which): Promise<SurveySpreadRow[]> {
  return db
    .selectFrom('survey_spreads')
    .selectAll()
    .where('organisation_code', '=', code)
    .where('year', '=', year)
    .execute();
}

/** Counts a change, before anything else in a transaction: answering and closing wait for each other. Throws 404 or 409. */
export async function countSurveyChange(trx: Db, { code, year }: Which): Promise<SurveyRow> {
  const row = await trx
    .updateTable('surveys')
    .set({ revision: sql<number>`revision + 1` })
    .where('organisation_code', '=', code)
    .where('year', '=', year)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw notFound('Civilsamhällets bild');
  return row;
}

export async function countOpenChange(trx: Db, which: Which): Promise<SurveyRow> {
  const row = await countSurveyChange(trx, which);
  if (row.closed_at !== null)
    throw new Problem(409, 'closed', 'Frågorna till föreningarna är stängda.', [
      { field: 'closes', message: 'har passerat' },
    ]);
  return row;
}
