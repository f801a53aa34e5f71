import { sql, type Kysely } from 'kysely';

/**
 * What an organisation knows of its documents beside what stands in the answers, and what the latest visit to each link
 * found. An answer's evidence is the document with the same title, number, date and link, so nothing stored is rewritten.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('documents')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('organisation_code', 'text', (c) => c.notNull().references('organisations.code'))
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('diarienummer', 'text', (c) => c.notNull())
    .addColumn('date', 'text')
    .addColumn('link', 'text', (c) => c.notNull())
    .addColumn('holder', 'text', (c) => c.notNull())
    .addColumn('valid_until', 'text')
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('documents_organisation').on('documents').column('organisation_code').execute();
  await db.schema
    .createTable('link_checks')
    .addColumn('link', 'text', (c) => c.primaryKey())
    .addColumn('state', 'text', (c) => c.notNull().defaultTo('unchecked'))
    .addColumn('detail', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('failures', 'integer', (c) => c.notNull().defaultTo(sql`0`))
    .addColumn('checked_at', 'text')
    .execute();
}
