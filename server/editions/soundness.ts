import type { Kysely } from 'kysely';
import { missingIn } from '../../criteria/comparison/soundness.ts';
import { readersWho } from '../../criteria/comparison/readers.ts';
import type { Database } from '../database/schema.ts';
import type { Problem } from '../http/problem.ts';
import { roundOf } from '../rounds/queries.ts';
import { loadYear } from './load.ts';
import type { PublishDeps } from './publish.ts';
import { currentNumber } from './queries.ts';

type Db = Kysely<Database>;

/** Years whose figures build on a year's submissions: the year itself, and the next one's change figures. */
export async function yearsWithEditions(trx: Db, year: number): Promise<number[]> {
  const years: number[] = [];
  for (const each of [year, year + 1]) if ((await currentNumber(trx, each)) > 0) years.push(each);
  return years;
}

/** How many are missing for nobody to be given away by the published figures of some years, as it stands in the transaction. */
async function missingInYears(deps: PublishDeps, trx: Db, years: ReadonlySet<number>): Promise<number> {
  let missing = 0;
  for (const year of years) {
    const round = await roundOf(trx, year);
    if (!round) continue;
    const data = await loadYear(deps, trx, round);
    missing += missingIn({ ...data, readers: readersWho(data.stretches, data.told) });
  }
  return missing;
}

/**
 * Tells the public of something about some years, unless fewer would then be left to hide among in what is published than
 * must be: what was too few already is not this one's doing.
 */
export async function tellUnlessTooFew(
  deps: PublishDeps,
  trx: Db,
  told: readonly number[],
  tell: () => Promise<void>,
  problem: () => Problem,
): Promise<void> {
  const years = new Set<number>();
  for (const year of told) for (const each of await yearsWithEditions(trx, year)) years.add(each);
  const before = await missingInYears(deps, trx, years);
  await tell();
  if ((await missingInYears(deps, trx, years)) > before) throw problem();
}
