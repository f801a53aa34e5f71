import { PostgresAdapter, type Kysely } from 'kysely';

/** Whether a database is PostgreSQL, for the few places where it and SQLite have no SQL in common. */
export function isPostgres<T>(db: Kysely<T>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}
