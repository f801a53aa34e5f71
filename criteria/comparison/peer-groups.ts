import { kindOf, type Task } from '../model.ts';

/** What decides an organisation's peers. Frozen with a submission, so that a later import moves nobody. */
export interface Standing {
  readonly organisation: string;
  /** SKR's kommungrupp, such as `B4`; empty for a region. */
  readonly group: string;
  readonly county: string;
  readonly population: number;
}

export type PeerKind = 'all' | 'main' | 'group' | 'size' | 'county';

export interface PeerGroup {
  /** Used in addresses: `kommuner`, `huvudgrupp-b`, `kommungrupp-b4`, `storlek-2`, `lan-20`, `regioner`. */
  readonly key: string;
  readonly kind: PeerKind;
  readonly task: Task;
  readonly name: string;
}

const MAIN: Readonly<Record<string, string>> = {
  A: 'Storstäder och storstadsnära kommuner',
  B: 'Större städer och kommuner nära större stad',
  C: 'Mindre städer, tätorter och landsbygdskommuner',
};

/** SKL's kommungrupper of 2017 by code, as an organisation carries them. */
export const KOMMUN_GROUPS: Readonly<Record<string, string>> = {
  A1: 'Storstäder',
  A2: 'Pendlingskommun nära storstad',
  B3: 'Större stad',
  B4: 'Pendlingskommun nära större stad',
  B5: 'Lågpendlingskommun nära större stad',
  C6: 'Mindre stad/tätort',
  C7: 'Pendlingskommun nära mindre stad/tätort',
  C8: 'Landsbygdskommun',
  C9: 'Landsbygdskommun med besöksnäring',
};

/** The groups as they are compared: A1 has three kommuner and is shown with A2. */
const { A1: _shownWithA2, ...compared } = KOMMUN_GROUPS;
const GROUPS: Readonly<Record<string, string>> = {
  ...compared,
  A2: 'Storstäder och pendlingskommuner nära storstad',
};

const SIZES = [
  { below: 15_000, name: 'Färre än 15 000 invånare' },
  { below: 50_000, name: '15 000–49 999 invånare' },
  { below: 100_000, name: '50 000–99 999 invånare' },
  { below: Number.POSITIVE_INFINITY, name: '100 000 invånare eller fler' },
];

/** The 21 counties by Statistics Sweden's codes. */
export const COUNTIES: Readonly<Record<string, string>> = {
  '01': 'Stockholms län',
  '03': 'Uppsala län',
  '04': 'Södermanlands län',
  '05': 'Östergötlands län',
  '06': 'Jönköpings län',
  '07': 'Kronobergs län',
  '08': 'Kalmar län',
  '09': 'Gotlands län',
  '10': 'Blekinge län',
  '12': 'Skåne län',
  '13': 'Hallands län',
  '14': 'Västra Götalands län',
  '17': 'Värmlands län',
  '18': 'Örebro län',
  '19': 'Västmanlands län',
  '20': 'Dalarnas län',
  '21': 'Gävleborgs län',
  '22': 'Västernorrlands län',
  '23': 'Jämtlands län',
  '24': 'Västerbottens län',
  '25': 'Norrbottens län',
};

const kommunGroup = (kind: PeerKind, key: string, name: string): PeerGroup => ({ key, kind, task: 'kommun', name });

/**
 * The one fixed list, never combined (README, "Jämförelsen"). The order is also the order in which groups are
 * considered for publication: a later one is published over everyone only if it gives nobody away beside the earlier.
 */
export const PEER_GROUPS: readonly PeerGroup[] = [
  kommunGroup('all', 'kommuner', 'Alla kommuner i nätverket'),
  { key: 'regioner', kind: 'all', task: 'region', name: 'Alla regioner i nätverket' },
  ...Object.entries(MAIN).map(([code, name]) =>
    kommunGroup('main', `huvudgrupp-${code.toLowerCase()}`, `${code} ${name}`),
  ),
  ...Object.entries(GROUPS).map(([code, name]) =>
    kommunGroup('group', `kommungrupp-${code.toLowerCase()}`, `${code === 'A2' ? 'A1–A2' : code} ${name}`),
  ),
  ...SIZES.map(({ name }, i) => kommunGroup('size', `storlek-${i + 1}`, name)),
  ...Object.entries(COUNTIES).map(([code, name]) => kommunGroup('county', `lan-${code}`, name)),
];

const byKey = new Map(PEER_GROUPS.map((group) => [group.key, group]));

/** The peer group with this key; undefined when there is none. */
export function peerGroup(key: string): PeerGroup | undefined {
  return byKey.get(key);
}

export function countyKey(county: string): string {
  return `lan-${county}`;
}

/** The groups that a group lies within, nearest first: what is shown in its place when its own figure cannot be. */
export function widerThan(key: string): readonly string[] {
  const group = byKey.get(key);
  if (!group || group.kind === 'all') return [];
  const main = /^kommungrupp-([abc])/.exec(key)?.[1];
  return main === undefined ? ['kommuner'] : [`huvudgrupp-${main}`, 'kommuner'];
}

/** The groups that an organisation belongs to, nearest last in the order of the list. A region has one. */
export function peersOf({ organisation, group, county, population }: Standing): readonly string[] {
  if (kindOf(organisation) === 'region') return ['regioner'];
  const size = SIZES.findIndex(({ below }) => population < below) + 1;
  return [
    'kommuner',
    `huvudgrupp-${group.slice(0, 1).toLowerCase()}`,
    `kommungrupp-${(group === 'A1' ? 'A2' : group).toLowerCase()}`,
    `storlek-${size}`,
    countyKey(county),
  ];
}

/** From the nearest to the widest: where to look when a group is too small to show. */
export function wideningPeers(standing: Standing): readonly string[] {
  const [all = '', main, group] = peersOf(standing);
  return [group, main, all].filter((key) => key !== undefined);
}
