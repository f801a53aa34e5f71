import { criteriaFor } from '../../criteria/model.ts';
import { userById } from '../accounts/queries.ts';
import { catalogueOf } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import { invalid } from '../http/problem.ts';
import type { SignedInUser } from '../http/session.ts';
import type { LoadedAssessment } from './access-queries.ts';
import type { CommentView } from './contract.ts';
import { commentsOf, deleteHandout, insertComment, touch, upsertHandouts } from './queries.ts';

/** Hands criteria to a colleague, who then sees and answers only those. Handing out again changes message and date. */
export async function handOut(
  deps: Deps,
  user: SignedInUser,
  { row, organisation }: LoadedAssessment,
  wanted: { userId: string; codes: readonly string[]; message: string; due: string | null },
): Promise<void> {
  const colleague = await userById(deps.db, wanted.userId);
  if (!colleague || colleague.organisation_code !== organisation.code || colleague.disabled_at !== null) throw invalid('userId', 'finns inte i er organisation');
  if (colleague.role === 'decision_maker') throw invalid('userId', 'är beslutsfattare och kan inte besvara kriterier');
  const asked = new Set(criteriaFor(catalogueOf(deps, row.catalogue), organisation.tasks).map(({ code }) => code));
  const unknown = wanted.codes.find((code) => !asked.has(code));
  if (unknown !== undefined) throw invalid('codes', `${unknown} ställs inte till er i den här självskattningen`);
  const created_at = deps.now().toISOString();
  await deps.db.transaction().execute(async (trx) => {
    await upsertHandouts(trx, [...new Set(wanted.codes)].map((code) => ({
      assessment_id: row.id, code, user_id: wanted.userId, message: wanted.message, due: wanted.due, created_at, created_by: user.id,
    })));
    await touch(trx, row.id);
  });
}

/** Takes a criterion back. What the colleague has answered stays. */
export async function takeBack(deps: Deps, { row }: LoadedAssessment, code: string, userId: string): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    await deleteHandout(trx, row.id, code, userId);
    await touch(trx, row.id);
  });
}

export async function threadOf(deps: Deps, user: SignedInUser, { row }: LoadedAssessment, code: string): Promise<CommentView[]> {
  const rows = await commentsOf(deps.db, row.id, code);
  return rows.map(({ id, text, name, user_id, created_at }) => ({ id, text, name: name ?? 'Borttaget konto', mine: user_id === user.id, createdAt: created_at }));
}

/** Comments are working notes: possible in every state, never frozen, sent or exported. */
export async function addComment(deps: Deps, user: SignedInUser, { row }: LoadedAssessment, code: string, text: string): Promise<CommentView[]> {
  await deps.db.transaction().execute(async (trx) => {
    await insertComment(trx, { id: deps.newId(), assessment_id: row.id, code, user_id: user.id, text, created_at: deps.now().toISOString() });
    await touch(trx, row.id);
  });
  const loaded = { row } as LoadedAssessment;
  return threadOf(deps, user, loaded, code);
}
