import type { Kysely } from 'kysely';

/** "Stämmer ändå": what somebody has looked at of what speaks against the answers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('finding_replies')
    .addColumn('assessment_id', 'text', (c) => c.notNull().references('assessments.id').onDelete('cascade'))
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.references('users.id'))
    .addPrimaryKeyConstraint('finding_replies_key', ['assessment_id', 'key'])
    .execute();
}
