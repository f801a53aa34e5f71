import { isMember } from '../access/membership.ts';
import type { Deps } from '../deps.ts';
import type { RoundMember } from '../memberships/contract.ts';
import { statusOfRound } from '../memberships/status.ts';
import { today } from '../today.ts';

/** Members of today that have not sent to the round: one that has left in the middle of it is not reminded. */
export async function waitingIn(deps: Deps, year: number): Promise<readonly RoundMember[]> {
  const day = today(deps);
  const waiting: RoundMember[] = [];
  for (const row of await statusOfRound(deps, year))
    if (row.status !== 'submitted' && (await isMember(deps.db, row.code, day))) waiting.push(row);
  return waiting;
}
