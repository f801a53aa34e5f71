import { sql, type Kysely } from 'kysely';

/**
 * Joint assessments: criteria that several assessors rate apart. What each has rated goes when the assessment is locked;
 * what stays is how the levels were spread.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('panels')
    .addColumn('assessment_id', 'text', (c) => c.primaryKey().references('assessments.id').onDelete('cascade'))
    .addColumn('link', 'text', (c) => c.unique())
    .addColumn('wrong_codes', 'integer', (c) => c.notNull().defaultTo(sql`0`))
    .addColumn('closes_itself', 'integer', (c) => c.notNull().defaultTo(sql`0`))
    .addColumn('showing', 'text')
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('counted', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.references('users.id'))
    .addColumn('ended_at', 'text')
    .execute();
  await db.schema
    .createTable('panel_criteria')
    .addColumn('assessment_id', 'text', (c) => c.notNull().references('panels.assessment_id').onDelete('cascade'))
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('closed_at', 'text')
    .addColumn('spread', 'text')
    .addColumn('kept', 'integer', (c) => c.notNull().defaultTo(sql`0`))
    .addPrimaryKeyConstraint('panel_criteria_key', ['assessment_id', 'code'])
    .execute();
  await db.schema
    .createTable('assessors')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('assessment_id', 'text', (c) => c.notNull().references('panels.assessment_id').onDelete('cascade'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.references('users.id'))
    .addColumn('code', 'text')
    .addColumn('seat', 'text', (c) => c.unique())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('assessors_code', ['assessment_id', 'code'])
    .addUniqueConstraint('assessors_user', ['assessment_id', 'user_id'])
    .execute();
  await db.schema
    .createTable('ratings')
    .addColumn('assessor_id', 'text', (c) => c.notNull().references('assessors.id').onDelete('cascade'))
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.references('users.id'))
    .addColumn('device', 'text', (c) => c.notNull())
    .addColumn('level', 'integer')
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('done', 'integer', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('ratings_key', ['assessor_id', 'code'])
    .execute();
}
