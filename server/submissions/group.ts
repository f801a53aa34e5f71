import { peerGroup, peersOf, type Standing } from '../../criteria/comparison/peer-groups.ts';
import type { Deps } from '../deps.ts';
import type { OrganisationRow, SubmissionRow } from '../database/schema.ts';
import { currentEdition } from '../editions/read.ts';
import { counting, submissionsOfYear } from '../rounds/queries.ts';
import type { SubmissionView } from './contract.ts';

const placeOf = (row: SubmissionRow): Standing => ({
  organisation: row.organisation_code,
  group: row.group_code,
  county: row.county_code,
  population: row.population,
});

/**
 * How the others in an organisation's nearest group share a year, so that it can see before it sends what its own choice
 * would let be shown: the kommungrupp or the regioner, and when the round has closed the year's set that it is in. How many,
 * never which.
 */
export async function groupFor(
  deps: Pick<Deps, 'db'>,
  { code, group_code: group, county_code: county, population }: OrganisationRow,
  year: number,
): Promise<SubmissionView['group']> {
  const noted = (await currentEdition(deps.db, year))?.sets;
  const sets = noted ? (JSON.parse(noted) as string[]) : [];
  const peers = peersOf({ organisation: code, group, county, population }, sets);
  const key = peers.find((each) => sets.includes(each)) ?? peers[2] ?? peers[0] ?? '';
  const others = [...counting(await submissionsOfYear(deps.db, year)).values()].filter(
    (row) => row.organisation_code !== code && peersOf(placeOf(row), sets).includes(key),
  );
  const hidden = others.filter(({ sharing }) => sharing === 'statistik').length;
  return { name: peerGroup(key)?.name ?? key, named: others.length - hidden, hidden };
}
