import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

type Db = Kysely<Database>;

/** The number of the year's current edition; 0 before the first. */
export async function currentNumber(db: Db, year: number): Promise<number> {
  const row = await db
    .selectFrom('editions')
    .select('number')
    .where('year', '=', year)
    .orderBy('number', 'desc')
    .executeTakeFirst();
  return row?.number ?? 0;
}

/** The number of the edition that is made when a year's round closes; undefined before it. */
export async function closingEdition(db: Db, year: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('editions')
    .select('number')
    .where('year', '=', year)
    .where('reason', '=', 'closed')
    .executeTakeFirst();
  return row?.number;
}

/** Years whose figures wait to be worked out anew. */
export async function waitingYears(db: Db): Promise<number[]> {
  const rows = await db
    .selectFrom('editions as latest')
    .select('latest.year')
    .where('latest.reason', '=', 'interim')
    .where('latest.number', '=', (eb) =>
      eb
        .selectFrom('editions')
        .select((e) => e.fn.max('number').as('number'))
        .whereRef('editions.year', '=', 'latest.year'),
    )
    .execute();
  return rows.map(({ year }) => year);
}
