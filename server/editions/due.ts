import type { Deps } from '../deps.ts';
import { allRounds } from '../rounds/queries.ts';
import { stateOf } from '../rounds/rounds.ts';
import { today } from '../today.ts';
import { closingEdition, waitingYears } from './queries.ts';

/**
 * Publishes the edition of every round that has closed and has not had its own. Safe to ask twice, and from several
 * processes: whoever comes second finds the first one's when the lock is his (publish.ts). Returns the years published.
 */
export async function closeDueRounds(deps: Deps): Promise<readonly number[]> {
  const published: number[] = [];
  for (const round of await allRounds(deps.db)) {
    if (stateOf(round, today(deps)) !== 'closed') continue;
    if ((await closingEdition(deps.db, round.year)) !== undefined) continue;
    await deps.editions.publish(round.year, 'closed', null);
    published.push(round.year);
  }
  return published;
}

/** Lets figures follow that a process did not live to work out, after someone began to share less. */
export async function followWaiting(deps: Deps): Promise<void> {
  await deps.editions.follow(await waitingYears(deps.db));
}
