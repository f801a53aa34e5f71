import type { Kysely } from 'kysely';
import { daysAfter } from '../../criteria/day.ts';
import { membersSince } from '../access/membership.ts';
import type { PeerReviewRow } from '../database/peer-review-rows.ts';
import type { Database } from '../database/schema.ts';
import { readableOf } from './readable.ts';

/** A proposal that nobody has answered lapses after so many days: what it offered may no longer be what is meant. */
export const PROPOSAL_DAYS = 60;

export type Phase = PeerReviewRow['state'] | 'lapsed';
type Standing = Pick<
  PeerReviewRow,
  'state' | 'created_at' | 'opened_on' | 'ends_on' | 'assessment_id' | 'host' | 'guest'
>;

/** What the phases of a day depend on beside the reviews themselves. */
export interface Today {
  readonly day: string;
  /** Since when each member has been one, without a break. */
  readonly members: ReadonlyMap<string, string>;
  /** What each host lets members read; null when there is nothing, such as after a correction with another decision. */
  readonly readable: ReadonlyMap<string, string | null>;
}

/** What is true today, for these reviews. */
export async function todayFor(
  db: Kysely<Database>,
  day: string,
  rows: readonly Pick<PeerReviewRow, 'state' | 'host'>[],
): Promise<Today> {
  const alive = rows.filter(({ state }) => state === 'open' || state === 'proposed');
  const readable = new Map<string, string | null>();
  for (const host of new Set(alive.map((row) => row.host))) {
    const found = await readableOf(db, host);
    readable.set(host, typeof found === 'string' ? null : found.id);
  }
  return { day, members: await membersSince(db, day), readable };
}

/**
 * Where a review stands on a day. Reading ends by itself when its last day has passed, when either has left the network,
 * also if it has come back, or when the host's newest decision lets no member read. A proposal lapses in time, when
 * either is no member, or when the host has adopted something else than it offered. Nothing needs to run for that.
 */
export function phaseOf(row: Standing, { day, members, readable }: Today): Phase {
  const { state, created_at, opened_on, ends_on, assessment_id, host, guest } = row;
  const memberSince = (code: string, from: string) => (members.get(code) ?? '9999') <= from;
  if (state === 'proposed') {
    const stands =
      daysAfter(created_at.slice(0, 10), PROPOSAL_DAYS) >= day &&
      memberSince(host, day) &&
      memberSince(guest, day) &&
      (assessment_id === null || readable.get(host) === assessment_id);
    return stands ? 'proposed' : 'lapsed';
  }
  if (state !== 'open') return state;
  const goesOn =
    (ends_on ?? '') >= day &&
    memberSince(host, opened_on ?? '') &&
    memberSince(guest, opened_on ?? '') &&
    readable.get(host) !== null;
  return goesOn ? 'open' : 'ended';
}
