import { sql, type Kysely } from 'kysely';

/** Two members review each other: a guest reads the host's assessment for three weeks, notes, and both sign an account. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('peer_reviews')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('host', 'text', (c) => c.notNull().references('organisations.code'))
    .addColumn('guest', 'text', (c) => c.notNull().references('organisations.code'))
    .addColumn('proposed_by', 'text', (c) => c.notNull())
    .addColumn('message', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('assessment_id', 'text', (c) => c.references('assessments.id'))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.references('users.id'))
    .addColumn('opened_on', 'text')
    .addColumn('ends_on', 'text')
    .addColumn('guest_text', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('guest_revision', 'integer', (c) => c.notNull().defaultTo(sql`0`))
    .addColumn('guest_signed_at', 'text')
    .addColumn('guest_signed_by', 'text', (c) => c.references('users.id'))
    .addColumn('host_text', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('host_revision', 'integer', (c) => c.notNull().defaultTo(sql`0`))
    .addColumn('host_signed_at', 'text')
    .addColumn('host_signed_by', 'text', (c) => c.references('users.id'))
    .addColumn('revision', 'integer', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('peer_reviews_host').on('peer_reviews').column('host').execute();
  await db.schema.createIndex('peer_reviews_guest').on('peer_reviews').column('guest').execute();
  await db.schema
    .createTable('peer_notes')
    .addColumn('review_id', 'text', (c) => c.notNull().references('peer_reviews.id'))
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('written_by', 'text', (c) => c.references('users.id'))
    .addColumn('written_at', 'text', (c) => c.notNull())
    .addColumn('reply', 'text', (c) => c.notNull())
    .addColumn('replied_by', 'text', (c) => c.references('users.id'))
    .addColumn('replied_at', 'text')
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('peer_notes_key', ['review_id', 'code'])
    .execute();
}
