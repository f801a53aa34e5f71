import { askedIn, tasksOf } from '../../criteria/model.ts';
import { progressOf } from '../../criteria/scoring/progress.ts';
import { catalogueOf } from '../catalogues/published.ts';
import { organisationByCode } from '../organisations/queries.ts';
import { submissionOf } from '../rounds/queries.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../http/problem.ts';
import { deepeningsIn, type SignedInUser } from '../access/requester.ts';
import { statesOf } from './content.ts';
import type { AssessmentSummary } from './contract.ts';
import { handoutsOf, withState } from './handout-queries.ts';
import { answersOf, assessmentsOf } from './queries.ts';

/** The organisation's assessments, newest first, with progress over what this person may see. */
export async function summariesFor(
  deps: Deps,
  user: SignedInUser,
  organisationCode: string,
): Promise<AssessmentSummary[]> {
  const organisation = await organisationByCode(deps.db, organisationCode);
  if (!organisation) throw notFound('Organisationen');
  const rows = await assessmentsOf(deps.db, organisationCode);
  const summaries = rows.map(async (row): Promise<AssessmentSummary> => {
    const [answers, handouts, submission] = await Promise.all([
      answersOf(deps.db, row.id),
      handoutsOf(deps.db, row.id),
      submissionOf(deps.db, row.id),
    ]);
    const states = statesOf(answers);
    const asked = askedIn(catalogueOf(deps, row.catalogue), {
      tasks: tasksOf(organisation.code),
      track: row.track,
      deepenings: deepeningsIn(row),
    }).map(({ code }) => code);
    const place = new Map(asked.map((code, i) => [code, i]));
    const mine = withState(handouts, answers)
      .filter(({ user_id }) => user_id === user.id)
      .sort((a, b) => (place.get(a.code) ?? asked.length) - (place.get(b.code) ?? asked.length));
    const codes =
      user.role === 'contributor' ? asked.filter((code) => mine.some((handout) => handout.code === code)) : asked;
    return {
      id: row.id,
      year: row.year,
      revision: row.revision,
      catalogue: row.catalogue,
      track: row.track,
      state: row.state,
      contentRevision: row.content_revision,
      startedAt: row.created_at,
      updatedAt: row.updated_at,
      sharing: submission?.sharing ?? null,
      progress: progressOf(codes, states),
      handedOut: mine.map(({ code, due, message, sender, answered, state, waitsFor }) => ({
        code,
        due,
        message,
        sender,
        answered,
        state,
        waitsFor,
      })),
    };
  });
  const all = await Promise.all(summaries);
  return user.role === 'contributor' ? all.filter(({ handedOut }) => handedOut.length > 0) : all;
}
