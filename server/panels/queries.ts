import { sql, type Kysely } from 'kysely';
import type { Level } from '../../criteria/model.ts';
import { FEWEST_ASSESSORS, spreadOf } from '../../criteria/scoring/spread.ts';
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

/** Waits for a locking that is under way: throws 409 once the assessment is no draft. First in a transaction that begins or removes. */
export async function demandDraft(trx: Db, assessmentId: string): Promise<void> {
  const draft = await trx
    .updateTable('assessments')
    .set((eb) => ({ content_revision: eb.ref('content_revision') }))
    .where('id', '=', assessmentId)
    .where('state', '=', 'draft')
    .returning('id')
    .executeTakeFirst();
  if (!draft)
    throw new Problem(409, 'frozen', 'Självskattningen är låst, så inget kan bedömas gemensamt nu.', [
      { field: 'state', message: 'är inte längre ett utkast' },
    ]);
}

/** Closes those of the criteria that are open. The spread is counted now, and is the same whoever leaves the panel later. */
export async function closeCriteria(
  trx: Db,
  assessmentId: string,
  codes: readonly string[],
  at: string,
): Promise<string[]> {
  const ratings = await ratingsIn(trx, assessmentId);
  const closed: string[] = [];
  for (const code of codes) {
    const levels = ratings.flatMap((row) => (row.code === code && row.level !== null ? [row.level as Level] : []));
    const spread = spreadOf(levels);
    const row = await trx
      .updateTable('panel_criteria')
      .set({ closed_at: at, spread: spread === null ? null : JSON.stringify(spread) })
      .where('assessment_id', '=', assessmentId)
      .where('code', '=', code)
      .where('closed_at', 'is', null)
      .returning('code')
      .executeTakeFirst();
    if (row) closed.push(code);
  }
  return closed.sort();
}

/**
 * Closes what every assessor is done with, where the coordinator has asked for it: as the last one is done, leaves or is
 * taken away. Not while they are too few for a spread: the others have perhaps not been named yet.
 */
export async function closeWhatIsDone(
  trx: Db,
  { assessment_id: id, closes_itself }: PanelRow,
  at: string,
): Promise<void> {
  if (closes_itself === 0) return;
  const [assessors, criteria, ratings] = await Promise.all([
    assessorsIn(trx, id),
    criteriaIn(trx, id),
    ratingsIn(trx, id),
  ]);
  if (assessors.length < FEWEST_ASSESSORS) return;
  const done = criteria.filter(
    ({ code, closed_at }) =>
      closed_at === null &&
      assessors.every((assessor) =>
        ratings.some((row) => row.code === code && row.assessor_id === assessor.id && row.done === 1),
      ),
  );
  if (done.length === 0) return;
  await closeCriteria(
    trx,
    id,
    done.map(({ code }) => code),
    at,
  );
  await countPanelChange(trx, id, 'revision');
}
