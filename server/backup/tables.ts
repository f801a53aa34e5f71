import { sql, type Kysely } from 'kysely';
import { isPostgres } from '../database/kind.ts';
import type { Database } from '../database/schema.ts';

/**
 * Every table that holds something of ours, by the database's own account, so that a new one is in the backup by itself.
 * Left out: Kysely's own, and what SQLite's full-text search keeps beside its index.
 */
export async function tablesOf(db: Kysely<Database>): Promise<readonly string[]> {
  // PostgreSQL tells of all schemas, and of views that others have put there.
  const schema = isPostgres(db) ? await currentSchema(db) : undefined;
  const names = (await db.introspection.getTables())
    .filter((table) => !table.isView && table.schema === schema)
    .map(({ name }) => name);
  const beside = isPostgres(db) ? [] : await shadowTables(db);
  return names.filter((name) => !name.startsWith('kysely_') && !beside.includes(name)).sort();
}

async function currentSchema(db: Kysely<Database>): Promise<string | undefined> {
  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
  return rows[0]?.schema;
}

async function shadowTables(db: Kysely<Database>): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select name from pragma_table_list where type = 'shadow'`.execute(db);
  return rows.map(({ name }) => name);
}

/** The newest step of the schema that the database has taken; undefined when it has none. */
export async function schemaOf(db: Kysely<Database>): Promise<string | undefined> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return undefined;
  const { rows } = await sql<{ name: string | null }>`select max(name) as name from kysely_migration`.execute(db);
  return rows[0]?.name ?? undefined;
}

/** The order in which rows lie, the same for as long as nothing is written. */
export const physicalOrder = (db: Kysely<Database>) => (isPostgres(db) ? sql`ctid` : sql`rowid`);
