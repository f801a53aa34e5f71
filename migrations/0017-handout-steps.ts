import type { Kysely } from 'kysely';

/** How far a hand-out has come: when the colleague opened it, and the last step somebody took on purpose. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('handouts').addColumn('opened_at', 'text').execute();
  await db.schema.alterTable('handouts').addColumn('step', 'text').execute();
  await db.schema.alterTable('handouts').addColumn('step_at', 'text').execute();
}
