import { peerGroup, peersOf } from '../../criteria/comparison/peer-groups.ts';
import type { Deps } from '../deps.ts';
import type { OrganisationRow } from '../database/schema.ts';
import { currentEdition, setsIn } from '../editions/read.ts';
import { counting, peerPlaceOf, submissionsOfYear } from '../rounds/queries.ts';
import type { SubmissionView } from './contract.ts';

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
  const sets = setsIn(await currentEdition(deps.db, year));
  const peers = peersOf({ organisation: code, group, county, population }, sets);
  const key = peers.find((each) => sets.includes(each)) ?? peers[2] ?? peers[0] ?? '';
  const others = [...counting(await submissionsOfYear(deps.db, year)).values()].filter(
    (row) => row.organisation_code !== code && peersOf(peerPlaceOf(row), sets).includes(key),
  );
  const hidden = others.filter(({ sharing }) => sharing === 'statistik').length;
  return { name: peerGroup(key)?.name ?? key, named: others.length - hidden, hidden };
}
