import type { LoadedAssessment, SignedInUser } from '../access/requester.ts';
import { logEvent } from '../audit/events.ts';
import type { CommentRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import type { CommentView } from './contract.ts';
import { commentsOf, insertComment, touch } from './queries.ts';
import { tellComment } from './tell.ts';

export function commentBy(
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
