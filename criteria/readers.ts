import {
  AS_MEMBER,
  AS_OUTSIDER,
  type PublicationKey,
  type Reader,
  type Subject,
} from './disclose.ts';
import type { Publication } from './edition-model.ts';
import { COUNTIES, countyKey, PEER_GROUPS } from './peer-groups.ts';

export type Sharing = 'statistik' | 'natverket' | 'oppet';

/** How an organisation shares one year's assessment. */
export interface Visibility {
  readonly sharing: Sharing;
  /** Also by name to the länsstyrelse of its own county. */
  readonly toCounty: boolean;
  readonly county: string;
}

/** Whose answers someone sees by name. */
type Sees = (visibility: Visibility) => boolean;

const anyone: Sees = ({ sharing }) => sharing === 'oppet';
const member: Sees = ({ sharing }) => sharing !== 'statistik';
const countyViewer =
  (county: string): Sees =>
  (visibility) =>
    anyone(visibility) || (member(visibility) && visibility.toCounty && visibility.county === county);

/** Whether members, anyone, or a county's länsstyrelse see answers by name that are shared like this. */
export const isNamedTo = { members: member, public: anyone, county: countyViewer } as const;

/** How sharing stood during a stretch of time. A year's stretches follow each other without gaps. */
export interface Stretch {
  /** The edition that could be read during it; 0 before the first. */
  readonly edition: number;
  readonly sharing: ReadonlyMap<string, Visibility>;
}

export interface SharingHistory {
  /** Oldest first; the last one is now. */
  readonly stretches: readonly Stretch[];
  /** Of the year before, for change figures. */
  readonly previous: { readonly ever: readonly Stretch[]; readonly now: ReadonlyMap<string, Visibility> };
}

interface Audience {
  readonly name: string;
  readonly sees: Sees;
  readonly holds: readonly PublicationKey[];
  readonly rule: Reader['rule'];
}

const counties = Object.keys(COUNTIES);

/**
 * The best-informed of each kind. A member also reads what is public. The national coordinator reads all counties,
 * and the names that its own county may read; which county that is can change, so every one is allowed for.
 */
const AUDIENCES: readonly Audience[] = [
  { name: 'medlem', sees: member, holds: ['members', 'public'], rule: AS_MEMBER },
  { name: 'vem som helst', sees: anyone, holds: ['public'], rule: AS_OUTSIDER },
  ...counties.map((county): Audience => ({
    name: `länsstyrelse ${county}`,
    sees: countyViewer(county),
    holds: [`county:${county}`, 'public'],
    rule: AS_OUTSIDER,
  })),
  ...counties.map((county): Audience => ({
    name: `nationell samordnare i ${county}`,
    sees: countyViewer(county),
    holds: ['counties', `county:${county}`, 'public'],
    rule: AS_OUTSIDER,
  })),
];

function seenIn(stretches: readonly Stretch[], sees: Sees): Set<string> {
  const seen = new Set<string>();
  for (const { sharing } of stretches)
    for (const [organisation, visibility] of sharing) if (sees(visibility)) seen.add(organisation);
  return seen;
}

/** Where a stretch shows fewer names than the one before: someone who came then knows less than who was there. */
function startsOf(stretches: readonly Stretch[], sees: Sees): readonly number[] {
  const starts = [0];
  for (let i = 1; i < stretches.length; i++) {
    const [before, after] = [stretches[i - 1], stretches[i]];
    if (!before || !after) continue;
    const [seen, still] = [seenIn([before], sees), seenIn([after], sees)];
    if ([...seen].some((organisation) => !still.has(organisation))) starts.push(i);
  }
  return starts;
}

/** Everyone that the published figures must be safe against: each kind, by when they began to read. */
export function readersOf({ stretches, previous }: SharingHistory): readonly Reader[] {
  return AUDIENCES.flatMap(({ name, sees, holds, rule }) =>
    startsOf(stretches, sees).map((start): Reader => {
      const window = stretches.slice(start);
      const seen = seenIn(window, sees);
      const seenBefore = start === 0 ? seenIn(previous.ever, sees) : new Set<string>();
      for (const [organisation, visibility] of previous.now) if (sees(visibility)) seenBefore.add(organisation);
      return {
        name: start === 0 ? name : `${name}, från läge ${start}`,
        rule,
        holds,
        since: window[0]?.edition ?? 0,
        hides: (organisation, subject) =>
          !seen.has(organisation) || (subject === 'change' && !seenBefore.has(organisation)),
      };
    }),
  );
}

const keysOfKind = (...kinds: readonly string[]) =>
  PEER_GROUPS.filter(({ kind }) => kinds.includes(kind)).map(({ key }) => key);

/** The publications of an edition, in the order in which they are considered. */
export function publicationsOf({ stretches, previous }: SharingHistory): readonly Publication[] {
  const now = stretches.at(-1)?.sharing ?? new Map<string, Visibility>();
  const names =
    (sees: Sees): Publication['names'] =>
    (organisation: string, subject: Subject) => {
      const by = (sharing: ReadonlyMap<string, Visibility>) => {
        const visibility = sharing.get(organisation);
        return visibility !== undefined && sees(visibility);
      };
      return by(now) && (subject === 'levels' || by(previous.now));
    };
  const all = PEER_GROUPS.map(({ key }) => key);
  const county = keysOfKind('county');
  return [
    { key: 'members', groups: all, everyone: all, names: names(member) },
    { key: 'public', groups: all, everyone: keysOfKind('all'), names: names(anyone) },
    ...counties.map((code): Publication => ({
      key: `county:${code}`,
      groups: [countyKey(code)],
      everyone: [countyKey(code)],
      names: names(countyViewer(code)),
    })),
    { key: 'counties', groups: county, everyone: county, names: names(anyone) },
  ];
}
