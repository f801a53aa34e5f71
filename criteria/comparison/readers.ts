import { FEWEST_TO_MEMBERS, PROTECTED_FEWEST, type PublicationKey, type Reader } from './disclose.ts';
import type { Publication } from './edition-model.ts';
import { codesOf, COUNTIES, countyKey, PEER_GROUPS, peerGroupsWith } from './peer-groups.ts';

export type Sharing = 'statistik' | 'natverket' | 'oppet';

/** How an organisation shares one year's assessment. */
export interface Visibility {
  readonly sharing: Sharing;
  /** Also by name to the länsstyrelse of its own county. */
  readonly toCounty: boolean;
  readonly county: string;
}

const RANK = { statistik: 0, natverket: 1, oppet: 3 } as const;

/** How openly something is shared: more to more readers is a higher number. */
export function openness({ sharing, toCounty }: Pick<Visibility, 'sharing' | 'toCounty'>): number {
  return RANK[sharing] + (toCounty ? 1 : 0);
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

/**
 * How sharing stood during a stretch of time, at its most open. A new stretch begins whenever someone shares less:
 * who came then knows less than who was there before. Stretches follow each other without gaps; the last one is now.
 */
export interface Stretch {
  /** The edition that could be read when it began; 0 before the first. */
  readonly edition: number;
  /** The year's submissions, by submission. */
  readonly sharing: ReadonlyMap<string, Visibility>;
  /** The year before, by organisation: a change figure tells about both. */
  readonly before: ReadonlyMap<string, Visibility>;
}

/**
 * Whom the showcase has told the public about. That someone stands out says that a level or an index is high, and what
 * is written may say more: the others are protected as if all their answers were known, for good, by everyone.
 */
export interface Told {
  /** The year's submissions. */
  readonly now: ReadonlySet<string>;
  /** Organisations of the year before: a change figure tells about both. */
  readonly before: ReadonlySet<string>;
}

const NOBODY: Told = { now: new Set(), before: new Set() };

interface Audience {
  readonly name: string;
  readonly sees: Sees;
  readonly holds: readonly PublicationKey[];
  readonly fewest: number;
}

const counties = Object.keys(COUNTIES);

/**
 * The best-informed of each kind. A member also reads what is public. The national coordinator reads all counties,
 * and the names that its own county may read; which county that is can change, so every one is allowed for.
 */
const AUDIENCES: readonly Audience[] = [
  { name: 'medlem', sees: member, holds: ['members', 'public'], fewest: FEWEST_TO_MEMBERS },
  // The report of a county is a public record: a member need only ask each länsstyrelse for its own.
  {
    name: 'medlem med alla läns rapporter',
    sees: member,
    holds: ['members', 'public', 'counties', ...counties.map((county): PublicationKey => `county:${county}`)],
    fewest: FEWEST_TO_MEMBERS,
  },
  { name: 'vem som helst', sees: anyone, holds: ['public'], fewest: PROTECTED_FEWEST },
  ...counties.map((county): Audience => ({
    name: `länsstyrelse ${county}`,
    sees: countyViewer(county),
    holds: [`county:${county}`, 'public'],
    fewest: PROTECTED_FEWEST,
  })),
  ...counties.map((county): Audience => ({
    name: `nationell samordnare i ${county}`,
    sees: countyViewer(county),
    holds: ['counties', `county:${county}`, 'public'],
    fewest: PROTECTED_FEWEST,
  })),
];

function seenIn(maps: readonly ReadonlyMap<string, Visibility>[], sees: Sees): Set<string> {
  const seen = new Set<string>();
  for (const map of maps) for (const [key, visibility] of map) if (sees(visibility)) seen.add(key);
  return seen;
}

/** Where a stretch shows this kind of reader fewer names than the one before. */
function startsOf(stretches: readonly Stretch[], sees: Sees): readonly number[] {
  return stretches.flatMap((stretch, i) => {
    const earlier = stretches[i - 1];
    if (!earlier) return [i];
    const fewer = (['sharing', 'before'] as const).some((year) => {
      const still = seenIn([stretch[year]], sees);
      return [...seenIn([earlier[year]], sees)].some((key) => !still.has(key));
    });
    return fewer ? [i] : [];
  });
}

/**
 * Everyone that the published figures must be safe against: each kind, by when they began to read, and both with and
 * without what the showcase has told. Whoever has heard it knows more of the others; whoever has not is not to learn it
 * from the figures, which hold far more of the one that was told about than what was told.
 */
export function readersOf(stretches: readonly Stretch[], told: Told = NOBODY): readonly Reader[] {
  return (told.now.size + told.before.size > 0 ? [NOBODY, told] : [NOBODY]).flatMap((heard) =>
    readersWho(stretches, heard),
  );
}

/** Each kind of reader, by when it began to read, having heard just this of whom the showcase tells. */
export function readersWho(stretches: readonly Stretch[], heard: Told): readonly Reader[] {
  const ear = heard.now.size + heard.before.size > 0 ? ', med skyltfönstret' : '';
  return AUDIENCES.flatMap(({ name, sees, holds, fewest }) =>
    startsOf(stretches, sees).map((start): Reader => {
      const window = stretches.slice(start);
      const everSeen = (year: 'sharing' | 'before') =>
        seenIn(
          window.map((stretch) => stretch[year]),
          sees,
        );
      const seen = new Set([...everSeen('sharing'), ...heard.now]);
      const seenBefore = new Set([...everSeen('before'), ...heard.before]);
      return {
        name: `${name}, från läge ${start}${ear}`,
        fewest,
        holds,
        since: window[0]?.edition ?? 0,
        hides: ({ organisation, submission }, subject) =>
          !seen.has(submission) || (subject === 'change' && !seenBefore.has(organisation)),
      };
    }),
  );
}

const keysOfKind = (...kinds: readonly string[]) =>
  PEER_GROUPS.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind)).map(({ key }) => key);

/** The huvudgrupper that are made up of whole sets, of which none reaches outside. */
const mainsOfWhole = (sets: readonly string[]) =>
  keysOfKind('main').filter((main) =>
    sets.every((set) => {
      const inside = codesOf(set).map((code) => `huvudgrupp-${code.slice(0, 1).toLowerCase()}` === main);
      return inside.every(Boolean) || !inside.some(Boolean);
    }),
  );

const seesOf = (publication: PublicationKey): Sees =>
  publication === 'members'
    ? member
    : publication === 'public' || publication === 'counties'
      ? anyone
      : countyViewer(publication.slice('county:'.length));

/** Whom the readers of a publication see by name, as sharing stands now. */
export function namedIn(
  publication: PublicationKey,
  now: ReadonlyMap<string, Visibility>,
  before: ReadonlyMap<string, Visibility>,
): Publication['names'] {
  const sees = seesOf(publication);
  const by = (visibility: Visibility | undefined) => visibility !== undefined && sees(visibility);
  return ({ organisation, submission }, subject) =>
    by(now.get(submission)) && (subject === 'levels' || by(before.get(organisation)));
}

/**
 * The publications of an edition, in the order in which they are considered. `sets` are the year's sets of kommungrupper
 * (merged-groups.ts): figures over everyone are shown for them and for what they make up, so that groups never overlap.
 * Without any, before the round has closed, everything is over the named only, and spoils nothing.
 */
export function publicationsOf(stretches: readonly Stretch[], sets: readonly string[]): readonly Publication[] {
  const { sharing, before } = stretches.at(-1) ?? { sharing: new Map(), before: new Map() };
  const publication = (
    key: PublicationKey,
    groups: readonly string[],
    everyone: readonly string[] = [],
  ): Publication => ({ key, groups, everyone, names: namedIn(key, sharing, before) });
  const all = sets.length > 0 ? keysOfKind('all') : [];
  const merged = peerGroupsWith(sets).map(({ key }) => key);
  return [
    publication('members', merged, [...new Set([...all, ...sets, ...(sets.length > 0 ? mainsOfWhole(sets) : [])])]),
    publication('public', keysOfKind(), all),
    ...counties.map((code) => publication(`county:${code}`, [countyKey(code)])),
    publication('counties', keysOfKind('county')),
  ];
}
