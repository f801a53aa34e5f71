import { readFileSync } from 'node:fs';
import { computeEdition } from '../../criteria/comparison/edition.ts';
import { isShown, type Member } from '../../criteria/comparison/edition-model.ts';
import { measuresOf, valuesOf } from '../../criteria/comparison/measure.ts';
import { criteriaFor, type Level } from '../../criteria/model.ts';
import { PEER_GROUPS, peerGroup } from '../../criteria/comparison/peer-groups.ts';
import { publicationsOf, readersOf, type Sharing, type Visibility } from '../../criteria/comparison/readers.ts';
import type { PublicationKey } from '../../criteria/comparison/disclose.ts';
import { organisationsFile } from '../../server/config.ts';
import { SeededRandom } from '../../server/demo/random.ts';
import { readCatalogues } from '../../server/catalogues/installed.ts';
import { comparedAs } from '../../criteria/comparison/measure.ts';

/**
 * `npm run disclosure:cost`: what share of the figures survives disclosure control in a network of 120 members where
 * four of ten share statistics only, over twenty invented networks. So that the rule's cost is known.
 */
const NETWORKS = 20;
const MEMBERS = 120;
const catalogue = readCatalogues().versions.at(-1);
if (!catalogue) throw new Error('There is no catalogue.');
const organisations = readFileSync(organisationsFile, 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','))
  .map((row) => ({
    organisation: row[0] ?? '',
    county: row[4] ?? '',
    group: row[6] ?? '',
    population: Number(row.at(-1)),
  }));
const measures = measuresOf(catalogue).filter(({ kind }) => kind === 'index' || kind === 'level');

function member(place: (typeof organisations)[number], random: SeededRandom): Member {
  const centre = 0.8 + random.next() * 2;
  const states = new Map(
    criteriaFor(catalogue as NonNullable<typeof catalogue>, [comparedAs(place.organisation)])
      .filter(() => random.chance(0.93))
      .map(({ code }) => {
        const level = Math.max(0, Math.min(4, Math.round(centre + random.next() * 3 - 1.5))) as Level;
        return [code, { level, notApplicable: false }] as const;
      }),
  );
  const track = random.chance(0.1) ? 'starter' : 'full';
  const answered = { organisation: place.organisation, catalogue: '', track, states, shares: new Map() } as const;
  return {
    ...place,
    submission: place.organisation,
    values: valuesOf(catalogue as NonNullable<typeof catalogue>, answered),
  };
}

interface Count {
  everyone: number;
  named: number;
  withheld: number;
}
const counts = new Map<string, Count>();
const KINDS = { all: 'hela nätverket', main: 'huvudgrupp', group: 'kommungrupp', size: 'storlek', county: 'län' };

for (let seed = 1; seed <= NETWORKS; seed++) {
  const random = new SeededRandom(seed);
  const members = random
    .shuffled(organisations)
    .slice(0, MEMBERS)
    .map((place) => member(place, random));
  const sharing = new Map(
    members.map(({ submission, county }): [string, Visibility] => {
      const shared: Sharing = random.chance(0.4) ? 'statistik' : random.chance(0.6) ? 'natverket' : 'oppet';
      return [submission, { sharing: shared, toCounty: shared === 'natverket' && random.chance(0.6), county }];
    }),
  );
  const stretches = [{ edition: 1, sharing, before: new Map<string, Visibility>() }];
  const pages = computeEdition({
    number: 1,
    measures,
    members,
    superseded: [],
    publications: publicationsOf(stretches),
    readers: readersOf(stretches),
    past: [],
    mode: 'renew',
  });
  const count = (publication: PublicationKey, name: string) => {
    for (const [peers, page] of pages.get(publication) ?? []) {
      const key = `${name} · ${peers === 'regioner' ? 'regioner' : KINDS[peerGroup(peers)?.kind ?? 'all']}`;
      const row = counts.get(key) ?? { everyone: 0, named: 0, withheld: 0 };
      counts.set(key, row);
      for (const figure of Object.values(page)) {
        if (isShown(figure)) row[figure.scope] += 1;
        // Fewer than five in the group: there would be no figure without control either.
        else if (figure.withheld === 'protected') row.withheld += 1;
      }
    }
  };
  count('members', 'medlemmar');
  count('public', 'öppet');
  for (const { key, kind } of PEER_GROUPS) if (kind === 'county') count(`county:${key.slice(4)}`, 'länsstyrelsen');
  count('counties', 'alla län');
}

console.log(
  `${NETWORKS} nätverk med ${MEMBERS} medlemmar, 40 % delar bara statistik. Andel av de siffror som minst fem svarat på:\n`,
);
console.log(`${'publikation · grupp'.padEnd(36)} över alla  bara namngivna  visas inte`);
const percent = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(0)} %`;
for (const [key, { everyone, named, withheld }] of counts) {
  const whole = everyone + named + withheld;
  console.log(
    `${key.padEnd(36)} ${percent(everyone, whole).padStart(9)} ${percent(named, whole).padStart(15)} ${percent(withheld, whole).padStart(11)}`,
  );
}
