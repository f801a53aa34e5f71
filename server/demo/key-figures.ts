import type { OrganisationRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import type { Read } from '../key-figures/snapshot.ts';
import { storeKeyFigures } from '../key-figures/store.ts';
import { SeededRandom } from './random.ts';

/** Own numbers, so that other invented figures are the same with and without these. */
const SEED = 1_766_230_101;

/** Invented values of every key figure for every organisation, in the years that the demo shows. Nothing of Kolada's. */
export async function seedKeyFigures(
  deps: Deps,
  organisations: readonly OrganisationRow[],
  year: number,
): Promise<void> {
  const random = new SeededRandom(SEED);
  const rows = deps.catalogues.keyFigures.figures.flatMap((figure) => {
    const typical = random.between(20, 80);
    return organisations
      .filter(({ kind, ended_on }) => ended_on === null && figure.tasks.includes(kind))
      .flatMap(({ code }) =>
        [year - 3, year - 1].map((each): Read => {
          const total = typical + random.between(-80, 80) / 10;
          const apart = random.between(0, 30) / 10;
          const rounded = (value: number) => Math.round(value * 10) / 10;
          return {
            keyFigure: figure.id,
            organisation: code,
            year: each,
            total: rounded(total),
            women: rounded(total + apart),
            men: rounded(total - apart),
          };
        }),
      );
  });
  await storeKeyFigures(deps.db, rows, deps.now().toISOString());
}
