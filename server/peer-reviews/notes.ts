import type { Kysely } from 'kysely';
import type { SignedInUser } from '../access/requester.ts';
import type { PeerNoteRow, PeerReviewRow } from '../database/peer-review-rows.ts';
import type { Database } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { invalid, notFound, Problem } from '../http/problem.ts';
import type { NewNote, ReviewView } from './contract.ts';
import { unsign } from './account.ts';
import { reviewToChange, type Which } from './queries.ts';
import { askedOf, reviewFor } from './view.ts';

type NoteOf = Which & { readonly criterion: string };

const noteIn = (trx: Kysely<Database>, reviewId: string, code: string): Promise<PeerNoteRow | undefined> =>
  trx
    .selectFrom('peer_notes')
    .selectAll()
    .where('review_id', '=', reviewId)
    .where('code', '=', code)
    .executeTakeFirst();

function demandRevision(
  row: PeerNoteRow | undefined,
  base: number,
  title = 'Någon annan har ändrat anteckningen sedan du öppnade sidan. Det du skrev är kvar. Läs den andra, och spara igen.',
): void {
  if ((row?.revision ?? 0) === base) return;
  throw new Problem(412, 'conflict', title, [{ field: 'If-Match', message: 'är en äldre version' }]);
}

async function demandAsked(
  deps: Deps,
  trx: Kysely<Database>,
  { assessment_id }: PeerReviewRow,
  code: string,
): Promise<void> {
  if (assessment_id === null) throw notFound('Granskningen');
  if (!(await askedOf(trx, deps, assessment_id)).some((each) => each.code === code))
    throw invalid('criterion', 'ställs inte till värden');
}

/** The guest's note about a criterion: it holds, a question, or a suggestion. `base` is 0 for the first. */
export async function writeNote(
  deps: Deps,
  user: SignedInUser,
  which: NoteOf,
  base: number,
  { kind, text }: NewNote,
): Promise<ReviewView> {
  await deps.db.transaction().execute(async (trx) => {
    const { row } = await reviewToChange(deps, trx, which, ['open'], 'guest');
    await demandAsked(deps, trx, row, which.criterion);
    const before = await noteIn(trx, row.id, which.criterion);
    demandRevision(before, base);
    const written = { kind, text, written_by: user.id, written_at: deps.now().toISOString(), revision: base + 1 };
    if (before)
      await trx
        .updateTable('peer_notes')
        .set(written)
        .where('review_id', '=', row.id)
        .where('code', '=', which.criterion)
        .execute();
    else
      await trx
        .insertInto('peer_notes')
        .values({
          review_id: row.id,
          code: which.criterion,
          ...written,
          reply: '',
          replied_by: null,
          replied_at: null,
        })
        .execute();
    if (before?.kind !== kind) await unsign(deps, trx, user, row);
  });
  return reviewFor(deps, which);
}

/** The guest takes a note away, while nobody has answered it. */
export async function removeNote(deps: Deps, user: SignedInUser, which: NoteOf, base: number): Promise<ReviewView> {
  await deps.db.transaction().execute(async (trx) => {
    const { row } = await reviewToChange(deps, trx, which, ['open'], 'guest');
    const before = await noteIn(trx, row.id, which.criterion);
    if (!before) throw notFound('Anteckningen');
    demandRevision(
      before,
      base,
      'Någon annan har ändrat anteckningen sedan du öppnade sidan. Läs den, och ta bort den igen om den ska bort.',
    );
    if (before.reply !== '')
      throw new Problem(409, 'answered', 'Värden har svarat, så anteckningen tas inte bort. Ni kan ändra den.');
    await trx.deleteFrom('peer_notes').where('review_id', '=', row.id).where('code', '=', which.criterion).execute();
    await unsign(deps, trx, user, row);
  });
  return reviewFor(deps, which);
}

/** The host answers a note, also when the reading is over. */
export async function replyToNote(
  deps: Deps,
  user: SignedInUser,
  which: NoteOf,
  base: number,
  text: string,
): Promise<ReviewView> {
  await deps.db.transaction().execute(async (trx) => {
    const { row } = await reviewToChange(deps, trx, which, ['open', 'ended'], 'host');
    const before = await noteIn(trx, row.id, which.criterion);
    if (!before) throw notFound('Anteckningen');
    demandRevision(before, base);
    await trx
      .updateTable('peer_notes')
      .set({ reply: text, replied_by: user.id, replied_at: deps.now().toISOString(), revision: base + 1 })
      .where('review_id', '=', row.id)
      .where('code', '=', which.criterion)
      .execute();
  });
  return reviewFor(deps, which);
}
