import type { Kysely } from 'kysely';
import type { SignedInUser } from '../access/requester.ts';
import { activeCoordinators } from '../accounts/queries.ts';
import { logEvent, type EventName } from '../audit/events.ts';
import type { PeerReviewRow } from '../database/peer-review-rows.ts';
import type { Database } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { queueMail } from '../mail/queue.ts';
import { organisationByCode } from '../organisations/queries.ts';

/** What has happened to a review, as it is told. */
export type Step = Exclude<Extract<EventName, `peer-review-${string}`>, 'peer-review-masked'>;

/**
 * In both organisations' logs, each with the other's name; and by mail to the other's coordinators, or to those of the
 * organisations in `to`. Whoever did it gets none.
 */
export async function tellStep(
  deps: Deps,
  trx: Kysely<Database>,
  event: Step,
  user: SignedInUser,
  row: Pick<PeerReviewRow, 'id' | 'host' | 'guest'>,
  to?: readonly string[],
): Promise<void> {
  const own = user.organisationCode === row.host ? row.host : row.guest;
  const other = own === row.host ? row.guest : row.host;
  const nameOf = async (code: string) => (await organisationByCode(trx, code))?.name ?? code;
  for (const [organisationCode, partner] of [
    [own, other],
    [other, own],
  ] as const)
    await logEvent(deps, trx, {
      event,
      userId: user.id,
      organisationCode,
      details: { partner: await nameOf(partner) },
    });
  const at = deps.now().toISOString();
  for (const code of to ?? [other])
    await queueMail(
      deps,
      trx,
      (await activeCoordinators(trx, code))
        .filter(({ id }) => id !== user.id)
        .map(({ id }) => ({
          kind: 'peer-review',
          key: `peer-review:${row.id}:${event}:${id}:${at}`,
          to: { userId: id },
          params: { id: row.id, step: event, by: user.name, code },
        })),
    );
}
