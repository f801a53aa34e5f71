import { askedIn } from '../../criteria/model.ts';
import { userById } from '../accounts/queries.ts';
import { catalogueOf } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import { invalid, notFound } from '../http/problem.ts';
import type { SignedInUser } from '../access/requester.ts';
import type { LoadedAssessment } from '../access/requester.ts';
import { handedOut } from '../access/handed-out.ts';
import { logEvent } from '../audit/events.ts';
import { commentBy } from './comments.ts';
import { deleteHandout, upsertHandouts } from './handout-queries.ts';
import { countDraftChange } from './handout-steps.ts';
import { insertComment, touch } from './queries.ts';
import { tellHandedBack, tellHandedOut, tellTakenBack } from './tell.ts';

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
    await countDraftChange(trx, assessment);
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

/** A colleague who cannot answer hands the criterion back, with the reason as a comment that the coordinator meets. */
export async function giveBack(
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
