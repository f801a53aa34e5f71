import type { Kysely } from 'kysely';

/** Failed sign-ins, counted where every process sees them. A row says nothing of who it is about: the key is a hash. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sign_in_attempts')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('failures', 'integer', (c) => c.notNull())
    .addColumn('until', 'text', (c) => c.notNull())
    .execute();
}
