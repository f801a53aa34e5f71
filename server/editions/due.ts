import type { Deps } from '../deps.ts';
import { allRounds, lockRound } from '../rounds/queries.ts';
import { stateOf } from '../rounds/rounds.ts';
import { today } from '../today.ts';
import { publishEdition } from './publish.ts';

/**
 * Publishes the edition of every round that has closed and has not had its own. Safe to ask
 * twice (server/duties.ts asks). Returns the years published.
 */
export async function closeDueRounds(deps: Deps): Promise<readonly number[]> {
  const published: number[] = [];
  for (const round of await allRounds(deps.db)) {
    if (stateOf(round, today(deps)) !== 'closed') continue;
    await deps.db.transaction().execute(async (trx) => {
      // The lock first: another process may be publishing just this, and is seen when it is done.
      await lockRound(trx, round.year);
      const closed = await trx
        .selectFrom('editions')
        .select('number')
        .where('year', '=', round.year)
        .where('reason', '=', 'closed')
        .executeTakeFirst();
      if (closed) return;
      await publishEdition(deps, trx, round.year, 'closed', null);
      published.push(round.year);
    });
  }
  return published;
}
