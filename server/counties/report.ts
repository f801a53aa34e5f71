import { byName } from '../../criteria/order.ts';
import { COUNTIES, countyKey } from '../../criteria/comparison/peer-groups.ts';
import type { Page } from '../../criteria/comparison/edition-model.ts';
import { userById } from '../accounts/queries.ts';
import { viewerOf } from '../comparison/named.ts';
import type { Deps } from '../deps.ts';
import { allPagesOf, currentEdition, pageOf, type CurrentEdition } from '../editions/read.ts';
import { notFound, Problem } from '../http/problem.ts';
import type { SignedInUser } from '../access/requester.ts';
import { organisationNames } from '../organisations/queries.ts';
import { counting, roundOf, submissionsOfYear } from '../rounds/queries.ts';
import { today } from '../today.ts';
import { sightOf } from '../access/sight.ts';
import type { CountyReport, CountyTable } from './contract.ts';

/** Which counties a person may see: its own, or all aggregates for the national coordinator. */
export async function countiesOf(
  deps: Deps,
  user: SignedInUser,
): Promise<{ readonly own: string | null; readonly national: boolean }> {
  const account = await userById(deps.db, user.id);
  return { own: account?.county_code ?? null, national: account?.national === 1 };
}

async function joinedByCounty(deps: Deps): Promise<ReadonlyMap<string, number>> {
  const day = today(deps);
  const rows = await deps.db
    .selectFrom('memberships')
    .innerJoin('organisations', 'organisations.code', 'memberships.organisation_code')
    .select(['county_code', (eb) => eb.fn.countAll().as('n')])
    .where('kind', '=', 'kommun')
    .where('joined_on', '<=', day)
    .where((eb) => eb.or([eb('left_on', 'is', null), eb('left_on', '>', day)]))
    .groupBy('county_code')
    .execute();
  return new Map(rows.map(({ county_code, n }) => [county_code, Number(n)]));
}

const shownEdition = ({ number, reason, computed_at }: CurrentEdition) => ({
  number,
  reason,
  computedAt: computed_at,
});

async function editionAndRound(deps: Deps, year: number) {
  const [edition, round] = await Promise.all([currentEdition(deps.db, year), roundOf(deps.db, year)]);
  if (!edition || !round) throw notFound('Jämförelsen för året');
  return { edition, round };
}

/** The county's figures for its länsstyrelse, with the open figures of the whole network beside them. */
export async function countyReportFor(
  deps: Deps,
  user: SignedInUser,
  county: string,
  year: number,
): Promise<CountyReport> {
  const { own } = await countiesOf(deps, user);
  const name = COUNTIES[county];
  if (own !== county || name === undefined)
    throw new Problem(403, 'other-county', 'Du kan bara se rapporten för ditt eget län.');
  const { edition, round } = await editionAndRound(deps, year);
  const [page, network, submissions, names, viewer, joined] = await Promise.all([
    pageOf(deps.db, edition, `county:${county}`, countyKey(county)),
    pageOf(deps.db, edition, 'public', 'kommuner'),
    submissionsOfYear(deps.db, year),
    organisationNames(deps.db),
    viewerOf(deps, user),
    joinedByCounty(deps),
  ]);
  return {
    county: { code: county, name },
    year,
    catalogue: round.catalogue,
    edition: shownEdition(edition),
    joined: joined.get(county) ?? 0,
    submitted: page?.submitted ?? 0,
    figures: { ...page?.figures } as CountyReport['figures'],
    network: { ...network?.figures } as CountyReport['network'],
    named: [...counting(submissions).values()]
      .filter((row) => row.county_code === county && sightOf(viewer, row) !== 'nothing')
      .map(({ organisation_code, sharing }) => ({
        code: organisation_code,
        name: names.get(organisation_code) ?? organisation_code,
        sharing,
      }))
      .sort(byName),
  };
}

/** What the national coordinator compares counties by. */
const nationwide = (figures: Page): Page =>
  Object.fromEntries(Object.entries(figures).filter(([key]) => /^(area|theme):/.test(key)));

/** All counties' aggregates, for the national coordinator. */
export async function countyTableFor(deps: Deps, user: SignedInUser, year: number): Promise<CountyTable> {
  if (!(await countiesOf(deps, user)).national)
    throw new Problem(403, 'not-national', 'Bara den nationella samordnaren ser alla län.');
  const { edition, round } = await editionAndRound(deps, year);
  const [joined, pages] = await Promise.all([joinedByCounty(deps), allPagesOf(deps.db, edition, 'counties')]);
  return {
    year,
    catalogue: round.catalogue,
    edition: shownEdition(edition),
    counties: Object.entries(COUNTIES).map(([code, name]) => {
      const page = pages.get(countyKey(code));
      return {
        code,
        name,
        joined: joined.get(code) ?? 0,
        submitted: page?.submitted ?? 0,
        figures: nationwide(page?.figures ?? {}) as CountyTable['counties'][number]['figures'],
      };
    }),
  };
}
