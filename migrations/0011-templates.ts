import { sql, type Kysely } from 'kysely';
import { isPostgres } from '../server/database/kind.ts';

/** An organisation's own Word template for the letter to the body that decides. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('templates')
    .addColumn('organisation_code', 'text', (c) => c.primaryKey().references('organisations.code'))
    .addColumn('name', 'text', (c) => c.notNull())
    // The fields it asks for, as JSON: read when it was taken, and not each time somebody looks.
    .addColumn('tags', 'text', (c) => c.notNull())
    .addColumn('bytes', isPostgres(db) ? sql`bytea` : 'blob', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addColumn('updated_by', 'text', (c) => c.references('users.id'))
    .execute();
}
