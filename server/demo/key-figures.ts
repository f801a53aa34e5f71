import type { OrganisationRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import type { Read } from '../key-figures/snapshot.ts';
import { storeKeyFigures } from '../key-figures/store.ts';
import { SeededRandom } from './random.ts';

/** Own numbers, so that other invented figures are the same with and without these. */
const SEED = 1_766_230_101;

/** Where the invented values lie, so that nobody stops at one that cannot be. A share of two sexes is not told by sex. */
const AROUND: Readonly<Record<string, { readonly typical: number; readonly bySex: boolean }>> = {
  N05401: { typical: 82, bySex: true },
  N05402: { typical: 80, bySex: true },
  U01413: { typical: 28, bySex: true },
  N15428: { typical: 85, bySex: true },
  N66077: { typical: 18, bySex: true },
  N00952: { typical: 79, bySex: false },
};

/** Invented values of every key figure for every organisation, in the years that the demo shows. Nothing of Kolada's. */
export async function seedKeyFigures(
  deps: Deps,
  organisations: readonly OrganisationRow[],
  year: number,
): Promise<void> {
  const random = new SeededRandom(SEED);
  const rows = deps.catalogues.keyFigures.figures.flatMap((figure) => {
    const { typical, bySex } = AROUND[figure.id] ?? { typical: 50, bySex: true };
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
            women: bySex ? rounded(total + apart) : null,
            men: bySex ? rounded(total - apart) : null,
          };
        }),
      );
  });
  await storeKeyFigures(deps.db, rows, deps.now().toISOString());
}
