import type { Deps } from '../deps.ts';
import { allRounds } from '../rounds/queries.ts';
import { stateOf, today } from '../rounds/rounds.ts';
import { publishEdition } from './publish.ts';

/**
 * Publishes the edition of every round that has closed and has not had its own. Asked at start and then every quarter
 * of an hour; it is safe to ask twice. Returns the years published.
 */
export async function closeDueRounds(deps: Deps): Promise<readonly number[]> {
  const published: number[] = [];
  for (const round of await allRounds(deps.db)) {
    if (stateOf(round, today(deps)) !== 'closed') continue;
    await deps.db.transaction().execute(async (trx) => {
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

const QUARTER = 15 * 60 * 1000;

/** Looks for rounds to close for as long as the process runs. */
export function watchRounds(deps: Deps, onError: (error: unknown) => void): NodeJS.Timeout {
  const look = () => {
    closeDueRounds(deps).catch(onError);
  };
  look();
  return setInterval(look, QUARTER).unref();
}
