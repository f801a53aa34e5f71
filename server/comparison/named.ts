import { userById } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import { notFound, notShown } from '../http/problem.ts';
import type { SignedInUser } from '../access/requester.ts';
import { organisationByCode } from '../organisations/queries.ts';
import { isMember } from '../access/membership.ts';
import { latestSubmission } from '../rounds/queries.ts';
import { shownPicture } from '../surveys/picture.ts';
import { today } from '../today.ts';
import { sightOf, type Viewer } from '../access/sight.ts';
import type { NamedAssessment } from './contract.ts';
import { readAssessmentOf } from './read-assessment.ts';

/** What decides whom a signed-in person sees by name. */
export async function viewerOf(deps: Deps, user: SignedInUser): Promise<Viewer> {
  const [account, member] = await Promise.all([
    user.role === 'county_viewer' ? userById(deps.db, user.id) : undefined,
    user.organisationCode === null ? false : isMember(deps.db, user.organisationCode, today(deps)),
  ]);
  return {
    role: user.role,
    organisationCode: user.organisationCode,
    member,
    county: account?.county_code ?? null,
  };
}

/** Someone who is not signed in. */
export const ANYONE: Viewer = { role: null, organisationCode: null, member: false, county: null };

/** What an organisation has sent for a year, for someone else to read. What is not shared is as if it did not exist. */
export async function namedAssessmentFor(
  deps: Deps,
  viewer: Viewer,
  organisationCode: string,
  year: number,
): Promise<NamedAssessment> {
  const [submission, organisation] = await Promise.all([
    latestSubmission(deps.db, organisationCode, year),
    organisationByCode(deps.db, organisationCode),
  ]);
  const sight = submission ? sightOf(viewer, submission) : 'nothing';
  if (!submission || !organisation || sight === 'nothing')
    throw (viewer.role === null ? notShown : notFound)('Självskattningen');
  const read = await readAssessmentOf(deps, submission.assessment_id, sight);
  const civilSociety = sight === 'text' ? await shownPicture(deps, { code: organisationCode, year }) : null;
  return {
    organisation: {
      code: organisation.code,
      name: organisation.name,
      kind: organisation.kind,
      group: organisation.group_name,
      county: organisation.county,
      population: submission.population,
    },
    ...read,
    sharing: submission.sharing,
    submittedAt: submission.submitted_at,
    sight,
    civilSociety,
  };
}
