import type { Kysely } from 'kysely';

/** Values out of Kolada, beside the organisation's own levels. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('key_figure_values')
    .addColumn('key_figure', 'text', (c) => c.notNull())
    .addColumn('organisation_code', 'text', (c) => c.notNull().references('organisations.code'))
    .addColumn('year', 'integer', (c) => c.notNull())
    .addColumn('total', 'text')
    .addColumn('women', 'text')
    .addColumn('men', 'text')
    .addColumn('read_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('key_figure_values_key', ['key_figure', 'organisation_code', 'year'])
    .execute();
}
