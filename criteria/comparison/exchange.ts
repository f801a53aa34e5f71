import type { Subject } from './disclose.ts';
import type { Member } from './edition-model.ts';
import { isDelicate, type Measure, type Values } from './measure.ts';

/** Those to whom figures over everyone are published: whoever they do not see by name is protected from them. */
export type Audience = 'members' | 'public';

/**
 * What is counted in the place of a submission's own values, by measure, where it is another. There is an entry, even an
 * empty one, when it has been drawn for: that is done once, so that nothing is told by comparing editions.
 */
export type Exchanged = Readonly<Partial<Record<`${Audience} ${Subject}`, Values>>>;

/** A number from 0 up to, but not including, 1. Nobody can foresee it. */
export type Random = () => number;

/** How many of the protected values are exchanged: one in four. */
export const EXCHANGED_ONE_IN = 4;
/** How many of those get any value that there is, whether anybody in the set has it or not: one in four again. */
const ANY_ONE_IN = 4;
/** Fewer drawn for at once are never alone in a figure, so that they need not differ. */
const FEWEST_ALIKE = 6;
/** How many of the protected must differ from a low value that the others have: one, and two that may pool what they know. */
const MUST_DIFFER = 3;

interface Counted {
  readonly member: Member;
  value: number;
}

/** Another value beside one that nobody in the set differs from: the next level, or five points. */
function beside({ kind }: Measure, value: number): number {
  if (kind === 'level') return value + 1;
  return value >= 1000 ? value - 50 : value + 50;
}

/** Any value that a measure can have, in its whole numbers; for a change one that is common. */
function anyValue({ kind }: Measure, random: Random): number {
  const [low, high] = kind === 'level' ? [0, 4] : kind === 'change' ? [-250, 250] : [0, 1000];
  return low + Math.floor(random() * (high - low + 1));
}

/** Moves a few to what others have, when nearly all of the drawn would be shown with one low value. */
function loosen(measure: Measure, drawn: readonly Counted[], pool: readonly number[], random: Random): void {
  if (drawn.length < FEWEST_ALIKE) return;
  for (const [low, alike] of Map.groupBy(drawn, ({ value }) => value)) {
    if (!isDelicate(measure.kind, low)) continue;
    const others = pool.filter((value) => value !== low);
    for (let left = alike.length - (drawn.length - MUST_DIFFER); left > 0; left--) {
      const [moved] = alike.splice(Math.floor(random() * alike.length), 1);
      if (moved) moved.value = others[Math.floor(random() * others.length)] ?? beside(measure, low);
    }
  }
}

/**
 * Draws what is counted in the place of the values of `protect` in one set: each of them, with one chance in four, gets
 * what another in the set has, which keeps the figures' shape, and now and then any value at all. So whatever is read, and
 * however much else is known, nobody can know that an answer was anyone's own. The first is record swapping (Dalenius &
 * Reiss 1982), the second randomized response (Warner 1965). `shown` is what each would be counted with otherwise.
 */
export function exchange(
  measure: Measure,
  set: readonly Member[],
  protect: (member: Member) => boolean,
  shown: (member: Member) => number | undefined,
  random: Random,
): ReadonlyMap<Member, number> {
  const counted = set.flatMap((member): Counted[] => {
    const value = shown(member);
    return value === undefined ? [] : [{ member, value }];
  });
  const own = counted.map(({ value }) => value);
  const drawn = counted.flatMap(({ member, value }, i): Counted[] => {
    if (!protect(member)) return [];
    if (random() * EXCHANGED_ONE_IN >= 1) return [{ member, value }];
    if (random() * ANY_ONE_IN < 1 || own.length < 2) return [{ member, value: anyValue(measure, random) }];
    const other = Math.floor(random() * (own.length - 1));
    return [{ member, value: own[other < i ? other : other + 1] ?? value }];
  });
  loosen(measure, drawn, own, random);
  return new Map(drawn.map(({ member, value }) => [member, value]));
}
