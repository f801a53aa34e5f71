import type { Kysely } from 'kysely';
import { membersOn } from '../access/membership.ts';
import type { PeerReviewRow, PeerSide } from '../database/peer-review-rows.ts';
import type { Database } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { notFound, Problem } from '../http/problem.ts';
import { today } from '../today.ts';

type Db = Kysely<Database>;

/** Which review, and which organisation asks. */
export interface Which {
  readonly code: string;
  readonly reviewId: string;
}

/** A review as one of its two sides meets it. */
export interface Seen {
  readonly row: PeerReviewRow;
  readonly side: PeerSide;
  readonly phase: PeerReviewRow['state'];
}

/**
 * Where it stands on a day. Reading ends by itself when its last day has passed, or when either has left the network;
 * nothing needs to run for that.
 */
export const phaseOf = (
  { state, ends_on, host, guest }: Pick<PeerReviewRow, 'state' | 'ends_on' | 'host' | 'guest'>,
  day: string,
  members: ReadonlySet<string>,
): PeerReviewRow['state'] =>
  state === 'open' && ((ends_on ?? '') < day || !members.has(host) || !members.has(guest)) ? 'ended' : state;

/** For the two organisations and nobody else: throws 404 for the rest. */
async function seenBy(deps: Deps, db: Db, code: string, row: PeerReviewRow | undefined): Promise<Seen> {
  const side = row?.host === code ? 'host' : row?.guest === code ? 'guest' : undefined;
  if (!row || !side) throw notFound('Granskningen');
  const day = today(deps);
  return { row, side, phase: phaseOf(row, day, await membersOn(db, day)) };
}

export async function reviewSeen(deps: Deps, { code, reviewId }: Which): Promise<Seen> {
  const row = await deps.db.selectFrom('peer_reviews').selectAll().where('id', '=', reviewId).executeTakeFirst();
  return seenBy(deps, deps.db, code, row);
}

/**
 * The same, first in a transaction that changes it: changes wait for each other. Only `phases` are let through, and only
 * `side`, when it is given.
 */
export async function reviewToChange(
  deps: Deps,
  trx: Db,
  { code, reviewId }: Which,
  phases: readonly PeerReviewRow['state'][],
  side?: PeerSide,
): Promise<Seen> {
  const row = await trx
    .updateTable('peer_reviews')
    .set((eb) => ({ revision: eb.ref('revision') }))
    .where('id', '=', reviewId)
    .returningAll()
    .executeTakeFirst();
  const seen = await seenBy(deps, trx, code, row);
  if (!phases.includes(seen.phase))
    throw new Problem(409, 'phase', REFUSED[seen.phase], [{ field: 'reviewId', message: 'är inte i det läget' }]);
  if (side !== undefined && seen.side !== side)
    throw new Problem(
      403,
      'denied',
      side === 'guest' ? 'Det är gästen som antecknar.' : 'Det är värden som svarar på anteckningarna.',
    );
  return seen;
}

const REFUSED: Readonly<Record<PeerReviewRow['state'], string>> = {
  proposed: 'Granskningen har inte börjat ännu.',
  open: 'Granskningen har redan börjat.',
  ended: 'Läsningen är avslutad.',
  signed: 'Båda har skrivit under. Inget ändras längre.',
  declined: 'Förslaget fick nej.',
  withdrawn: 'Förslaget är tillbakataget.',
};
