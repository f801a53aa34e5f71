import type { Kysely } from 'kysely';
import type { PeerNoteRow, PeerReviewRow, PeerSide } from '../database/peer-review-rows.ts';
import type { Database } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { notFound, Problem } from '../http/problem.ts';
import { today } from '../today.ts';
import { phaseOf, todayFor, type Phase } from './phase.ts';

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
  readonly phase: Phase;
}

/** For the two organisations and nobody else: throws 404 for the rest. */
async function seenBy(deps: Deps, db: Db, code: string, row: PeerReviewRow | undefined): Promise<Seen> {
  const side = row?.host === code ? 'host' : row?.guest === code ? 'guest' : undefined;
  if (!row || !side) throw notFound('Granskningen');
  return { row, side, phase: phaseOf(row, await todayFor(db, today(deps), [row])) };
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
  phases: readonly Phase[],
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

const REFUSED: Readonly<Record<Phase, string>> = {
  proposed: 'Granskningen har inte börjat ännu.',
  lapsed: 'Förslaget gäller inte längre. Föreslå igen.',
  open: 'Granskningen har redan börjat.',
  ended: 'Läsningen är avslutad.',
  signed: 'Båda har skrivit under. Inget ändras längre.',
  declined: 'Förslaget fick nej.',
  withdrawn: 'Förslaget är tillbakataget.',
};

export const notesOf = (db: Db, reviewId: string): Promise<PeerNoteRow[]> =>
  db.selectFrom('peer_notes').selectAll().where('review_id', '=', reviewId).orderBy('code').execute();
