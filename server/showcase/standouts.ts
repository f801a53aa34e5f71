import { byName } from '../../criteria/order.ts';
import { isShown } from '../../criteria/comparison/edition-model.ts';
import { indexKey } from '../../criteria/comparison/measure-keys.ts';
import { kindOf } from '../../criteria/model.ts';
import { wideningPeers } from '../../criteria/comparison/peer-groups.ts';
import {
  mayStandOut,
  standoutsOf,
  type SharedYear,
  type Standout,
  type UpperQuartile,
} from '../../criteria/comparison/standouts.ts';
import { statesOf } from '../assessments/content.ts';
import { criteriaAnswersOf } from '../assessments/queries.ts';
import { catalogueOf, mappingBetween } from '../catalogues/published.ts';
import type { ExampleRow, SubmissionRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { allPagesOf, currentEdition } from '../editions/read.ts';
import { notFound } from '../http/problem.ts';
import { counting, latestSubmission, peerPlaceOf, roundOf, submissionsOfYear } from '../rounds/queries.ts';
import type { StandoutList } from './contract.ts';
import { placeOf, subjectOf } from './view.ts';

/** What the rule needs to know of some submissions: a handful of questions to the database, however many they are. */
async function sharedYears(deps: Deps, rows: readonly SubmissionRow[]): Promise<ReadonlyMap<string, SharedYear>> {
  const shared = rows.filter(mayStandOut);
  const ids = shared.map(({ assessment_id }) => assessment_id);
  if (ids.length === 0) return new Map();
  const [assessments, answers] = await Promise.all([
    deps.db.selectFrom('assessments').select(['id', 'track', 'catalogue']).where('id', 'in', ids).execute(),
    criteriaAnswersOf(deps.db, ids),
  ]);
  const heads = new Map(assessments.map((row) => [row.id, row]));
  return new Map(
    shared.flatMap((row): [string, SharedYear][] => {
      const head = heads.get(row.assessment_id);
      if (!head) return [];
      const { track, catalogue } = head;
      const states = statesOf(answers.get(row.assessment_id) ?? []);
      const { organisation_code: organisation, year, sharing } = row;
      return [[row.assessment_id, { organisation, year, sharing, track, catalogue, states }]];
    }),
  );
}

type Quartiles = (row: SubmissionRow, area: string) => UpperQuartile | undefined;

/**
 * The third quartile of an area that the rule asks for: published to the members, over everyone, in the nearest peer
 * group that has one. Only published figures are used, so that being on the list gives nobody else away.
 */
async function upperQuartiles(deps: Deps, year: number): Promise<Quartiles> {
  const edition = await currentEdition(deps.db, year);
  if (!edition) return () => undefined;
  const pages = await allPagesOf(deps.db, edition, 'members');
  return (row, area) => {
    const groups =
      kindOf(row.organisation_code) === 'region' ? ['regioner'] : wideningPeers(peerPlaceOf(row), [...pages.keys()]);
    for (const peers of groups) {
      const figure = pages.get(peers)?.figures[indexKey('area', area)];
      if (isShown(figure) && figure.scope === 'everyone' && figure.quartiles)
        return { peers, n: figure.n, quartile: figure.quartiles[1] };
    }
    return undefined;
  };
}

/** On what some submissions of one year stand out, by submission. */
async function standoutsIn(
  deps: Deps,
  year: number,
  rows: readonly SubmissionRow[],
  quartiles?: Quartiles,
): Promise<ReadonlyMap<string, readonly Standout[]>> {
  const earlier = counting(await submissionsOfYear(deps.db, year - 1));
  const earlierOf = (row: SubmissionRow) => earlier.get(row.organisation_code);
  const [shared, upper] = await Promise.all([
    sharedYears(deps, [...rows, ...rows.flatMap((row) => earlierOf(row) ?? [])]),
    quartiles ?? upperQuartiles(deps, year),
  ]);
  return new Map(
    rows.map((row) => {
      const now = shared.get(row.assessment_id);
      if (!now) return [row.assessment_id, []];
      const before = shared.get(earlierOf(row)?.assessment_id ?? '');
      const standouts = standoutsOf(
        catalogueOf(deps, now.catalogue),
        now,
        before && { shared: before, mapping: mappingBetween(deps, before.catalogue, now.catalogue) },
        (area) => upper(row, area),
      );
      return [row.assessment_id, standouts];
    }),
  );
}

/** On what an organisation stands out a year; nothing when it has not shared by name. */
export async function standoutsFor(deps: Deps, organisationCode: string, year: number): Promise<readonly Standout[]> {
  const row = await latestSubmission(deps.db, organisationCode, year);
  return row ? ((await standoutsIn(deps, year, [row])).get(row.assessment_id) ?? []) : [];
}

/**
 * Whether an organisation still stands out on what it was invited for. An area is held against the quartile of then:
 * what others have sent since takes nothing from it.
 */
export async function stillStandsOut(
  deps: Deps,
  row: Pick<ExampleRow, 'organisation_code' | 'year' | 'subject' | 'reasons'>,
): Promise<boolean> {
  const submission = await latestSubmission(deps.db, row.organisation_code, row.year);
  if (!submission) return false;
  const area = (JSON.parse(row.reasons) as Standout[]).find((why) => why.kind === 'area');
  const quartiles: Quartiles = (_row, code) => (area && code === row.subject ? area : undefined);
  const standouts = (await standoutsIn(deps, row.year, [submission], quartiles)).get(submission.assessment_id);
  return standouts?.some(({ subject }) => subject === row.subject) ?? false;
}

/** SKL's list: who stands out a year, on what and why, and who has been invited. By name, never by value. */
export async function standoutListFor(deps: Deps, year: number): Promise<StandoutList> {
  const round = await roundOf(deps.db, year);
  if (!round) throw notFound('Omgången');
  const catalogue = catalogueOf(deps, round.catalogue);
  const [submissions, organisations, examples] = await Promise.all([
    submissionsOfYear(deps.db, year),
    deps.db
      .selectFrom('organisations')
      .select(['code', 'kind', 'name', 'group_code', 'group_name', 'county_code', 'county', 'population'])
      .execute(),
    deps.db
      .selectFrom('examples')
      .select(['id', 'organisation_code', 'subject', 'stage'])
      .where('year', '=', year)
      .where('origin', '=', 'invited')
      .execute(),
  ]);
  const rows = counting(submissions);
  const standouts = await standoutsIn(deps, year, [...rows.values()]);
  const found = organisations.flatMap((organisation) => {
    const row = rows.get(organisation.code);
    const reasons = row ? (standouts.get(row.assessment_id) ?? []) : [];
    if (!row || !mayStandOut(row) || reasons.length === 0) return [];
    const exampleOn = (subject: string) =>
      examples.find((each) => each.organisation_code === organisation.code && each.subject === subject);
    return [
      {
        organisation: placeOf(organisation),
        sharing: row.sharing,
        standouts: reasons.map((why) => {
          const example = exampleOn(why.subject);
          return {
            why,
            title: subjectOf(catalogue, why.subject).title,
            example: example ? { id: example.id, stage: example.stage } : null,
          };
        }),
      },
    ];
  });
  return {
    year,
    catalogue: catalogue.version,
    organisations: found.sort((a, b) => byName(a.organisation, b.organisation)),
  };
}
