import type { Kysely } from 'kysely';

/** The network: members, rounds, submissions, published editions and the organisations' actions. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('memberships')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('organisation_code', 'text', (c) => c.notNull().references('organisations.code'))
    .addColumn('joined_on', 'text', (c) => c.notNull())
    .addColumn('left_on', 'text')
    .execute();
  await db.schema.createIndex('memberships_organisation').on('memberships').column('organisation_code').execute();

  await db.schema
    .createTable('rounds')
    .addColumn('year', 'integer', (c) => c.primaryKey())
    .addColumn('catalogue', 'text', (c) => c.notNull())
    .addColumn('opens', 'text', (c) => c.notNull())
    .addColumn('closes', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.references('users.id'))
    .execute();

  await db.schema
    .createTable('submissions')
    .addColumn('assessment_id', 'text', (c) => c.primaryKey().references('assessments.id'))
    .addColumn('organisation_code', 'text', (c) => c.notNull().references('organisations.code'))
    .addColumn('year', 'integer', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('group_code', 'text', (c) => c.notNull())
    .addColumn('county_code', 'text', (c) => c.notNull())
    .addColumn('population', 'integer', (c) => c.notNull())
    .addColumn('sharing', 'text', (c) => c.notNull())
    .addColumn('to_county', 'integer', (c) => c.notNull())
    .addColumn('submitted_at', 'text', (c) => c.notNull())
    .addColumn('submitted_by', 'text', (c) => c.references('users.id'))
    .addUniqueConstraint('submissions_revision', ['organisation_code', 'year', 'revision'])
    .execute();
  await db.schema.createIndex('submissions_year').on('submissions').column('year').execute();

  await db.schema
    .createTable('sharing_changes')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('assessment_id', 'text', (c) => c.notNull().references('submissions.assessment_id'))
    .addColumn('sequence', 'integer', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('edition', 'integer', (c) => c.notNull())
    .addColumn('sharing', 'text', (c) => c.notNull())
    .addColumn('to_county', 'integer', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.references('users.id'))
    .execute();
  await db.schema.createIndex('sharing_changes_assessment').on('sharing_changes').column('assessment_id').execute();

  await db.schema
    .createTable('editions')
    .addColumn('year', 'integer', (c) => c.notNull().references('rounds.year'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('computed_at', 'text', (c) => c.notNull())
    .addColumn('computed_by', 'text', (c) => c.references('users.id'))
    .addPrimaryKeyConstraint('editions_key', ['year', 'number'])
    .execute();

  await db.schema
    .createTable('edition_members')
    .addColumn('year', 'integer', (c) => c.notNull())
    .addColumn('edition', 'integer', (c) => c.notNull())
    .addColumn('assessment_id', 'text', (c) => c.notNull())
    .addColumn('organisation_code', 'text', (c) => c.notNull())
    .addColumn('group_code', 'text', (c) => c.notNull())
    .addColumn('county_code', 'text', (c) => c.notNull())
    .addColumn('population', 'integer', (c) => c.notNull())
    .addColumn('sharing', 'text', (c) => c.notNull())
    .addColumn('to_county', 'integer', (c) => c.notNull())
    .addColumn('sharing_before', 'text')
    .addColumn('to_county_before', 'integer', (c) => c.notNull())
    .addColumn('figures', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('edition_members_key', ['year', 'edition', 'assessment_id'])
    .addForeignKeyConstraint('edition_members_edition', ['year', 'edition'], 'editions', ['year', 'number'])
    .execute();

  await db.schema
    .createTable('edition_pages')
    .addColumn('year', 'integer', (c) => c.notNull())
    .addColumn('edition', 'integer', (c) => c.notNull())
    .addColumn('publication', 'text', (c) => c.notNull())
    .addColumn('peers', 'text', (c) => c.notNull())
    .addColumn('submitted', 'integer', (c) => c.notNull())
    .addColumn('figures', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('edition_pages_key', ['year', 'edition', 'publication', 'peers'])
    .addForeignKeyConstraint('edition_pages_edition', ['year', 'edition'], 'editions', ['year', 'number'])
    .execute();

  await db.schema
    .createTable('actions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('organisation_code', 'text', (c) => c.notNull().references('organisations.code'))
    .addColumn('criterion', 'text')
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('description', 'text', (c) => c.notNull())
    .addColumn('responsible', 'text', (c) => c.notNull())
    .addColumn('due', 'text')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('actions_organisation').on('actions').column('organisation_code').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of [
    'actions',
    'edition_pages',
    'edition_members',
    'editions',
    'sharing_changes',
    'submissions',
    'rounds',
    'memberships',
  ]) {
    await db.schema.dropTable(table).execute();
  }
}
