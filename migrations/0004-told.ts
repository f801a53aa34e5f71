import { sql, type Kysely } from 'kysely';

/** Whether the public has been told of an invited example, which stays known after it is withdrawn. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('examples')
    .addColumn('told', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  // The log has a row for each that has been published.
  await sql`update examples set told = 1 where origin = 'invited' and (shown is not null or exists (
    select 1 from events where event = 'example-published' and details like '%"example":"' || examples.id || '"%'
  ))`.execute(db);
}
