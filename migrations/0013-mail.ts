import type { Kysely } from 'kysely';

/** Mail that waits to be sent, what each person has turned down, and the link that only a mail holds. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('mails')
    .addColumn('id', 'text', (c) => c.primaryKey())
    // What it tells of, so that the same thing is told once.
    .addColumn('key', 'text', (c) => c.notNull().unique())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.references('users.id'))
    // Whoever has no account yet has an address.
    .addColumn('address', 'text')
    .addColumn('params', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('send_after', 'text', (c) => c.notNull())
    .addColumn('tries', 'integer', (c) => c.notNull())
    .addColumn('changed_at', 'text', (c) => c.notNull())
    .addColumn('problem', 'text')
    .execute();
  await db.schema.createIndex('mails_waiting').on('mails').columns(['state', 'send_after']).execute();
  await db.schema
    .createTable('mail_refusals')
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('mail_refusals_key', ['user_id', 'kind'])
    .execute();
  await db.schema.alterTable('invitations').addColumn('mail_token_hash', 'text').execute();
  await db.schema.createIndex('invitations_mail_token').on('invitations').column('mail_token_hash').execute();
}
