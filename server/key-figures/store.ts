import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { Read } from './snapshot.ts';

const AT_A_TIME = 200;
const decimal = (value: number | null): string | null => (value === null ? null : String(value));

/** Puts what was read in the place of what was there, all or nothing. A value that Kolada has taken away goes. */
export async function storeKeyFigures(db: Kysely<Database>, rows: readonly Read[], at: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // The same value can stand in two files; the last one holds.
    const last = new Map(rows.map((row) => [`${row.keyFigure} ${row.organisation} ${row.year}`, row]));
    const stored = [...last.values()];
    for (let i = 0; i < stored.length; i += AT_A_TIME)
      await trx
        .insertInto('key_figure_values')
        .values(
          stored.slice(i, i + AT_A_TIME).map((row) => ({
            key_figure: row.keyFigure,
            organisation_code: row.organisation,
            year: row.year,
            total: decimal(row.total),
            women: decimal(row.women),
            men: decimal(row.men),
            read_at: at,
          })),
        )
        .onConflict((conflict) =>
          conflict.columns(['key_figure', 'organisation_code', 'year']).doUpdateSet((eb) => ({
            total: eb.ref('excluded.total'),
            women: eb.ref('excluded.women'),
            men: eb.ref('excluded.men'),
            read_at: eb.ref('excluded.read_at'),
          })),
        )
        .execute();
    await trx
      .deleteFrom('key_figure_values')
      .where('total', 'is', null)
      .where('women', 'is', null)
      .where('men', 'is', null)
      .execute();
  });
}
