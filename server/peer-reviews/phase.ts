import type { Kysely } from 'kysely';
import { daysAfter } from '../../criteria/day.ts';
import { membersOn } from '../access/membership.ts';
import type { PeerReviewRow } from '../database/peer-review-rows.ts';
import type { Database } from '../database/schema.ts';
import { readableOf } from './readable.ts';

/** A proposal that nobody has answered lapses after so many days: what it offered may no longer be what is meant. */
export const PROPOSAL_DAYS = 60;

export type Phase = PeerReviewRow['state'] | 'lapsed';
type Standing = Pick<PeerReviewRow, 'state' | 'created_at' | 'ends_on' | 'host' | 'guest'>;

/** What the phases of a day depend on beside the reviews themselves. */
export interface Today {
  readonly day: string;
  readonly members: ReadonlySet<string>;
  /** Hosts that have nothing any more that members may read, such as after a correction with another decision. */
  readonly closed: ReadonlySet<string>;
}

/** What is true today, for these reviews. */
export async function todayFor(
  db: Kysely<Database>,
  day: string,
  rows: readonly Pick<PeerReviewRow, 'state' | 'host'>[],
): Promise<Today> {
  const hosts = [...new Set(rows.filter(({ state }) => state === 'open').map(({ host }) => host))];
  const readable = await Promise.all(hosts.map((host) => readableOf(db, host)));
  return {
    day,
    members: await membersOn(db, day),
    closed: new Set(hosts.filter((_, i) => typeof readable[i] === 'string')),
  };
}

/**
 * Where a review stands on a day. Reading ends by itself when its last day has passed, when either has left the network,
 * or when the host's newest decision lets no member read; nothing needs to run for that.
 */
export function phaseOf({ state, created_at, ends_on, host, guest }: Standing, { day, members, closed }: Today): Phase {
  if (state === 'proposed' && daysAfter(created_at.slice(0, 10), PROPOSAL_DAYS) < day) return 'lapsed';
  if (state !== 'open') return state;
  const over = (ends_on ?? '') < day || !members.has(host) || !members.has(guest) || closed.has(host);
  return over ? 'ended' : 'open';
}
