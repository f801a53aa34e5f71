import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { Kysely, PostgresDialect, SqliteAdapter, SqliteDialect, type DialectAdapter, type Driver } from 'kysely';
import pg from 'pg';
import { fair } from './fair.ts';
import { readBeside, rememberStatements } from './reader.ts';
import type { Database } from './schema.ts';

/**
 * SQLite can create and drop tables inside a transaction, but Kysely's adapter says it cannot and so
 * leaves half a migration behind when one fails. Saying so makes migrations all-or-nothing.
 */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/**
 * On a full or failing disk SQLite has itself undone the transaction (https://sqlite.org/lang_transaction.html, "Response
 * To Errors Within A Transaction"). To undo it again would be an error, which would stand in the way of what went wrong.
 */
function rolledBackOnce(driver: Driver, database: SqliteDatabase.Database): Driver {
  const rollback = driver.rollbackTransaction.bind(driver);
  driver.rollbackTransaction = async (connection) => {
    if (database.inTransaction) await rollback(connection);
  };
  return driver;
}

class TransactionalSqliteDialect extends SqliteDialect {
  readonly #database: SqliteDatabase.Database;

  constructor(database: SqliteDatabase.Database) {
    super({ database });
    this.#database = database;
  }

  override createAdapter(): DialectAdapter {
    return new TransactionalSqliteAdapter();
  }

  override createDriver(): Driver {
    return fair(rolledBackOnce(super.createDriver(), this.#database));
  }
}

/** An answered save must survive a power cut: WAL with full synchronisation. */
function openSqlite(file: string): Kysely<Database> {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const database = new SqliteDatabase(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('busy_timeout = 5000');
  // What is deleted is overwritten, and not only forgotten (https://sqlite.org/pragma.html#pragma_secure_delete).
  database.pragma('secure_delete = ON');
  const db = new Kysely<Database>({
    dialect: new TransactionalSqliteDialect(rememberStatements(database)),
  });
  if (file !== ':memory:') readBeside(db, database);
  return db;
}

/**
 * A connection that breaks, because PostgreSQL restarts or is moved, is an event and not the end of the process: whoever
 * was asking gets an error (http/database-trouble.ts), and the next question opens a new connection. Nobody waits for ever.
 */
function openPool(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5000,
    statement_timeout: 30_000,
    query_timeout: 35_000,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
  });
  pool.on('error', ({ message }) => {
    console.error(`PostgreSQL: ${message}`);
  });
  // One that is lent out has no listener of the pool's, and an error without a listener ends the process. Whoever it is
  // lent to meets the error in the answer to its question.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Opens SQLite (a file's path) or PostgreSQL (postgres://…), after the address in DATABASE_URL. */
export function openDatabase(url: string): Kysely<Database> {
  if (/^postgres(ql)?:\/\//.test(url)) {
    return new Kysely({ dialect: new PostgresDialect({ pool: openPool(url) }) });
  }
  return openSqlite(url);
}
