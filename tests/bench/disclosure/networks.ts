import type { Standing } from '../../../criteria/comparison/peer-groups.ts';
import { PLACES } from '../../criteria/places.ts';
import type { Member } from '../../../criteria/comparison/edition-model.ts';
import { comparedAs, measuresOf, valuesOf, type Measure } from '../../../criteria/comparison/measure.ts';
import type { Sharing, Visibility } from '../../../criteria/comparison/readers.ts';
import { criteriaFor, type Catalogue, type Level } from '../../../criteria/model.ts';
import { readCatalogues } from '../../../server/catalogues/installed.ts';
import { readConfig } from '../../../server/config.ts';
import { SeededRandom } from '../../../server/demo/random.ts';
import { seedDemo } from '../../../server/demo/seed.ts';
import { catalogueOf } from '../../../server/catalogues/published.ts';
import { loadMembers } from '../../../server/editions/load.ts';
import { visibilityOf } from '../../../server/access/sight.ts';
import { allRounds } from '../../../server/rounds/queries.ts';
import { prepare } from '../../../server/start.ts';

/** One year of a network, as it is when the round closes. */
export interface Network {
  readonly name: string;
  readonly measures: readonly Measure[];
  readonly members: readonly Member[];
  readonly sharing: ReadonlyMap<string, Visibility>;
}

/** What members compare themselves on: indexes and levels. */
const compared = (catalogue: Catalogue) =>
  measuresOf(catalogue).filter(({ kind }) => kind === 'index' || kind === 'level');

function invented(catalogue: Catalogue, place: Standing, random: SeededRandom): Member {
  const centre = 0.8 + random.next() * 2;
  const states = new Map(
    criteriaFor(catalogue, [comparedAs(place.organisation)])
      .filter(() => random.chance(0.93))
      .map(({ code }) => {
        const level = Math.max(0, Math.min(4, Math.round(centre + random.next() * 3 - 1.5))) as Level;
        return [code, { level, notApplicable: false }] as const;
      }),
  );
  const track = random.chance(0.1) ? 'starter' : 'full';
  const answered = { organisation: place.organisation, catalogue: '', track, states, shares: new Map() } as const;
  return { ...place, submission: place.organisation, values: valuesOf(catalogue, answered) };
}

/** An invented network in which four of ten share statistics only. */
export function inventedNetwork(seed: number, size: number): Network {
  const catalogue = readCatalogues().versions.at(-1);
  if (!catalogue) throw new Error('There is no catalogue.');
  const random = new SeededRandom(seed);
  const members = random
    .shuffled(PLACES)
    .slice(0, size)
    .map((place) => invented(catalogue, place, random));
  const sharing = new Map(
    members.map(({ submission, county }): [string, Visibility] => {
      const shared: Sharing = random.chance(0.4) ? 'statistik' : random.chance(0.6) ? 'natverket' : 'oppet';
      return [submission, { sharing: shared, toCounty: shared === 'natverket' && random.chance(0.6), county }];
    }),
  );
  return { name: `påhittat ${seed}`, measures: compared(catalogue), members, sharing };
}

/** The demo's years that anyone has sent an assessment for. */
export async function demoNetworks(): Promise<readonly Network[]> {
  const config = readConfig({}, { demo: true, databaseUrl: ':memory:', logLevel: 'silent', linkChecks: false });
  const deps = await prepare(config);
  await seedDemo(deps);
  const networks: Network[] = [];
  for (const round of await allRounds(deps.db)) {
    const { members, submissions } = await loadMembers(deps, deps.db, round);
    if (members.length === 0) continue;
    networks.push({
      name: `demo ${round.year}`,
      measures: compared(catalogueOf(deps, round.catalogue)),
      members,
      sharing: new Map(submissions.map((row) => [row.assessment_id, visibilityOf(row)])),
    });
  }
  return networks;
}
