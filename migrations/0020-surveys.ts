import { sql, type Kysely } from 'kysely';

/**
 * Civil society's view: associations that an organisation has invited, for a year. What each has answered goes when the
 * survey is closed; what stays is how many were invited, declined and answered, the spreads, and the organisation's reply.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('surveys')
    .addColumn('organisation_code', 'text', (c) => c.notNull().references('organisations.code'))
    .addColumn('year', 'integer', (c) => c.notNull())
    .addColumn('catalogue', 'text', (c) => c.notNull())
    .addColumn('chosen_by', 'text', (c) => c.notNull())
    .addColumn('closes', 'text', (c) => c.notNull())
    .addColumn('closed_at', 'text')
    .addColumn('shown_on', 'text')
    .addColumn('invited', 'integer', (c) => c.notNull().defaultTo(sql`0`))
    .addColumn('declined', 'integer', (c) => c.notNull().defaultTo(sql`0`))
    .addColumn('answered', 'integer', (c) => c.notNull().defaultTo(sql`0`))
    .addColumn('withdrawn', 'integer', (c) => c.notNull().defaultTo(sql`0`))
    .addColumn('reply', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('reply_at', 'text')
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.references('users.id'))
    .addPrimaryKeyConstraint('surveys_key', ['organisation_code', 'year'])
    .execute();
  await db.schema
    .createTable('associations')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('organisation_code', 'text', (c) => c.notNull())
    .addColumn('year', 'integer', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('link', 'text', (c) => c.notNull().unique())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('device', 'text')
    .addColumn('answers', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addForeignKeyConstraint('associations_survey', ['organisation_code', 'year'], 'surveys', [
      'organisation_code',
      'year',
    ])
    .execute();
  await db.schema.createIndex('associations_of').on('associations').columns(['organisation_code', 'year']).execute();
  await db.schema
    .createTable('survey_spreads')
    .addColumn('organisation_code', 'text', (c) => c.notNull())
    .addColumn('year', 'integer', (c) => c.notNull())
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('spread', 'text')
    .addPrimaryKeyConstraint('survey_spreads_key', ['organisation_code', 'year', 'code'])
    .addForeignKeyConstraint('survey_spreads_survey', ['organisation_code', 'year'], 'surveys', [
      'organisation_code',
      'year',
    ])
    .execute();
}
