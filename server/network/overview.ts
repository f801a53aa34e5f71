import { PEER_GROUPS, peersOf } from '../../criteria/comparison/peer-groups.ts';
import type { Deps } from '../deps.ts';
import { statusOfRound } from '../memberships/status.ts';
import { counting, submissionsOfYear } from '../rounds/queries.ts';
import type { Overview } from './contract.ts';

/** Who has joined, started and submitted, by every peer group. */
export async function overviewFor(deps: Deps, year: number): Promise<Overview> {
  const [members, organisations, submissions] = await Promise.all([
    statusOfRound(deps, year),
    deps.db.selectFrom('organisations').select(['code', 'group_code', 'county_code', 'population']).execute(),
    submissionsOfYear(deps.db, year),
  ]);
  const places = new Map(organisations.map((row) => [row.code, row]));
  // Who has submitted stands in the groups that were frozen with the submission.
  for (const [code, row] of counting(submissions)) places.set(code, { ...row, code });
  const tally = new Map(PEER_GROUPS.map(({ key }) => [key, { joined: 0, started: 0, submitted: 0 }]));
  const totals = { joined: 0, started: 0, submitted: 0 };
  for (const { code, status } of members) {
    const place = places.get(code);
    const groups = place
      ? peersOf({
          organisation: code,
          group: place.group_code,
          county: place.county_code,
          population: place.population,
        })
      : [];
    for (const counts of [totals, ...groups.flatMap((key) => tally.get(key) ?? [])]) {
      counts.joined += 1;
      if (status !== 'not-started') counts.started += 1;
      if (status === 'submitted') counts.submitted += 1;
    }
  }
  return {
    year,
    totals,
    groups: PEER_GROUPS.map(({ key, name, kind }) => ({
      key,
      name,
      kind,
      ...(tally.get(key) ?? { joined: 0, started: 0, submitted: 0 }),
    })),
  };
}
