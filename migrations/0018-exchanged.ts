import type { Kysely } from 'kysely';

/** What was counted in the place of a submission's own values in an edition, so that a later one counts the same. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('edition_members').addColumn('exchanged', 'text').execute();
}
