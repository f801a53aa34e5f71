import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { closeCriteria, criteriaIn } from './queries.ts';

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
  const codes = (await criteriaIn(trx, assessmentId)).map(({ code }) => code);
  await closeCriteria(trx, assessmentId, codes, at);
  await trx.updateTable('panel_criteria').set({ kept: 1 }).where('assessment_id', '=', assessmentId).execute();
  await trx.deleteFrom('assessors').where('assessment_id', '=', assessmentId).execute();
}
