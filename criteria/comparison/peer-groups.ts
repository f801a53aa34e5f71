import { kindOf, type Task } from '../model.ts';

/** What decides an organisation's peers. Frozen with a submission, so that a later import moves nobody. */
export interface Standing {
  readonly organisation: string;
  /** SKR's kommungrupp, such as `B4`; empty for a region. */
  readonly group: string;
  readonly county: string;
  readonly population: number;
}

export const PEER_KINDS = ['all', 'main', 'merged', 'group', 'size', 'county'] as const;
export type PeerKind = (typeof PEER_KINDS)[number];

export interface PeerGroup {
  /** Used in addresses: `kommuner`, `huvudgrupp-b`, `kommungrupper-a2-b3`, `kommungrupp-b4`, `storlek-2`, `lan-20`, … */
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

/** The kommungrupper that are compared, by code. */
export const COMPARED_GROUPS: readonly string[] = Object.keys(GROUPS);

/** The kommungrupp that an organisation is compared in. */
export const comparedGroup = (code: string): string => (code === 'A1' ? 'A2' : code);

/** What a kommungrupp holds, in a few words: for the names of merged ones. */
const HOLDS: Readonly<Record<string, string>> = {
  A2: 'storstäder med grannar',
  B3: 'större städer',
  B4: 'pendlingskommuner nära större stad',
  B5: 'lågpendlingskommuner nära större stad',
  C6: 'mindre städer',
  C7: 'pendlingskommuner nära mindre stad',
  C8: 'landsbygdskommuner',
  C9: 'landsbygdskommuner med besöksnäring',
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

const MERGED = 'kommungrupper-';
const LIST = new Intl.ListFormat('sv', { type: 'conjunction' });

/** The key of the group that holds just these kommungrupper, given by code in the list's order. */
export function keyOfGroups(codes: readonly string[]): string {
  const all = codes.join('-').toLowerCase();
  if (codes.length < 2) return `kommungrupp-${all}`;
  if (codes.length === COMPARED_GROUPS.length) return 'kommuner';
  const main = all.slice(0, 1);
  const whole = COMPARED_GROUPS.filter((code) => code.toLowerCase().startsWith(main));
  return whole.join() === codes.join() ? `huvudgrupp-${main}` : `${MERGED}${all}`;
}

/** The kommungrupper of a merged group, by code; empty when the key is not of one. */
export function mergedCodes(key: string): readonly string[] {
  if (!key.startsWith(MERGED)) return [];
  const codes = key.slice(MERGED.length).toUpperCase().split('-');
  return keyOfGroups(COMPARED_GROUPS.filter((code) => codes.includes(code))) === key ? codes : [];
}

/** The kommungrupper that a group is made up of, by code: for a set of them, or a huvudgrupp. */
export function codesOf(key: string): readonly string[] {
  const merged = mergedCodes(key);
  return merged.length > 0
    ? merged
    : COMPARED_GROUPS.filter((code) => {
        const lower = code.toLowerCase();
        return key === `kommungrupp-${lower}` || key === `huvudgrupp-${lower.slice(0, 1)}` || key === 'kommuner';
      });
}

/** The peer group with this key; undefined when there is none. */
export function peerGroup(key: string): PeerGroup | undefined {
  const known = byKey.get(key);
  if (known) return known;
  const codes = mergedCodes(key);
  if (codes.length === 0) return undefined;
  const name = LIST.format(codes.map((code) => HOLDS[code] ?? code));
  const [first = '', last = ''] = [codes[0] === 'A2' ? 'A1' : codes[0], codes.at(-1)];
  return kommunGroup('merged', key, `${first}–${last} ${name.charAt(0).toUpperCase()}${name.slice(1)}`);
}

/** A name short enough for a chart: the codes of kommungrupper, where the name begins with them. */
export function shortName({ kind, name }: Pick<PeerGroup, 'kind' | 'name'>): string {
  const [codes = name] = name.split(' ');
  if (kind === 'main') return `Huvudgrupp ${codes}`;
  return kind === 'merged' || kind === 'group' ? codes : name;
}

/** The fixed list with a year's merged groups among them, after the huvudgrupper. */
export function peerGroupsWith(keys: Iterable<string>): readonly PeerGroup[] {
  const merged = [...keys].flatMap((key) => (mergedCodes(key).length > 0 ? (peerGroup(key) ?? []) : [])).sort(inOrder);
  const at = PEER_GROUPS.findIndex(({ kind }) => kind === 'group');
  return [...PEER_GROUPS.slice(0, at), ...merged, ...PEER_GROUPS.slice(at)];
}

const inOrder = (a: PeerGroup, b: PeerGroup) => (a.key < b.key ? -1 : 1);

export function countyKey(county: string): string {
  return `lan-${county}`;
}

/**
 * The groups that a group lies within, nearest first: what is shown in its place when its own figure cannot be. `merged`
 * are the year's merged groups, of which at most one holds it.
 */
export function widerThan(key: string, merged: readonly string[] = []): readonly string[] {
  const group = peerGroup(key);
  if (!group || group.kind === 'all') return [];
  const code = /^kommungrupp-(([abc])\d)$/.exec(key);
  if (!code) return ['kommuner'];
  const [, own = '', main = ''] = code;
  const within = merged.filter((each) => mergedCodes(each).includes(own.toUpperCase()));
  return [...within, `huvudgrupp-${main}`, 'kommuner'];
}

/**
 * The groups that an organisation belongs to: all, huvudgrupp, kommungrupp, size, county, and the year's merged group when
 * there is one. A region has one.
 */
export function peersOf(
  { organisation, group, county, population }: Standing,
  merged: readonly string[] = [],
): readonly string[] {
  if (kindOf(organisation) === 'region') return ['regioner'];
  const size = SIZES.findIndex(({ below }) => population < below) + 1;
  return [
    'kommuner',
    `huvudgrupp-${group.slice(0, 1).toLowerCase()}`,
    `kommungrupp-${comparedGroup(group).toLowerCase()}`,
    `storlek-${size}`,
    countyKey(county),
    ...merged.filter((key) => mergedCodes(key).includes(comparedGroup(group))),
  ];
}

/** From the nearest to the widest: where to look when a group is too small to show. */
export function wideningPeers(standing: Standing, merged: readonly string[] = []): readonly string[] {
  const [all = '', , group] = peersOf(standing);
  return group === undefined ? [all] : [group, ...widerThan(group, merged)];
}
