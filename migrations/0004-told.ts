import { sql, type Kysely } from 'kysely';

/** Whether the public has been told of an invited example, which stays known after it is withdrawn. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('examples')
    .addColumn('told', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  // Nothing says which have been shown and withdrawn before: whoever has begun to write counts as told.
  await sql`update examples set told = 1 where origin = 'invited' and stage <> 'invited'`.execute(db);
}
