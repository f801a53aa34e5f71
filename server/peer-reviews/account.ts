import { sql, type Kysely } from 'kysely';
import type { SignedInUser } from '../access/requester.ts';
import type { PeerReviewRow } from '../database/peer-review-rows.ts';
import type { Database } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import type { ReviewView } from './contract.ts';
import { reviewToChange, type Which } from './queries.ts';
import { tellStep } from './tell.ts';
import { reviewFor } from './view.ts';

/** What the account says has changed: nobody has signed that. Whoever had signed is told. */
export async function unsign(deps: Deps, trx: Kysely<Database>, user: SignedInUser, row: PeerReviewRow): Promise<void> {
  await trx
    .updateTable('peer_reviews')
    .set({
      revision: sql<number>`revision + 1`,
      guest_signed_at: null,
      guest_signed_by: null,
      host_signed_at: null,
      host_signed_by: null,
    })
    .where('id', '=', row.id)
    .execute();
  const signed = [
    ...(row.guest_signed_at === null ? [] : [row.guest]),
    ...(row.host_signed_at === null ? [] : [row.host]),
  ];
  if (signed.length > 0) await tellStep(deps, trx, 'peer-review-unsigned', user, row, signed);
}

const changed = (): Problem =>
  new Problem(412, 'conflict', 'Redogörelsen har ändrats sedan du öppnade sidan. Läs den igen.', [
    { field: 'If-Match', message: 'är en äldre version' },
  ]);

/** A side's own part of the account. `base` is that part's revision. */
export async function writeAccount(
  deps: Deps,
  user: SignedInUser,
  which: Which,
  base: number,
  text: string,
): Promise<ReviewView> {
  await deps.db.transaction().execute(async (trx) => {
    const { row, side } = await reviewToChange(deps, trx, which, ['open', 'ended']);
    if (row[`${side}_revision`] !== base)
      throw new Problem(
        412,
        'conflict',
        'En kollega har ändrat er del sedan du öppnade sidan. Det du skrev är kvar. Läs den andra, och spara igen.',
        [{ field: 'If-Match', message: 'är en äldre version' }],
      );
    if (row[`${side}_text`] === text) return;
    await trx
      .updateTable('peer_reviews')
      .set({ [`${side}_text`]: text, [`${side}_revision`]: base + 1 })
      .where('id', '=', row.id)
      .execute();
    await unsign(deps, trx, user, row);
  });
  return reviewFor(deps, which);
}

/** Signs the account for one side, as it stands in `revision`. With both, the review is over and nothing changes. */
export async function signAccount(deps: Deps, user: SignedInUser, which: Which, revision: number): Promise<ReviewView> {
  await deps.db.transaction().execute(async (trx) => {
    const { row, side } = await reviewToChange(deps, trx, which, ['open', 'ended']);
    if (row.revision !== revision) throw changed();
    if (row.host_text === '' || row.guest_text === '')
      throw new Problem(409, 'unwritten', 'Båda behöver skriva sin del innan någon skriver under.');
    if (row[`${side}_signed_at`] !== null) return;
    const both = row[side === 'host' ? 'guest_signed_at' : 'host_signed_at'] !== null;
    await trx
      .updateTable('peer_reviews')
      .set({
        [`${side}_signed_at`]: deps.now().toISOString(),
        [`${side}_signed_by`]: user.id,
        ...(both ? { state: 'signed' } : {}),
      })
      .where('id', '=', row.id)
      .execute();
    await tellStep(deps, trx, 'peer-review-signed', user, row);
  });
  return reviewFor(deps, which);
}
