import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { Read } from './snapshot.ts';

const AT_A_TIME = 200;
const decimal = (value: number | null): string | null => (value === null ? null : String(value));

/**
 * Puts what was read in the place of what was there, all or nothing: of each figure, everything in the years that were
 * read. A value that Kolada has taken away, or no longer lists, goes.
 */
export async function storeKeyFigures(db: Kysely<Database>, rows: readonly Read[], at: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // The same value can stand in two files; the last one holds.
    const last = new Map(rows.map((row) => [`${row.keyFigure} ${row.organisation} ${row.year}`, row]));
    const stored = [...last.values()];
    for (const [keyFigure, read] of Map.groupBy(rows, ({ keyFigure }) => keyFigure))
      await trx
        .deleteFrom('key_figure_values')
        .where('key_figure', '=', keyFigure)
        .where('year', 'in', [...new Set(read.map(({ year }) => year))])
        .execute();
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
