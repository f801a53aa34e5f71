import type { Kysely } from 'kysely';

/** When whoever runs the service gave an association a link of its own: the organisation then leaves it alone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('associations').addColumn('given_at', 'text').execute();
}
