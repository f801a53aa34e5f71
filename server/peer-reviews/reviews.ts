import { daysAfter } from '../../criteria/day.ts';
import { membersSince, requireMember } from '../access/membership.ts';
import type { SignedInUser } from '../access/requester.ts';
import { activeCoordinators, lockOrganisation } from '../accounts/queries.ts';
import type { PeerReviewRow } from '../database/peer-review-rows.ts';
import type { Deps } from '../deps.ts';
import { invalid, Problem } from '../http/problem.ts';
import { organisationByCode } from '../organisations/queries.ts';
import { today } from '../today.ts';
import { READING_DAYS, type NewReview, type ReviewView } from './contract.ts';
import { phaseOf, todayFor } from './phase.ts';
import { reviewToChange, type Which } from './queries.ts';
import { demandReadable } from './readable.ts';
import { tellStep } from './tell.ts';
import { reviewFor } from './view.ts';

/** One member asks another to be its guest, or its host. */
export async function proposeReview(
  deps: Deps,
  user: SignedInUser,
  code: string,
  { as, partner, message }: NewReview,
): Promise<ReviewView> {
  await requireMember(deps, code);
  const day = today(deps);
  const members = await membersSince(deps.db, day);
  if (partner === code) throw invalid('partner', 'ska vara en annan organisation');
  if (!members.has(partner)) throw invalid('partner', 'är inte med i nätverket');
  if ((await activeCoordinators(deps.db, partner)).length === 0)
    throw invalid('partner', 'har ingen samordnare i MR-kollen ännu');
  if ((await organisationByCode(deps.db, partner))?.ended_on) throw invalid('partner', 'har upphört');
  // A host offers what it has now, and nothing that it may adopt later.
  const offered = as === 'host' ? (await demandReadable(deps.db, code, true)).id : null;
  const [host, guest] = as === 'host' ? [code, partner] : [partner, code];
  const id = deps.newId();
  await deps.db.transaction().execute(async (trx) => {
    await lockOrganisation(trx, host);
    const others = await trx
      .selectFrom('peer_reviews')
      .selectAll()
      .where('host', '=', host)
      .where('guest', '=', guest)
      .execute();
    const now = await todayFor(trx, day, others);
    if (others.some((row) => ['proposed', 'open'].includes(phaseOf(row, now))))
      throw new Problem(409, 'exists', 'Ni har redan en granskning eller ett förslag på gång med varandra.', [
        { field: 'partner', message: 'har redan en granskning på gång med er' },
      ]);
    await trx
      .insertInto('peer_reviews')
      .values({
        id,
        host,
        guest,
        proposed_by: as,
        message,
        state: 'proposed',
        assessment_id: offered,
        created_at: deps.now().toISOString(),
        created_by: user.id,
        opened_on: null,
        ends_on: null,
        guest_text: '',
        guest_revision: 0,
        guest_signed_at: null,
        guest_signed_by: null,
        host_text: '',
        host_revision: 0,
        host_signed_at: null,
        host_signed_by: null,
        revision: 1,
      })
      .execute();
    await tellStep(deps, trx, 'peer-review-proposed', user, { id, host, guest });
  });
  return reviewFor(deps, { code, reviewId: id });
}

/** The other says yes or no. With a yes the guest reads the host's newest adopted assessment from now on. */
export async function respondToReview(
  deps: Deps,
  user: SignedInUser,
  which: Which,
  accept: boolean,
): Promise<ReviewView> {
  await deps.db.transaction().execute(async (trx) => {
    const { row, side } = await reviewToChange(deps, trx, which, ['proposed']);
    if (row.proposed_by === side)
      throw new Problem(409, 'own-proposal', 'Det är den andra organisationen som svarar på förslaget.');
    if (!accept) return change('declined', {});
    const day = today(deps);
    const { id } = await demandReadable(trx, row.host, side === 'host');
    return change('open', { assessment_id: id, opened_on: day, ends_on: daysAfter(day, READING_DAYS) });

    async function change(state: 'open' | 'declined', more: Partial<PeerReviewRow>) {
      await trx
        .updateTable('peer_reviews')
        .set({ state, ...more })
        .where('id', '=', row.id)
        .execute();
      await tellStep(deps, trx, state === 'open' ? 'peer-review-opened' : 'peer-review-declined', user, row);
    }
  });
  return reviewFor(deps, which);
}

/** Whoever proposed it takes it back, before there is an answer. */
export async function withdrawReview(deps: Deps, user: SignedInUser, which: Which): Promise<ReviewView> {
  await deps.db.transaction().execute(async (trx) => {
    const { row, side } = await reviewToChange(deps, trx, which, ['proposed']);
    if (row.proposed_by !== side)
      throw new Problem(409, 'not-own-proposal', 'Det är den andra organisationens förslag. Tacka nej i stället.');
    await trx.updateTable('peer_reviews').set({ state: 'withdrawn' }).where('id', '=', row.id).execute();
    await tellStep(deps, trx, 'peer-review-withdrawn', user, row);
  });
  return reviewFor(deps, which);
}

/** Either ends the reading before its last day. The account can still be written and signed. */
export async function endReview(deps: Deps, user: SignedInUser, which: Which): Promise<ReviewView> {
  await deps.db.transaction().execute(async (trx) => {
    const { row } = await reviewToChange(deps, trx, which, ['open']);
    await trx.updateTable('peer_reviews').set({ state: 'ended' }).where('id', '=', row.id).execute();
    await tellStep(deps, trx, 'peer-review-ended', user, row);
  });
  return reviewFor(deps, which);
}
