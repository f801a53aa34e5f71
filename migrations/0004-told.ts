import type { Kysely } from 'kysely';

/** Whether the public has been told of an invited example, which stays known after it is withdrawn. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('examples')
    .addColumn('told', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}
