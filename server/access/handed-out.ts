import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

const CRITERION_CODE = /^[A-Z]{2}-\d{2}$/;

/** Whether a criterion of an assessment has been handed out to a person. */
export async function handedOut(
  db: Kysely<Database>,
  assessmentId: string,
  userId: string,
  code: string,
): Promise<boolean> {
  if (!CRITERION_CODE.test(code)) return false;
  const row = await db
    .selectFrom('handouts')
    .select('code')
    .where('assessment_id', '=', assessmentId)
    .where('code', '=', code)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row !== undefined;
}
