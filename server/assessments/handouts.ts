import { askedIn } from '../../criteria/model.ts';
import { userById } from '../accounts/queries.ts';
import { catalogueOf } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import { invalid, notFound } from '../http/problem.ts';
import type { SignedInUser } from '../access/requester.ts';
import type { LoadedAssessment } from '../access/requester.ts';
import type { CommentRow } from '../database/schema.ts';
import type { CommentView } from './contract.ts';
import { handedOut } from '../access/handed-out.ts';
import { logEvent } from '../audit/events.ts';
import { tellComment, tellHandedBack, tellHandedOut, tellTakenBack } from './tell.ts';
import { commentsOf, deleteHandout, insertComment, touch, upsertHandouts } from './queries.ts';

/** Hands criteria to a colleague, who then sees and answers only those. Handing out again changes message and date. */
export async function handOut(
  deps: Deps,
  user: SignedInUser,
  assessment: LoadedAssessment,
  wanted: { userId: string; codes: readonly string[]; message: string; due: string | null },
): Promise<void> {
  const colleague = await userById(deps.db, wanted.userId);
  if (!colleague || colleague.organisation_code !== assessment.organisationCode || colleague.disabled_at !== null)
    throw invalid('userId', 'finns inte i er organisation');
  if (colleague.role === 'decision_maker') throw invalid('userId', 'är beslutsfattare och kan inte besvara kriterier');
  const asked = new Set(askedIn(catalogueOf(deps, assessment.catalogue), assessment).map(({ code }) => code));
  const unknown = wanted.codes.find((code) => !asked.has(code));
  if (unknown !== undefined) throw invalid('codes', `${unknown} ställs inte till er i den här självskattningen`);
  const created_at = deps.now().toISOString();
  await deps.db.transaction().execute(async (trx) => {
    await touch(trx, assessment.id);
    await upsertHandouts(
      trx,
      [...new Set(wanted.codes)].map((code) => ({
        assessment_id: assessment.id,
        code,
        user_id: wanted.userId,
        message: wanted.message,
        due: wanted.due,
        created_at,
        created_by: user.id,
      })),
    );
    await tellHandedOut(deps, trx, user, assessment, wanted);
    await logEvent(deps, trx, {
      event: 'criteria-handed-out',
      userId: user.id,
      organisationCode: assessment.organisationCode,
      assessmentId: assessment.id,
      details: { name: colleague.name, codes: [...new Set(wanted.codes)].join(', '), due: wanted.due },
    });
  });
}

function commentBy(
  deps: Deps,
  user: SignedInUser,
  assessment: LoadedAssessment,
  code: string,
  text: string,
): CommentRow {
  return {
    id: deps.newId(),
    assessment_id: assessment.id,
    code,
    user_id: user.id,
    text,
    created_at: deps.now().toISOString(),
  };
}

/** A colleague who cannot answer hands the criterion back, with the reason as a comment that the coordinator meets. */
export async function handBack(
  deps: Deps,
  user: SignedInUser,
  assessment: LoadedAssessment,
  code: string,
  reason: string,
): Promise<void> {
  if (!(await handedOut(deps.db, assessment.id, user.id, code))) throw notFound('Kriteriet');
  await deps.db.transaction().execute(async (trx) => {
    await insertComment(trx, commentBy(deps, user, assessment, code, `Kan inte svara: ${reason}`));
    await deleteHandout(trx, assessment.id, code, user.id);
    await touch(trx, assessment.id);
    await tellHandedBack(deps, trx, user, assessment, code);
    await logEvent(deps, trx, {
      event: 'criterion-handed-back',
      userId: user.id,
      organisationCode: assessment.organisationCode,
      assessmentId: assessment.id,
      details: { code },
    });
  });
}

/** Takes a criterion back. What the colleague has answered stays. */
export async function takeBack(
  deps: Deps,
  user: SignedInUser,
  assessment: LoadedAssessment,
  code: string,
  userId: string,
): Promise<void> {
  const colleague = await userById(deps.db, userId);
  await deps.db.transaction().execute(async (trx) => {
    await touch(trx, assessment.id);
    if (!(await deleteHandout(trx, assessment.id, code, userId))) return;
    await tellTakenBack(deps, trx, user, assessment, { userId, code });
    await logEvent(deps, trx, {
      event: 'criterion-taken-back',
      userId: user.id,
      organisationCode: assessment.organisationCode,
      assessmentId: assessment.id,
      details: { code, name: colleague?.name ?? '' },
    });
  });
}

export async function threadOf(
  deps: Deps,
  user: SignedInUser,
  assessment: LoadedAssessment,
  code: string,
): Promise<CommentView[]> {
  const rows = await commentsOf(deps.db, assessment.id, code);
  return rows.map(({ id, text, name, user_id, created_at }) => ({
    id,
    text,
    name: name ?? 'Borttaget konto',
    mine: user_id === user.id,
    createdAt: created_at,
  }));
}

/** Comments are working notes: possible in every state, never frozen, sent or exported. */
export async function addComment(
  deps: Deps,
  user: SignedInUser,
  assessment: LoadedAssessment,
  code: string,
  text: string,
): Promise<CommentView[]> {
  await deps.db.transaction().execute(async (trx) => {
    await insertComment(trx, commentBy(deps, user, assessment, code, text));
    await touch(trx, assessment.id);
    await tellComment(deps, trx, user, assessment, code);
    // That it was written, and not what: the comment itself can be taken out of the service without a trace in the log.
    await logEvent(deps, trx, {
      event: 'comment-written',
      userId: user.id,
      organisationCode: assessment.organisationCode,
      assessmentId: assessment.id,
      details: { code },
    });
  });
  return threadOf(deps, user, assessment, code);
}
