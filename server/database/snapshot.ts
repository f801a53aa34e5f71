import { sql, type Kysely } from 'kysely';
import { isPostgres } from './kind.ts';
import type { Database } from './schema.ts';

/** Reads as of one moment, however much others write meanwhile. SQLite's transactions are that by themselves. */
export function atOneMoment<T>(db: Kysely<Database>, read: (trx: Kysely<Database>) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (trx) => {
    if (isPostgres(db)) await sql`set transaction isolation level repeatable read, read only`.execute(trx);
    return read(trx);
  });
}
