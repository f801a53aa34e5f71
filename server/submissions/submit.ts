import type { Decision } from '../assessments/contract.ts';
import { choiceIn, wishIn } from '../assessments/content.ts';
import { assessmentHead, type AssessmentHead } from '../assessments/queries.ts';
import { logEvent } from '../audit/events.ts';
import type { RoundRow, SubmissionRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { currentNumber } from '../editions/queries.ts';
import { invalid, notFound, Problem } from '../http/problem.ts';
import type { LoadedAssessment, SignedInUser } from '../access/requester.ts';
import { organisationByCode } from '../organisations/queries.ts';
import { isMember } from '../access/membership.ts';
import { latestSubmission, lockRound, roundOf } from '../rounds/queries.ts';
import { isLate, stateOf } from '../rounds/rounds.ts';
import { today } from '../today.ts';
import { withdrawUnfounded } from '../showcase/lapse.ts';
import { SHARINGS, type SharingChoice, type SubmissionView } from './contract.ts';
import { changeSharing, noteSharing, withFewerNames } from './sharing.ts';
import { groupFor } from './group.ts';

type WhyNot = NonNullable<SubmissionView['whyNot']>;

const REASONS: Readonly<Record<WhyNot, string>> = {
  'not-adopted': 'Självskattningen är inte fastställd ännu.',
  'no-round': 'Det finns ingen omgång för det här året.',
  planned: 'Omgången har inte öppnat ännu.',
  catalogue: 'Omgången använder en annan version av kriterierna.',
  'not-member': 'Er organisation är inte med i nätverket.',
  'none-allowed': 'Beslutet tillåter inte att självskattningen delas.',
  superseded: 'En nyare rättelse är redan inskickad.',
};

function maxSharingOf(row: AssessmentHead): Decision['maxSharing'] | null {
  return row.decision === null ? null : (JSON.parse(row.decision) as Decision).maxSharing;
}

function allowedBy(max: Decision['maxSharing'] | null): (typeof SHARINGS)[number][] {
  return max === null || max === 'none' ? [] : SHARINGS.slice(0, SHARINGS.indexOf(max) + 1);
}

interface Situation {
  readonly row: AssessmentHead;
  readonly round: RoundRow | undefined;
  /** The organisation's latest submission of the year, if any. */
  readonly latest: SubmissionRow | undefined;
  readonly whyNot: WhyNot | null;
}

async function situationOf(deps: Deps, loaded: LoadedAssessment): Promise<Situation> {
  const row = await assessmentHead(deps.db, loaded.id);
  const [round, latest, member] = await Promise.all([
    roundOf(deps.db, row.year),
    latestSubmission(deps.db, row.organisation_code, row.year),
    isMember(deps.db, row.organisation_code, today(deps)),
  ]);
  const why = (): WhyNot | null => {
    if (row.state !== 'adopted') return 'not-adopted';
    if (!round) return 'no-round';
    if (stateOf(round, today(deps)) === 'planned') return 'planned';
    if (round.catalogue !== row.catalogue) return 'catalogue';
    if (!member) return 'not-member';
    if (allowedBy(maxSharingOf(row)).length === 0) return 'none-allowed';
    return latest && latest.revision > row.revision ? 'superseded' : null;
  };
  return { row, round, latest, whyNot: why() };
}

/** What may be chosen for an assessment, and what is. */
export async function submissionFor(deps: Deps, loaded: LoadedAssessment): Promise<SubmissionView> {
  const { row, round, latest, whyNot } = await situationOf(deps, loaded);
  const organisation = await organisationByCode(deps.db, row.organisation_code);
  const items = await deps.db
    .selectFrom('answers')
    .select(['kind', 'content'])
    .where('assessment_id', '=', row.id)
    .where('kind', 'in', ['support', 'condition'])
    .execute();
  const current = latest?.assessment_id === row.id ? latest : undefined;
  return {
    assessmentId: row.id,
    year: row.year,
    operatorName: deps.config.operatorName,
    county: organisation?.county ?? '',
    round: round
      ? {
          catalogue: round.catalogue,
          opens: round.opens,
          closes: round.closes,
          text: round.text,
          closed: stateOf(round, today(deps)) === 'closed',
        }
      : null,
    maxSharing: maxSharingOf(row),
    allowed: allowedBy(maxSharingOf(row)),
    whyNot,
    // Whoever cannot send is not told how the members do.
    group: organisation && whyNot === null ? await groupFor(deps, organisation, row.year) : null,
    current: current
      ? {
          sharing: current.sharing,
          toCounty: current.to_county === 1,
          submittedAt: current.submitted_at,
          late: round !== undefined && isLate(round, current.submitted_at),
        }
      : null,
    wishes: {
      support: items.filter((item) => item.kind === 'support' && wishIn(item) !== '').length,
      conditions: items.filter((item) => item.kind === 'condition' && choiceIn(item) !== null).length,
    },
  };
}

/**
 * Sends an adopted assessment to the network, or changes how a sent one is shared. Never above what was decided.
 * A correction takes the place of what it corrects.
 */
export async function submit(
  deps: Deps,
  user: SignedInUser,
  loaded: LoadedAssessment,
  choice: SharingChoice,
): Promise<void> {
  const { row, latest: known, whyNot } = await situationOf(deps, loaded);
  const isThis = (submission: SubmissionRow | undefined) => submission?.assessment_id === row.id;
  // Sharing less is always possible, whatever has happened since.
  const lowers = known && isThis(known) && SHARINGS.indexOf(choice.sharing) <= SHARINGS.indexOf(known.sharing);
  if (whyNot && !lowers) throw new Problem(409, whyNot, REASONS[whyNot]);
  if (!allowedBy(maxSharingOf(row)).includes(choice.sharing))
    throw invalid(
      'sharing',
      'är mer än beslutet tillåter. Välj att dela mindre, eller gör en rättelse med ett nytt beslut',
    );
  const organisation = await organisationByCode(deps.db, row.organisation_code);
  if (!organisation) throw notFound('Organisationen');

  const follow = await deps.db.transaction().execute(async (trx) => {
    await lockRound(trx, row.year);
    // Read again now that nobody else can send: a second click on the button changes the first one's submission.
    const latest = await latestSubmission(trx, row.organisation_code, row.year);
    if (latest && isThis(latest)) return changeSharing(deps, trx, user, latest, choice);
    const submission: SubmissionRow = {
      assessment_id: row.id,
      organisation_code: row.organisation_code,
      year: row.year,
      revision: row.revision,
      group_code: organisation.group_code,
      county_code: organisation.county_code,
      population: organisation.population,
      sharing: choice.sharing,
      to_county: choice.toCounty ? 1 : 0,
      submitted_at: deps.now().toISOString(),
      submitted_by: user.id,
    };
    const store = async (edition: number) => {
      await trx.insertInto('submissions').values(submission).execute();
      await noteSharing(deps, trx, user, submission, edition);
    };
    let years: readonly number[] = [];
    if (latest) {
      const what = { year: row.year, organisationCode: row.organisation_code };
      years = await withFewerNames(deps, trx, user, what, store);
      await withdrawUnfounded(deps, trx, user.id, row.organisation_code);
    } else {
      await store(await currentNumber(trx, row.year));
    }
    await logEvent(deps, trx, {
      event: 'assessment-submitted',
      userId: user.id,
      organisationCode: row.organisation_code,
      assessmentId: row.id,
      details: { sharing: choice.sharing, toCounty: choice.toCounty },
    });
    return years;
  });
  await deps.editions.follow(follow);
}
