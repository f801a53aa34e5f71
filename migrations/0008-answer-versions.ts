import type { Kysely } from 'kysely';

/** What an answer said before, so that nobody's text is lost to a colleague's or to one's own mistake. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('answer_versions')
    .addColumn('assessment_id', 'text', (c) => c.notNull().references('assessments.id').onDelete('cascade'))
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('level', 'integer')
    .addColumn('not_applicable', 'integer', (c) => c.notNull())
    .addColumn('content', 'text')
    .addColumn('saved_at', 'text', (c) => c.notNull())
    .addColumn('saved_by', 'text', (c) => c.references('users.id'))
    .addPrimaryKeyConstraint('answer_versions_key', ['assessment_id', 'code', 'revision'])
    .execute();
}
