import type { PublicationKey } from '../../../criteria/comparison/disclose.ts';
import type { Figure, Member } from '../../../criteria/comparison/edition-model.ts';
import { groupsOf } from '../../../criteria/comparison/edition-history.ts';
import { figureOf } from '../../../criteria/comparison/figure.ts';
import { isDelicate, type Measure } from '../../../criteria/comparison/measure.ts';
import { COUNTIES, PEER_GROUPS, peerGroup } from '../../../criteria/comparison/peer-groups.ts';
import { readersOf } from '../../../criteria/comparison/readers.ts';
import { isNamed, stretchesOf } from './published.ts';
import type { Network } from './networks.ts';

/**
 * The method until November 2026, kept to be compared with: every group that leaves no part too small, and none all on one
 * delicate value. So whether a figure was missing depended on what had been answered.
 */
interface Rule {
  readonly fewest: number;
  /** How many of a part the reader may itself be: 1 for a member. */
  readonly own: number;
}

class Parts {
  readonly #rule: Rule;
  readonly #delicate: (member: Member) => number | null | undefined;
  readonly #hides: (member: Member) => boolean;
  readonly #partOf = new Map<Member, object>();

  constructor(rule: Rule, hides: (member: Member) => boolean, delicate: (member: Member) => number | null | undefined) {
    this.#rule = rule;
    this.#hides = hides;
    this.#delicate = delicate;
  }

  isSafe(part: readonly Member[]): boolean {
    if (part.length === 0) return true;
    const values = part.map(this.#delicate).filter((value) => value !== undefined);
    if (values.length < this.#rule.fewest) return false;
    const alike = [
      ...Map.groupBy(
        values.filter((value) => value !== null),
        (value) => value,
      ).values(),
    ];
    return Math.max(0, ...alike.map(({ length }) => length)) < values.length - this.#rule.own;
  }

  hidden(set: readonly Member[]): readonly Member[] {
    return set.filter(this.#hides);
  }

  accepts(set: readonly Member[]): (() => void) | null {
    const byPart = Map.groupBy(this.hidden(set), (member) => this.#partOf.get(member));
    for (const [part, inside] of byPart) {
      const outside = part ? [...this.#partOf].flatMap(([member, of]) => (of === part ? [member] : [])) : [];
      if (!this.isSafe(inside) || !this.isSafe(outside.filter((member) => !inside.includes(member)))) return null;
    }
    return () => {
      for (const inside of byPart.values()) {
        const part = {};
        for (const member of inside) this.#partOf.set(member, part);
      }
    };
  }
}

const keysOf = (...kinds: readonly string[]) =>
  PEER_GROUPS.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind)).map(({ key }) => key);

const PUBLICATIONS: readonly (readonly [PublicationKey, readonly string[], readonly string[]])[] = [
  ['members', keysOf(), keysOf()],
  ['public', keysOf(), keysOf('all')],
  ...Object.keys(COUNTIES).map((code) => [`county:${code}`, [`lan-${code}`], [`lan-${code}`]] as const),
  ['counties', keysOf('county'), keysOf('county')],
];

/** Pages by publication and group, with the figures of each measure. */
export function partsBefore(network: Network): Map<PublicationKey, Map<string, Record<string, Figure>>> {
  const { members, measures } = network;
  const groups = groupsOf(members, []);
  const readers = readersOf(stretchesOf(network)).filter(({ name }) => !name.startsWith('medlem med'));
  const pages = new Map(
    PUBLICATIONS.map(([key, of]) => [key, new Map(of.map((group): [string, Record<string, Figure>] => [group, {}]))]),
  );
  const control = (delicate: (member: Member) => number | null | undefined) =>
    readers.map(({ fewest, holds, hides }) => ({
      holds,
      parts: new Parts({ fewest, own: fewest === 6 ? 1 : 0 }, (member) => hides(member, 'levels'), delicate),
    }));
  type Watches = ReturnType<typeof control>;
  const publish = (watches: Watches, key: PublicationKey, set: readonly Member[]) => {
    const asked = watches.filter(({ holds }) => holds.includes(key)).map(({ parts }) => parts.accepts(set));
    if (asked.includes(null)) return false;
    for (const record of asked) record?.();
    return true;
  };
  const alone = (watches: Watches, key: PublicationKey, set: readonly Member[]) =>
    watches.every(({ holds, parts }) => !holds.includes(key) || parts.isSafe(parts.hidden(set)));
  const membership = control(() => null);
  const allowed = new Set<string>();
  for (const [key, , everyone] of PUBLICATIONS) {
    for (const group of everyone) {
      const set = groups.get(group) ?? [];
      const whole = groups.get(peerGroup(group)?.task === 'region' ? 'regioner' : 'kommuner') ?? [];
      const rest = whole.filter((member) => !set.includes(member));
      if (alone(membership, key, rest) && publish(membership, key, set)) allowed.add(`${key} ${group}`);
    }
  }
  const disclose = (measure: Measure) => {
    const value = ({ values }: Member) => values[measure.key];
    const watches = control((member) => {
      const own = value(member);
      return own === undefined ? undefined : isDelicate(measure.kind, own) ? own : null;
    });
    const shown = (set: readonly Member[]) => {
      const values = set.flatMap((member) => value(member) ?? []);
      const [first = 0] = values;
      const alike = measure.kind === 'level' && first < 3 && values.every((each) => each === first);
      return alike ? null : figureOf(measure.kind, values);
    };
    for (const [key, of] of PUBLICATIONS) {
      const names = isNamed(network, key);
      for (const group of of) {
        if (!measure.tasks.includes(peerGroup(group)?.task ?? 'kommun')) continue;
        const set = groups.get(group) ?? [];
        const all = shown(set);
        const page = pages.get(key)?.get(group);
        if (!page) continue;
        if (all && allowed.has(`${key} ${group}`) && publish(watches, key, set))
          page[measure.key] = { ...all, scope: 'everyone', without: 0, edition: 1 };
        else {
          const named = set.filter((member) => names(member, 'levels'));
          const figure = shown(named);
          page[measure.key] = figure
            ? { ...figure, scope: 'named', without: set.length - named.length, edition: 1 }
            : { withheld: set.length < 5 ? 'few' : 'protected' };
        }
      }
    }
  };
  for (const measure of measures) disclose(measure);
  return pages;
}
