import { logEvent } from '../audit/events.ts';
import type { SignedInUser } from '../access/requester.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { queueMail } from '../mail/queue.ts';
import { roundOf } from '../rounds/queries.ts';
import { stateOf } from '../rounds/rounds.ts';
import { today } from '../today.ts';
import type { Nudged } from './contract.ts';
import { coordinatorIds } from './receivers.ts';
import { waitingIn } from './waiting.ts';

/** SKL reminds the coordinators of every member that has not sent. At most once a day to each. */
export async function nudge(deps: Deps, user: SignedInUser, year: number, text: string): Promise<Nudged> {
  if (deps.config.mail === null)
    throw new Problem(409, 'no-mail', 'Tjänsten har ingen mejlserver. Kopiera adresserna och skicka själv.');
  const waiting = await waitingIn(deps, year);
  const round = await roundOf(deps.db, year);
  if (!round || stateOf(round, today(deps)) !== 'open')
    throw new Problem(409, 'not-open', 'Omgången är inte öppen, så det finns inget att påminna om.');
  const to = await coordinatorIds(
    deps.db,
    waiting.map(({ code }) => code),
  );
  const coordinators = await deps.db.transaction().execute(async (trx) => {
    const queued = await queueMail(
      deps,
      trx,
      to.map(({ organisation, userId }) => ({
        kind: 'nudge',
        key: `nudge:${year}:${userId}:${today(deps)}`,
        to: { userId },
        params: { year, organisation, text },
      })),
    );
    await logEvent(deps, trx, {
      event: 'members-reminded',
      userId: user.id,
      organisationCode: null,
      details: { year, coordinators: queued },
    });
    return queued;
  });
  return {
    coordinators,
    without: waiting.filter((row) => row.coordinators.length === 0).map(({ name }) => name),
  };
}
