import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import { isPostgres } from '../database/kind.ts';
import { migrateTo, migrateToLatest, migrationNames } from '../database/migrate.ts';
import type { Database } from '../database/schema.ts';
import { checkBackup, linesIn } from './check.ts';
import type { End, Row } from './format.ts';
import { schemaOf, tablesOf } from './tables.ts';

/** Why a backup is not put back. In Swedish, for whoever runs the command. */
export class CannotRestore extends Error {}

const CHUNK = 100;

/** The schema that the rows are in, in a database that is empty or as the service makes it the first time. */
async function meet(db: Kysely<Database>, schema: string): Promise<void> {
  const has = await schemaOf(db);
  if (has === undefined) {
    if (!(await migrationNames()).includes(schema))
      throw new CannotRestore(
        `Säkerhetskopian är från en nyare version av tjänsten (${schema}). Installera den versionen först.`,
      );
    await migrateTo(db, schema);
    return;
  }
  const users = await db.selectFrom('users').select('id').limit(1).executeTakeFirst();
  if (users) throw new CannotRestore('Databasen har redan konton. Ange en tom databas i DATABASE_URL.');
  const logged = await db.selectFrom('events').select('id').limit(1).executeTakeFirst();
  if (logged) throw new CannotRestore('Databasen har redan en logg. Ange en helt tom databas i DATABASE_URL.');
  if (has !== schema)
    throw new CannotRestore(
      `Databasen har schema ${has} och säkerhetskopian ${schema}. Ange en helt tom databas i DATABASE_URL.`,
    );
}

/** Foreign keys are looked at when all is in place: rows come table by table, and some refer to their own table. */
async function deferKeys(trx: Kysely<Database>): Promise<() => Promise<void>> {
  if (!isPostgres(trx)) {
    await sql`pragma defer_foreign_keys = on`.execute(trx);
    return () => Promise.resolve();
  }
  const { rows } = await sql<{ name: string; on: string }>`
    select conname as name, conrelid::regclass::text as "on" from pg_constraint
    where contype = 'f' and connamespace = current_schema()::regnamespace`.execute(trx);
  const alter = async (how: string) => {
    for (const { name, on } of rows)
      await sql`alter table ${sql.raw(on)} alter constraint ${sql.ref(name)} ${sql.raw(how)}`.execute(trx);
  };
  await alter('deferrable initially deferred');
  return async () => {
    await sql`set constraints all immediate`.execute(trx);
    await alter('not deferrable');
  };
}

async function put(trx: Kysely<Database>, table: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  await (trx as Kysely<Record<string, Row>>)
    .insertInto(table)
    .values(rows.map((row) => ({ ...row })))
    .execute();
}

/**
 * Puts a whole backup into an empty database, or nothing at all, and brings it to the newest schema. Pictures that lay as
 * files are put in the folder, which has to be named when there are any; a drill leaves them. Returns what was
 * put back.
 */
export async function restoreBackup(
  db: Kysely<Database>,
  {
    file,
    pictureFolder,
    drill = false,
  }: { readonly file: string; readonly pictureFolder: string | null; readonly drill?: boolean },
): Promise<End> {
  const { head, end } = await checkBackup(file);
  if (end.pictures > 0 && pictureFolder === null && !drill)
    throw new CannotRestore(
      `Säkerhetskopian har bilder som filer (${end.pictures}). Ange mappen för dem i PICTURE_FOLDER.`,
    );
  await meet(db, head.schema);
  await db.transaction().execute(async (trx) => {
    const restoreKeys = await deferKeys(trx);
    const tables = await tablesOf(trx);
    for (const table of tables) await sql`delete from ${sql.table(table)}`.execute(trx);
    let table = '';
    let rows: Row[] = [];
    for await (const line of linesIn(file)) {
      if (line.kind === 'picture' && !drill) await keep(pictureFolder, line.file, line.bytes);
      if (line.kind !== 'row') continue;
      if (line.table !== table || rows.length === CHUNK) {
        await put(trx, table, rows);
        rows = [];
        table = line.table;
      }
      if (!tables.includes(table)) throw new CannotRestore(`Tabellen ${table} finns inte i det här schemat.`);
      rows.push(line.row);
    }
    await put(trx, table, rows);
    await restoreKeys();
  });
  await migrateToLatest(db);
  await leaveThePast(db);
  return end;
}

/**
 * What was under way when the backup was made is not taken up again: mail may have been sent since, and whoever was signed
 * in may have signed out.
 */
async function leaveThePast(db: Kysely<Database>): Promise<void> {
  await db
    .updateTable('mails')
    .set({ state: 'unsure', problem: 'Väntade när säkerhetskopian gjordes.' })
    .where('state', 'in', ['waiting', 'sending', 'handing'])
    .execute();
  await db.deleteFrom('sessions').execute();
}

async function keep(folder: string | null, file: string, bytes: Buffer): Promise<void> {
  if (folder === null) return;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, file), bytes);
}
