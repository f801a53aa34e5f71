import type { Mapping } from '../model.ts';

/** Where a criterion comes from: the codes before, and whether the level may follow and be compared. */
interface Origin {
  readonly from: readonly string[];
  readonly same: boolean;
  readonly comparable: boolean;
  readonly why: readonly string[];
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
const reasonOf = (whys: readonly string[]): string => unique(whys.filter(Boolean)).join(' ');

/** Every criterion of the later version that has something before it. */
function originsOf(mapping: Mapping): ReadonlyMap<string, Origin> {
  return new Map<string, Origin>([
    ...mapping.same.map((code): [string, Origin] => [code, { from: [code], same: true, comparable: true, why: [] }]),
    ...mapping.reworded.map(({ code, comparable, why }): [string, Origin] => [
      code,
      { from: [code], same: false, comparable, why: [why] },
    ]),
    ...mapping.split.flatMap(({ from, to, why }) =>
      to.map((code): [string, Origin] => [code, { from: [from], same: false, comparable: false, why: [why] }]),
    ),
    ...mapping.merged.map(({ from, to, why }): [string, Origin] => [
      to,
      { from, same: false, comparable: false, why: [why] },
    ]),
  ]);
}

/** The origin of a criterion two versions back; undefined when nothing of it was there. */
function through(origin: Origin, earlier: ReadonlyMap<string, Origin>): Origin | undefined {
  const steps = origin.from.flatMap((code) => earlier.get(code) ?? []);
  if (steps.length === 0) return undefined;
  // A part that was not asked before is another question, even where only one criterion is left of it.
  const all = steps.length === origin.from.length;
  return {
    from: unique(steps.flatMap(({ from }) => from)),
    same: all && origin.same && steps.every(({ same }) => same),
    comparable: all && origin.comparable && steps.every(({ comparable }) => comparable),
    why: [...steps.flatMap(({ why }) => why), ...origin.why],
  };
}

/**
 * The mapping over a version that was skipped: from `first.from` to `second.to`. A level follows only where both steps
 * let it; what was reworded twice is comparable only if it was both times (README, "Nästa år").
 */
export function composeMappings(first: Mapping, second: Mapping): Mapping {
  const earlier = originsOf(first);
  const origins = new Map<string, Origin>();
  const added = [...second.new];
  for (const [code, step] of originsOf(second)) {
    const origin = through(step, earlier);
    if (origin) origins.set(code, origin);
    else added.push(code);
  }
  const targets = (source: string) => [...origins].filter(([, { from }]) => from.includes(source));
  const reworded: Mapping['reworded'][number][] = [];
  const merged: Mapping['merged'][number][] = [];
  const split = new Map<string, { to: string[]; why: string[] }>();
  const same: string[] = [];
  for (const [code, { from, same: isSame, comparable, why }] of origins) {
    const [source = ''] = from;
    const alone = from.length === 1 && targets(source).length === 1;
    if (from.length > 1) merged.push({ from, to: code, why: reasonOf(why) });
    else if (alone && source === code && isSame) same.push(code);
    else if (alone && source === code) reworded.push({ code, comparable, why: reasonOf(why) });
    else {
      const parts = split.get(source) ?? { to: [], why: [] };
      split.set(source, { to: [...parts.to, code], why: [...parts.why, ...why] });
    }
  }
  const gone = new Map([...first.withdrawn, ...second.withdrawn].map(({ code, why }) => [code, why]));
  const before = unique([
    ...[...earlier.values()].flatMap(({ from }) => from),
    ...first.withdrawn.map(({ code }) => code),
  ]);
  return {
    from: first.from,
    to: second.to,
    same,
    reworded,
    split: [...split].map(([from, { to, why }]) => ({ from, to, why: reasonOf(why) })),
    merged,
    new: added,
    withdrawn: before
      .filter((code) => targets(code).length === 0)
      .map((code) => ({
        code,
        why:
          gone.get(code) ??
          reasonOf([...gone].flatMap(([name, why]) => (earlier.get(name)?.from.includes(code) ? [why] : []))),
      })),
  };
}

/**
 * The mapping between two versions of any age: null for the same one, undefined when answers cannot be carried from the
 * one to the other. `mappings` has for each version the mapping into it.
 */
export function mappingOver(
  mappings: ReadonlyMap<string, Mapping>,
  from: string,
  to: string,
): Mapping | null | undefined {
  if (from === to) return null;
  const last = mappings.get(to);
  if (!last) return undefined;
  if (last.from === from) return last;
  const earlier = mappingOver(mappings, from, last.from);
  return earlier ? composeMappings(earlier, last) : undefined;
}
