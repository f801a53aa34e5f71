import type { Kysely } from 'kysely';

/** The deepenings that an assessment has chosen beside the criteria: their ids, as JSON. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('assessments')
    .addColumn('deepenings', 'text', (c) => c.notNull().defaultTo('[]'))
    .execute();
}
