import type { Kysely } from 'kysely';
import { byName, bySwedish } from '../../criteria/order.ts';
import type { Database, HandoutRow } from '../database/schema.ts';

type Db = Kysely<Database>;

/** With the colleague's name, and that of whoever handed it out, when the account still exists. */
export type HandoutWithName = HandoutRow & { readonly name: string; readonly sender: string | null };

/** By criterion, then by name. */
export async function handoutsOf(db: Db, assessmentId: string): Promise<HandoutWithName[]> {
  const rows = await db
    .selectFrom('handouts')
    .innerJoin('users', 'users.id', 'handouts.user_id')
    .leftJoin('users as senders', 'senders.id', 'handouts.created_by')
    .select(['assessment_id', 'code', 'user_id', 'message', 'due', 'handouts.created_at', 'created_by'])
    .select(['users.name', 'senders.name as sender'])
    .where('assessment_id', '=', assessmentId)
    .execute();
  return rows.sort((a, b) => bySwedish(a.code, b.code) || byName(a, b));
}

export async function upsertHandouts(db: Db, rows: readonly HandoutRow[]): Promise<void> {
  for (const row of rows) {
    await db
      .insertInto('handouts')
      .values(row)
      .onConflict((c) =>
        c.columns(['assessment_id', 'code', 'user_id']).doUpdateSet({ message: row.message, due: row.due }),
      )
      .execute();
  }
}

/** False when it was not handed out. */
export async function deleteHandout(db: Db, assessmentId: string, code: string, userId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('handouts')
    .where('assessment_id', '=', assessmentId)
    .where('code', '=', code)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
