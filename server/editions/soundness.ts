import type { Kysely } from 'kysely';
import { staysSound } from '../../criteria/comparison/soundness.ts';
import { readersOf } from '../../criteria/comparison/readers.ts';
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

/** Whether the published figures of a year still give nobody away with sharing as it stands in the transaction. */
async function editionsStaySound(deps: PublishDeps, trx: Db, year: number): Promise<boolean> {
  const round = await roundOf(trx, year);
  if (!round || (await currentNumber(trx, year)) === 0) return true;
  const data = await loadYear(deps, trx, round);
  return staysSound({ ...data, readers: readersOf(data.stretches, data.told) });
}

/** Refuses to tell the public who stands out when too few would be left to hide among in what is published. */
export async function refuseIfUnsound(deps: PublishDeps, trx: Db, year: number, problem: () => Problem): Promise<void> {
  for (const each of await yearsWithEditions(trx, year))
    if (!(await editionsStaySound(deps, trx, each))) throw problem();
}
