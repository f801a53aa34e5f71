import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { AssessorRow, PanelCriterionRow, PanelRow, RatingRow } from '../database/panel-rows.ts';
import { notFound, Problem } from '../http/problem.ts';

type Db = Kysely<Database>;

export function panelRow(db: Db, assessmentId: string): Promise<PanelRow | undefined> {
  return db.selectFrom('panels').selectAll().where('assessment_id', '=', assessmentId).executeTakeFirst();
}

export function assessorsIn(db: Db, assessmentId: string): Promise<AssessorRow[]> {
  return db
    .selectFrom('assessors')
    .selectAll()
    .where('assessment_id', '=', assessmentId)
    .orderBy('created_at')
    .orderBy('name')
    .execute();
}

export function criteriaIn(db: Db, assessmentId: string): Promise<PanelCriterionRow[]> {
  return db.selectFrom('panel_criteria').selectAll().where('assessment_id', '=', assessmentId).execute();
}

export function ratingsIn(db: Db, assessmentId: string): Promise<RatingRow[]> {
  return db
    .selectFrom('ratings')
    .innerJoin('assessors', 'assessors.id', 'ratings.assessor_id')
    .selectAll('ratings')
    .where('assessors.assessment_id', '=', assessmentId)
    .execute();
}

/**
 * Counts a change of what everybody in the panel sees (`revision`) or of who has rated what (`counted`). Done before
 * anything else in a transaction, so that rating and closing wait for each other. Throws 404 or 409.
 */
export async function countPanelChange(
  trx: Db,
  assessmentId: string,
  what: 'revision' | 'counted' | 'nothing',
): Promise<PanelRow> {
  const one = (name: 'revision' | 'counted') => sql<number>`${sql.ref(name)} + ${what === name ? 1 : 0}`;
  const row = await trx
    .updateTable('panels')
    .set({ revision: one('revision'), counted: one('counted') })
    .where('assessment_id', '=', assessmentId)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw notFound('Den gemensamma bedömningen');
  if (row.ended_at !== null)
    throw new Problem(409, 'ended', 'Självskattningen är låst, och den gemensamma bedömningen är avslutad.', [
      { field: 'state', message: 'är inte längre ett utkast' },
    ]);
  return row;
}

export async function closeCriteria(
  trx: Db,
  assessmentId: string,
  codes: readonly string[],
  at: string,
): Promise<string[]> {
  const closed = await trx
    .updateTable('panel_criteria')
    .set({ closed_at: at })
    .where('assessment_id', '=', assessmentId)
    .where('code', 'in', codes)
    .where('closed_at', 'is', null)
    .returning('code')
    .execute();
  return closed.map(({ code }) => code).sort();
}
