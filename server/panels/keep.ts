import type { Kysely } from 'kysely';
import type { Level } from '../../criteria/model.ts';
import { spreadOf } from '../../criteria/scoring/spread.ts';
import type { Database } from '../database/schema.ts';
import { criteriaIn, ratingsIn } from './queries.ts';

/**
 * Ends the joint assessment as the assessment is locked, in that transaction: the spread of each criterion is kept, where
 * at least three have chosen a level, and who chose what, with the codes and the link, is gone.
 */
export async function endPanel(trx: Kysely<Database>, assessmentId: string, at: string): Promise<void> {
  const ended = await trx
    .updateTable('panels')
    .set((eb) => ({ ended_at: at, link: null, showing: null, revision: eb('revision', '+', 1) }))
    .where('assessment_id', '=', assessmentId)
    .where('ended_at', 'is', null)
    .returning('assessment_id')
    .executeTakeFirst();
  if (!ended) return;
  const [criteria, ratings] = await Promise.all([criteriaIn(trx, assessmentId), ratingsIn(trx, assessmentId)]);
  for (const { code, closed_at, spread } of criteria) {
    // Kept from an earlier locking, and not rated again.
    if (spread !== null) continue;
    const levels = ratings.flatMap((row) => (row.code === code && row.level !== null ? [row.level as Level] : []));
    const kept = spreadOf(levels);
    await trx
      .updateTable('panel_criteria')
      .set({ closed_at: closed_at ?? at, spread: kept === null ? null : JSON.stringify(kept) })
      .where('assessment_id', '=', assessmentId)
      .where('code', '=', code)
      .execute();
  }
  await trx.deleteFrom('assessors').where('assessment_id', '=', assessmentId).execute();
}
