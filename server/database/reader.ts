import SqliteDatabase from 'better-sqlite3';
import type { DialectAdapter, Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** Every statement is prepared once and kept: the product has a fixed set of queries. */
export function rememberStatements(database: SqliteDatabase.Database): SqliteDatabase.Database {
  const statements = new Map<string, SqliteDatabase.Statement>();
  const prepare = database.prepare.bind(database);
  database.prepare = ((sql: string) => {
    let statement = statements.get(sql);
    if (!statement) {
      statement = prepare(sql);
      if (statements.size < 500) statements.set(sql, statement);
    }
    return statement;
  }) as typeof database.prepare;
  return database;
}

const readers = new WeakMap<DialectAdapter, SqliteDatabase.Database>();

/**
 * Opens a second connection to the same SQLite file, which only reads. Kysely has one connection, so that whoever asks
 * waits while a colleague's transaction is under way; in WAL a reader never waits for a writer
 * (https://sqlite.org/wal.html). It sees what is committed and nothing else, and is closed with the first.
 */
export function readBeside(db: Kysely<Database>, database: SqliteDatabase.Database): void {
  const reader = rememberStatements(new SqliteDatabase(database.name, { readonly: true }));
  reader.pragma('busy_timeout = 5000');
  readers.set(db.getExecutor().adapter, reader);
  const close = database.close.bind(database);
  database.close = () => {
    reader.close();
    return close();
  };
}

/** None on PostgreSQL, whose pool has several connections, nor inside a transaction, which must see its own writes. */
export function readerOf(db: Kysely<Database>): SqliteDatabase.Database | undefined {
  return db.isTransaction ? undefined : readers.get(db.getExecutor().adapter);
}
