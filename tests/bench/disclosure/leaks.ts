import { isShown, type Member } from '../../../criteria/comparison/edition-model.ts';
import { SeededRandom } from '../../../server/demo/random.ts';
import type { Network } from './networks.ts';
import { isNamed, type Published } from './published.ts';

/** How many organisations at each level 0–4. */
type Counts = readonly number[];

/** What a reader takes the figures for. */
export interface Belief {
  readonly name: string;
  /** Levels that one of the others may have, when they are shown at `others`. */
  readonly possible: (others: Counts) => readonly boolean[];
}

/** Figures are what they say: an organisation has one of the levels that the others are shown at. */
export const EXACT: Belief = { name: 'tar siffran på orden', possible: (others) => others.map((n) => n > 0) };

/** Figures are exact, but tell only 0–1, 2 and 3–4 apart. */
export const COARSE: Belief = {
  name: 'grövre nivåer',
  possible: ([none = 0, few = 0, half = 0, most = 0, all = 0]) => [
    none + few > 0,
    none + few > 0,
    half > 0,
    most + all > 0,
    most + all > 0,
  ],
};

/** Each count may be one off, either way. */
export const NOISY: Belief = { name: 'brus på antalen', possible: (others) => others.map((n) => n + 1 > 0) };

/** Any one may be shown with any level (exchange.ts; that every outcome can come of every answer is tested there). */
export const EXCHANGED: Belief = { name: 'vet att svar är utbytta', possible: (others) => others.map(() => true) };

const countsOf = (levels: readonly number[]): Counts =>
  [0, 1, 2, 3, 4].map((level) => levels.filter((each) => each === level).length);

/** Parts that the figures of a measure over everyone divide the protected into, with the sets that hold them. */
function partsOf(network: Network, { pages, groups }: Published, measure: string) {
  const names = isNamed(network, 'members');
  const sets = [...(pages.get('members') ?? [])].flatMap(([group, page]) => {
    const figure = page[measure];
    const members = (groups.get(group) ?? []).filter(({ values }) => values[measure] !== undefined);
    return isShown(figure) && figure.scope === 'everyone' && figure.levels ? [new Set(members)] : [];
  });
  const parts = Map.groupBy(
    network.members.filter((member) => !names(member, 'levels')),
    (member) => sets.map((set) => (set.has(member) ? 1 : 0)).join(''),
  );
  return [...parts].flatMap(([key, members]) => (key.includes('1') ? [members] : []));
}

/** Every way to pick k of them; when they are too many, so many by lot. */
const MOST = 200;
function coalitions(members: readonly Member[], k: number, random: SeededRandom): readonly (readonly Member[])[] {
  const all: Member[][] = [];
  const pick = (from: number, chosen: Member[]) => {
    if (all.length > MOST) return;
    if (chosen.length === k) return void all.push(chosen);
    for (let i = from; i < members.length; i++) pick(i + 1, [...chosen, members[i] as Member]);
  };
  pick(0, []);
  return all.length <= MOST ? all : Array.from({ length: MOST }, () => random.shuffled(members).slice(0, k));
}

export interface Leaks {
  /** Answers of others about which only one level is possible, of those low ones; and shown to be low, whichever. */
  pinned: number;
  pinnedLow: number;
  shownLow: number;
  /** Of the conclusions about one level: how many are right. */
  right: number;
  coalitions: number;
  /** Coalitions and criteria in which somebody's answer is pinned. */
  pinning: number;
}

/**
 * What members can work out about the others of their part from the criteria's figures, when k of them pool what they have
 * answered (0: one who is not of the part). They are given more than they could know: also what they themselves were counted
 * with. All solutions are gone through: a level is possible for another when some way to place what is shown allows it.
 */
export function leaksOf(network: Network, published: Published, belief: Belief, k: number): Leaks {
  const leaks: Leaks = { pinned: 0, pinnedLow: 0, shownLow: 0, right: 0, coalitions: 0, pinning: 0 };
  const random = new SeededRandom(11);
  for (const { key: measure, kind } of network.measures) {
    if (kind !== 'level') continue;
    const shown = (member: Member) => published.counted(member, measure) ?? -1;
    const own = ({ values }: Member) => values[measure] ?? -1;
    for (const members of partsOf(network, published, measure)) {
      for (const pooling of coalitions(members, k, random)) {
        const others = members.filter((member) => !pooling.includes(member));
        if (others.length === 0) continue;
        const possible = belief.possible(countsOf(others.map(shown)));
        const levels = possible.flatMap((is, level) => (is ? [level] : []));
        leaks.coalitions += 1;
        if (levels.length === 1) {
          leaks.pinning += 1;
          leaks.pinned += others.length;
          if ((levels[0] ?? 4) < 3) leaks.pinnedLow += others.length;
          leaks.right += others.filter((other) => own(other) === levels[0]).length;
        }
        if (levels.every((level) => level < 3)) leaks.shownLow += others.length;
      }
    }
  }
  return leaks;
}
