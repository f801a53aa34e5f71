import { kindOf } from '../model.ts';
import { PROTECTED_FEWEST } from './disclose.ts';
import { isAbout } from './edition-history.ts';
import type { Member, PastEdition } from './edition-model.ts';
import { FEWEST_FOR_MEDIAN } from './figure.ts';
import { COMPARED_GROUPS, comparedGroup, keyOfGroups, type Standing } from './peer-groups.ts';

/** One kommun when a round closes: which measures it has answered, and whether the members cannot see it by name. */
export interface Counted extends Standing {
  readonly answered: readonly string[];
  readonly isProtected: boolean;
}

/** What each further kommungrupp in a set costs in nearness, in tenths. */
const PER_FURTHER = 1;
/** And what it costs to hold kommuner of neighbouring huvudgrupper. Those of A and C are not each other's peers. */
const NEIGHBOURS = 2;

/** How near a set of kommungrupper is, in tenths of one's own kommungrupp alone; 0 for those who are no peers. */
function nearness(codes: readonly string[]): number {
  const mains = new Set(codes.map((code) => code.slice(0, 1)));
  if (mains.has('A') && mains.has('C')) return 0;
  return 10 - PER_FURTHER * (codes.length - 1) - (mains.size > 1 ? NEIGHBOURS : 0);
}

/** How many have answered each measure in a group, and how many of them are protected. */
interface Tally {
  readonly n: readonly number[];
  readonly hidden: readonly number[];
}

interface SetOfGroups extends Tally {
  readonly codes: readonly string[];
  readonly near: number;
}

const isLarge = (hidden: number) => hidden === 0 || hidden > PROTECTED_FEWEST;

/** What the sets of a network hold, added up once for each of the 36 that there are. */
class Tallies {
  readonly measures: readonly string[];
  readonly #groups: ReadonlyMap<string, Tally>;
  readonly #sets = new Map<string, SetOfGroups>();

  constructor(kommuner: readonly Counted[]) {
    this.measures = [...new Set(kommuner.flatMap(({ answered }) => answered))].sort();
    const count = (counted: readonly Counted[]) => {
      const sum = new Map<string, number>();
      for (const { answered } of counted) for (const measure of answered) sum.set(measure, (sum.get(measure) ?? 0) + 1);
      return this.measures.map((measure) => sum.get(measure) ?? 0);
    };
    this.#groups = new Map(
      COMPARED_GROUPS.map((code) => {
        const inside = kommuner.filter(({ group }) => comparedGroup(group) === code);
        return [code, { n: count(inside), hidden: count(inside.filter(({ isProtected }) => isProtected)) }];
      }),
    );
  }

  of(codes: readonly string[]): SetOfGroups {
    const key = codes.join();
    let set = this.#sets.get(key);
    if (!set) {
      const groups = codes.map((code) => this.#groups.get(code));
      const sum = (what: keyof Tally) =>
        this.measures.map((_, i) => groups.reduce((total, group) => total + (group?.[what][i] ?? 0), 0));
      this.#sets.set(key, (set = { codes, near: nearness(codes), n: sum('n'), hidden: sum('hidden') }));
    }
    return set;
  }
}

/**
 * What a division shows: how many kommuner can compare all areas with their set, be it only with those in it that are seen
 * by name, and how many answers there are figures over everyone for, weighed by nearness.
 */
function worthOf(sets: readonly SetOfGroups[], { n, hidden }: SetOfGroups, measures: readonly string[]) {
  let answers = 0;
  const areas = sets.map(({ near }) => near > 0);
  measures.forEach((measure, i) => {
    const isShown = (n[i] ?? 0) >= FEWEST_FOR_MEDIAN && isLarge(hidden[i] ?? 0);
    // As they are published: each of them if it is large enough, and so are all that would be left together.
    let left = hidden[i] ?? 0;
    sets.forEach((set, at) => {
      const [answered = 0, own = 0] = [set.n[i], set.hidden[i]];
      const accepted = isShown && answered >= FEWEST_FOR_MEDIAN && isLarge(own) && isLarge(left - own);
      if (accepted) {
        left -= own;
        answers += answered * set.near;
      } else if (measure.startsWith('area:') && answered - own < FEWEST_FOR_MEDIAN) areas[at] = false;
    });
  });
  const near = sets.reduce((sum, set, at) => sum + (areas[at] ? Math.max(0, ...set.n) : 0), 0);
  return { near, answers };
}

/** Every way to cut a list into pieces that lie together. */
function* divisions<T>([first, ...others]: readonly T[]): Generator<readonly (readonly T[])[]> {
  if (first === undefined) {
    yield [];
    return;
  }
  for (const [next, ...rest] of divisions(others)) {
    yield [[first], ...(next ? [next, ...rest] : [])];
    if (next) yield [[first, ...next], ...rest];
  }
}

/**
 * The sets of kommungrupper that figures over everyone are shown for in a year: they never overlap, so nothing is told by
 * comparing them. They are neighbours in the list, which goes from city to countryside. Of the 128 ways to divide it, the one
 * in which most kommuner can compare all areas within a set, and of those the one that shows the most answers as near as
 * possible. Who is in the network, how they share and what they have answered decide; never the answers (README,
 * "Röjandekontroll"). Of equals, the first. Returns their keys.
 */
export function divideGroups(network: readonly Counted[]): readonly string[] {
  const tallies = new Tallies(network.filter(({ organisation }) => kindOf(organisation) !== 'region'));
  const whole = tallies.of(COMPARED_GROUPS);
  let best = { sets: COMPARED_GROUPS.map((code) => [code]) as readonly (readonly string[])[], near: -1, answers: -1 };
  for (const sets of divisions(COMPARED_GROUPS)) {
    const ordered = sets.map((codes) => tallies.of(codes));
    const { near, answers } = worthOf(ordered, whole, tallies.measures);
    if (near > best.near || (near === best.near && answers > best.answers)) best = { sets, near, answers };
  }
  return best.sets.map(keyOfGroups);
}

/** Whether a member is seen by name by the members, in levels. */
type Named = (member: Member) => boolean;

/**
 * The sets that a year's figures over everyone are for: decided once, when the round closes, and kept. None before.
 * `now` is the edition that is being made, when it is the closing one.
 */
export function setsOf(
  past: readonly PastEdition[],
  now: { readonly members: readonly Member[]; readonly named: Named } | null,
): readonly string[] {
  const noted = past.find(({ sets }) => sets !== undefined)?.sets;
  if (noted) return noted;
  const closing = past.find(({ closing: is }) => is);
  const first = closing
    ? { members: closing.members, named: (member: Member) => closing.named('members', member, 'levels') }
    : now;
  return first
    ? divideGroups(
        first.members.map((member) => ({
          ...member,
          answered: Object.keys(member.values).filter(isAbout('levels')),
          isProtected: !first.named(member),
        })),
      )
    : [];
}
