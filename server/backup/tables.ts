import { sql, type Kysely } from 'kysely';
import { isPostgres } from '../database/kind.ts';
import type { Database } from '../database/schema.ts';

/**
 * Every table that holds something of ours, by the database's own account, so that a new one is in the backup by itself.
 * Left out: Kysely's own, and what SQLite's full-text search keeps beside its index.
 */
export async function tablesOf(db: Kysely<Database>): Promise<readonly string[]> {
  const names = (await db.introspection.getTables()).map(({ name }) => name);
  const beside = isPostgres(db) ? [] : await shadowTables(db);
  return names.filter((name) => !name.startsWith('kysely_') && !beside.includes(name)).sort();
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
