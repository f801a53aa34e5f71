import { byName } from '../../criteria/order.ts';
import { criteriaFor, tasksOf } from '../../criteria/model.ts';
import { progressOf } from '../../criteria/scoring/progress.ts';
import { statesOf } from '../assessments/content.ts';
import { criteriaAnswersOf } from '../assessments/queries.ts';
import type { AnswerRow } from '../database/schema.ts';
import { catalogueOf } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../http/problem.ts';
import type { RoundMember } from './contract.ts';
import { isLate } from '../rounds/rounds.ts';
import { counting, roundOf, submissionsOfYear } from '../rounds/queries.ts';

interface Assessment {
  readonly id: string;
  readonly organisation_code: string;
  readonly catalogue: string;
  readonly track: 'full' | 'starter';
  readonly state: 'draft' | 'ready' | 'adopted';
  readonly show_status: 0 | 1;
}

function progressIn(deps: Deps, row: Assessment, answers: readonly AnswerRow[]): RoundMember['progress'] {
  const codes = criteriaFor(catalogueOf(deps, row.catalogue), tasksOf(row.organisation_code), row.track);
  const { answered, applicable } = progressOf(
    codes.map(({ code }) => code),
    statesOf(answers),
  );
  return { answered, applicable };
}

/**
 * The members of a round and how far they have come, without looking into drafts: before submission only started or
 * not, unless the organisation shows its status (README, "En självskattnings liv").
 */
export async function statusOfRound(deps: Deps, year: number): Promise<RoundMember[]> {
  const round = await roundOf(deps.db, year);
  if (!round) throw notFound('Omgången');
  const [members, assessments, submissions, coordinators] = await Promise.all([
    deps.db
      .selectFrom('memberships')
      .innerJoin('organisations', 'organisations.code', 'memberships.organisation_code')
      .select(['code', 'name', 'kind', 'county', 'group_name'])
      .distinct()
      .where('joined_on', '<=', round.closes)
      .where((eb) => eb.or([eb('left_on', 'is', null), eb('left_on', '>=', round.opens)]))
      .execute(),
    deps.db
      .selectFrom('assessments')
      .select(['id', 'organisation_code', 'catalogue', 'track', 'state', 'show_status'])
      .where('year', '=', year)
      .orderBy('revision')
      .execute(),
    submissionsOfYear(deps.db, year),
    deps.db
      .selectFrom('users')
      .select(['organisation_code', 'name', 'email'])
      .where('role', '=', 'coordinator')
      .where('disabled_at', 'is', null)
      .execute(),
  ]);
  const newest = new Map(assessments.map((row) => [row.organisation_code, row]));
  const sent = counting(submissions);
  coordinators.sort(byName);
  const showing = [...newest.values()].filter(
    ({ show_status, organisation_code }) => show_status === 1 && !sent.has(organisation_code),
  );
  const answers = await criteriaAnswersOf(
    deps.db,
    showing.map(({ id }) => id),
  );
  return members.sort(byName).map(({ code, name, kind, county, group_name }): RoundMember => {
    const submission = sent.get(code);
    const assessment = newest.get(code);
    const shows = assessment?.show_status === 1;
    const started = shows && assessment.state !== 'draft' ? assessment.state : 'started';
    return {
      code,
      name,
      kind,
      county,
      group: group_name,
      status: submission ? 'submitted' : assessment ? started : 'not-started',
      progress: !submission && shows ? progressIn(deps, assessment, answers.get(assessment.id) ?? []) : null,
      submittedAt: submission?.submitted_at ?? null,
      sharing: submission?.sharing ?? null,
      late: submission !== undefined && isLate(round, submission.submitted_at),
      coordinators: coordinators
        .filter(({ organisation_code }) => organisation_code === code)
        .map((row) => ({ name: row.name, email: row.email })),
    };
  });
}
