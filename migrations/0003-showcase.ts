import { sql, type Kysely } from 'kysely';
import { isPostgres } from '../server/database/kind.ts';

/**
 * Examples of those that stand out, their pictures, learning materials, the index that is searched, and the public
 * halves of the keys that results are signed with.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const postgres = isPostgres(db);
  await db.schema
    .createTable('examples')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('slug', 'text', (c) => c.notNull().unique())
    .addColumn('organisation_code', 'text', (c) => c.notNull().references('organisations.code'))
    .addColumn('origin', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('year', 'integer', (c) => c.notNull())
    .addColumn('catalogue', 'text', (c) => c.notNull())
    .addColumn('reasons', 'text', (c) => c.notNull())
    .addColumn('stage', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('message', 'text', (c) => c.notNull())
    .addColumn('consented', 'text')
    .addColumn('consented_at', 'text')
    .addColumn('consented_by', 'text', (c) => c.references('users.id'))
    .addColumn('shown', 'text')
    .addColumn('published_at', 'text')
    .addColumn('expires_at', 'text')
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('examples_organisation').on('examples').column('organisation_code').execute();

  await db.schema
    .createTable('pictures')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('example_id', 'text', (c) => c.notNull().references('examples.id').onDelete('cascade'))
    .addColumn('width', 'integer', (c) => c.notNull())
    .addColumn('height', 'integer', (c) => c.notNull())
    // Empty when the picture is a file (README, "Inställningar", PICTURE_FOLDER).
    .addColumn('bytes', postgres ? sql`bytea` : 'blob')
    .addColumn('small', postgres ? sql`bytea` : 'blob')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('pictures_example').on('pictures').column('example_id').execute();

  await db.schema
    .createTable('materials')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('owner', 'text', (c) => c.notNull())
    .addColumn('stage', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('shown', 'text')
    .addColumn('message', 'text', (c) => c.notNull())
    .addColumn('checked_on', 'text')
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.references('users.id'))
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addColumn('link_state', 'text', (c) => c.notNull())
    .addColumn('link_detail', 'text', (c) => c.notNull())
    .addColumn('link_failures', 'integer', (c) => c.notNull())
    .addColumn('link_checked_at', 'text')
    .execute();
  await db.schema.createIndex('materials_owner').on('materials').column('owner').execute();

  await db.schema
    .createTable('signing_keys')
    .addColumn('kid', 'text', (c) => c.primaryKey())
    .addColumn('public_key', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('retired_at', 'text')
    .execute();

  // The same stems on both databases (server/search/stems.ts); each searches them in its own way.
  if (postgres) {
    await sql`create table search_index (kind text not null, id text not null, stems text not null, primary key (kind, id))`.execute(
      db,
    );
    await sql`create index search_index_stems on search_index using gin (to_tsvector('simple', stems))`.execute(db);
  } else {
    await sql`create virtual table search_index using fts5(kind unindexed, id unindexed, stems, tokenize = "unicode61 remove_diacritics 0")`.execute(
      db,
    );
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['search_index', 'signing_keys', 'materials', 'pictures', 'examples'])
    await db.schema.dropTable(table).execute();
}
