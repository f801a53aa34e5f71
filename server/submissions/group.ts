import { peerGroup, peersOf, type Standing } from '../../criteria/comparison/peer-groups.ts';
import type { Deps } from '../deps.ts';
import type { OrganisationRow } from '../database/schema.ts';
import { counting, submissionsOfYear } from '../rounds/queries.ts';
import type { SubmissionView } from './contract.ts';

/** The nearest group of the fixed list: the kommungrupp, or all regioner. */
const nearestOf = (place: Standing): string => {
  const [all = '', , group] = peersOf(place);
  return group ?? all;
};

/**
 * How the others in an organisation's nearest group share a year, so that it can see before it sends what its own choice
 * would let be shown. As many as other members read on the pages anyway: how many, never which.
 */
export async function groupFor(
  deps: Pick<Deps, 'db'>,
  organisation: OrganisationRow,
  year: number,
): Promise<SubmissionView['group']> {
  const { code, group_code: group, county_code: county, population } = organisation;
  const key = nearestOf({ organisation: code, group, county, population });
  const others = [...counting(await submissionsOfYear(deps.db, year)).values()].filter(
    (row) =>
      row.organisation_code !== code &&
      key ===
        nearestOf({
          organisation: row.organisation_code,
          group: row.group_code,
          county: row.county_code,
          population: row.population,
        }),
  );
  const hidden = others.filter(({ sharing }) => sharing === 'statistik').length;
  return { name: peerGroup(key)?.name ?? key, named: others.length - hidden, hidden };
}
