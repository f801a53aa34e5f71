import { byName } from '../../criteria/order.ts';
import { isShown } from '../../criteria/edition-model.ts';
import { indexKey } from '../../criteria/measure-keys.ts';
import { kindOf } from '../../criteria/model.ts';
import { wideningPeers } from '../../criteria/peer-groups.ts';
import {
  mayStandOut,
  standoutsOf,
  type SharedYear,
  type Standout,
  type UpperQuartile,
} from '../../criteria/standouts.ts';
import { statesOf } from '../assessments/content.ts';
import { answersOf } from '../assessments/queries.ts';
import { catalogueOf, mappingBetween } from '../catalogues/published.ts';
import type { ExampleRow, SubmissionRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { currentEdition, pageOf } from '../editions/read.ts';
import { notFound } from '../http/problem.ts';
import { counting, latestSubmission, roundOf, submissionsOfYear } from '../rounds/queries.ts';
import type { StandoutList } from './contract.ts';
import { placeOf, subjectOf } from './view.ts';

async function sharedYear(deps: Deps, row: SubmissionRow | undefined): Promise<SharedYear | undefined> {
  if (!row || !mayStandOut(row)) return undefined;
  const [assessment, answers] = await Promise.all([
    deps.db
      .selectFrom('assessments')
      .select(['track', 'catalogue'])
      .where('id', '=', row.assessment_id)
      .executeTakeFirstOrThrow(),
    answersOf(deps.db, row.assessment_id),
  ]);
  return {
    organisation: row.organisation_code,
    year: row.year,
    sharing: row.sharing,
    track: assessment.track,
    catalogue: assessment.catalogue,
    states: statesOf(answers),
  };
}

type Quartiles = (area: string) => UpperQuartile | undefined;

/**
 * The third quartile of an area that the rule asks for: published to the members, over everyone, in the nearest peer
 * group that has one. Only published figures are used, so that being on the list gives nobody else away.
 */
async function upperQuartiles(deps: Deps, row: SubmissionRow): Promise<Quartiles> {
  const edition = await currentEdition(deps.db, row.year);
  if (!edition) return () => undefined;
  const standing = {
    organisation: row.organisation_code,
    group: row.group_code,
    county: row.county_code,
    population: row.population,
  };
  const groups = kindOf(row.organisation_code) === 'region' ? ['regioner'] : wideningPeers(standing);
  const pages = await Promise.all(
    groups.map(async (peers) => ({ peers, page: await pageOf(deps.db, edition, 'members', peers) })),
  );
  return (area) => {
    for (const { peers, page } of pages) {
      const figure = page?.figures[indexKey('area', area)];
      if (isShown(figure) && figure.scope === 'everyone' && figure.quartiles)
        return { peers, n: figure.n, quartile: figure.quartiles[1] };
    }
    return undefined;
  };
}

/** On what one submission stands out. */
async function standoutsIn(deps: Deps, row: SubmissionRow, quartiles?: Quartiles): Promise<readonly Standout[]> {
  const shared = await sharedYear(deps, row);
  if (!shared) return [];
  const before = await sharedYear(deps, await latestSubmission(deps.db, row.organisation_code, row.year - 1));
  return standoutsOf(
    catalogueOf(deps, shared.catalogue),
    shared,
    before && { shared: before, mapping: mappingBetween(deps, before.catalogue, shared.catalogue) },
    quartiles ?? (await upperQuartiles(deps, row)),
  );
}

/** On what an organisation stands out a year; nothing when it has not shared by name. */
export async function standoutsFor(deps: Deps, organisationCode: string, year: number): Promise<readonly Standout[]> {
  const row = await latestSubmission(deps.db, organisationCode, year);
  return row ? standoutsIn(deps, row) : [];
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
  const quartiles: Quartiles = (code) => (area && code === row.subject ? area : undefined);
  const standouts = await standoutsIn(deps, submission, quartiles);
  return standouts.some(({ subject }) => subject === row.subject);
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
  const found = await Promise.all(
    organisations.map(async (organisation) => {
      const row = rows.get(organisation.code);
      if (!row || !mayStandOut(row)) return [];
      const standouts = await standoutsIn(deps, row);
      if (standouts.length === 0) return [];
      const exampleOn = (subject: string) =>
        examples.find((each) => each.organisation_code === organisation.code && each.subject === subject);
      return [
        {
          organisation: placeOf(organisation),
          sharing: row.sharing,
          standouts: standouts.map((why) => {
            const example = exampleOn(why.subject);
            return {
              why,
              title: subjectOf(catalogue, why.subject).title,
              example: example ? { id: example.id, stage: example.stage } : null,
            };
          }),
        },
      ];
    }),
  );
  return {
    year,
    catalogue: catalogue.version,
    organisations: found.flat().sort((a, b) => byName(a.organisation, b.organisation)),
  };
}
