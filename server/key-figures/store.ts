import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { Read } from './snapshot.ts';

const AT_A_TIME = 200;
const decimal = (value: number | null): string | null => (value === null ? null : String(value));

/**
 * Puts what was read in the place of what was there, all or nothing. A value that Kolada has taken away goes. Where a
 * whole country has been read, so does what is no longer listed; a file about a few takes nothing from the others.
 */
export async function storeKeyFigures(db: Kysely<Database>, rows: readonly Read[], at: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // The same value can stand in two files; the last one holds.
    const last = new Map(rows.map((row) => [`${row.keyFigure} ${row.organisation} ${row.year}`, row]));
    const stored = [...last.values()];
    for (const read of Map.groupBy(stored, ({ keyFigure, year }) => `${keyFigure} ${year}`).values())
      await makeRoom(trx, read);
    const known = stored.filter(({ total, women, men }) => total !== null || women !== null || men !== null);
    for (let i = 0; i < known.length; i += AT_A_TIME)
      await trx
        .insertInto('key_figure_values')
        .values(
          known.slice(i, i + AT_A_TIME).map((row) => ({
            key_figure: row.keyFigure,
            organisation_code: row.organisation,
            year: row.year,
            total: decimal(row.total),
            women: decimal(row.women),
            men: decimal(row.men),
            read_at: at,
          })),
        )
        .execute();
  });
}

/** Takes away what is to be written anew; all of the figure that year, when what was read is most of what was there. */
async function makeRoom(trx: Kysely<Database>, read: readonly Read[]): Promise<void> {
  const [{ keyFigure, year } = { keyFigure: '', year: 0 }] = read;
  const there = await trx
    .selectFrom('key_figure_values')
    .select('organisation_code')
    .where('key_figure', '=', keyFigure)
    .where('year', '=', year)
    .execute();
  const all = read.length * 2 >= there.length;
  const codes = read.map(({ organisation }) => organisation);
  await trx
    .deleteFrom('key_figure_values')
    .where('key_figure', '=', keyFigure)
    .where('year', '=', year)
    .$if(!all, (query) => query.where('organisation_code', 'in', codes))
    .execute();
}
