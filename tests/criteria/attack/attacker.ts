import type { Member } from '../../../criteria/comparison/edition-model.ts';
import type { PublishedFigure } from '../../../criteria/comparison/edition-model.ts';

/** One published figure over everyone, and who it covers: the attacker is assumed to know even who has answered. */
export interface Held {
  readonly figure: PublishedFigure;
  readonly covered: readonly Member[];
  /** What a member is counted with in it; the attacker is given it for all that it sees by name, which is more than it has. */
  readonly counted: (member: Member) => number;
  /** Whether a lot has been drawn for what it is counted with. */
  readonly isDrawn: (member: Member) => boolean;
}

export interface Knowledge {
  readonly measure: { readonly key: string; readonly kind: string };
  readonly held: readonly Held[];
  /** The submissions that the attacker has seen by name. */
  readonly seen: readonly Member[];
  /** The largest set that counts as found: 4, or 5 where the attacker may itself be one of the set. */
  readonly largest: number;
}

export interface Find {
  readonly how: 'few' | 'difference' | 'solved' | 'not drawn for' | 'moved' | 'wrong sum';
  readonly size: number;
}

/** A prime below 2^25, so that products stay exact. */
const P = 33_554_393;
const mod = (value: number) => ((value % P) + P) % P;
function inverse(value: number): number {
  let [result, base, exponent] = [1, mod(value), P - 2];
  for (; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result = (result * base) % P;
    base = (base * base) % P;
  }
  return result;
}

interface Row {
  readonly left: number[];
  /** How many of the row's protected units are counted at each level 0–4. */
  readonly right: number[];
}

/** Rows brought to reduced echelon form; a target vector is then solved by taking rows away from it. */
class Equations {
  readonly #rows: { readonly pivot: number; readonly row: Row }[] = [];

  #reduce({ left, right }: Row): Row {
    let [l, r] = [left, right];
    for (const { pivot, row } of this.#rows) {
      const factor = l[pivot] ?? 0;
      if (factor === 0) continue;
      l = l.map((value, i) => mod(value - ((factor * (row.left[i] ?? 0)) % P)));
      r = r.map((value, i) => mod(value - ((factor * (row.right[i] ?? 0)) % P)));
    }
    return { left: l, right: r };
  }

  add(row: Row): void {
    const rest = this.#reduce(row);
    const pivot = rest.left.findIndex((value) => value !== 0);
    if (pivot < 0) return;
    const scale = inverse(rest.left[pivot] ?? 1);
    const times = (values: number[]) => values.map((value) => (value * scale) % P);
    this.#rows.push({ pivot, row: { left: times(rest.left), right: times(rest.right) } });
  }

  /** Counts per level of the target, when what is held determines them. */
  solve(target: number[]): number[] | null {
    const rest = this.#reduce({ left: target, right: [0, 0, 0, 0, 0] });
    return rest.left.every((value) => value === 0) ? rest.right.map((value) => mod(-value)) : null;
  }
}

interface Solved {
  readonly measure: string;
  readonly finds: readonly Find[];
  /** What the members of each part that can be told apart are counted with, where that can be solved. */
  readonly parts: readonly { readonly units: readonly Member[]; readonly counts: readonly number[] }[];
}

/**
 * Everything that follows from figures over everyone about those that the attacker has not seen by name: what remains when
 * the seen are taken away, differences of sets, and every solution of the sums. A find is a set too small to be told of, or
 * somebody counted with an answer of its own who is not seen.
 */
export function attack({ measure, held, seen, largest }: Knowledge): Solved {
  const finds: Find[] = [];
  const small = (size: number) => size > 0 && size <= largest;
  const settled = new Map<string, number>();
  // A correction that is seen by name tells also what it did not change.
  const valueOf = ({ organisation, values }: Member) => `${organisation} ${values[measure.key]}`;
  const submissions = new Set(seen.map(({ submission }) => submission));
  const known = new Set(seen.map(valueOf));
  const sees = (member: Member) => submissions.has(member.submission) || known.has(valueOf(member));
  // A change is another when the year before has been corrected.
  const unit = ({ submission, before }: Member) =>
    measure.kind === 'change' ? `${submission} ${before ?? ''}` : submission;
  const sets = held.map(({ figure, covered, counted, isDrawn }) => {
    const answered = covered.filter(({ values }) => values[measure.key] !== undefined);
    const hidden = answered.filter((member) => !sees(member));
    for (const member of hidden) if (!isDrawn(member)) finds.push({ how: 'not drawn for', size: 1 });
    const taken = answered.filter(sees).map(counted);
    if (figure.levels && figure.levels.reduce((sum, n) => sum + n, 0) !== answered.length)
      finds.push({ how: 'wrong sum', size: 1 });
    // Counted with something else than in another figure: what it was before, or is now, is no lot.
    for (const member of hidden) {
      const held = valueOf(member);
      const before = settled.get(held) ?? counted(member);
      if (before !== counted(member)) finds.push({ how: 'moved', size: 1 });
      settled.set(held, before);
    }
    return {
      figure,
      hidden: new Map(hidden.map((member) => [unit(member), member])),
      taken,
    };
  });

  for (const { hidden } of sets) if (small(hidden.size)) finds.push({ how: 'few', size: hidden.size });
  for (const a of sets) {
    for (const b of sets) {
      const size = [...a.hidden.keys()].filter((unit) => !b.hidden.has(unit)).length;
      if (small(size)) finds.push({ how: 'difference', size });
    }
  }

  // Atoms: the hidden units that are in exactly the same published sets.
  const units = new Map(sets.flatMap(({ hidden }) => [...hidden]));
  const atoms = [
    ...Map.groupBy(units, ([unit]) => sets.map(({ hidden }) => Number(hidden.has(unit))).join('')).values(),
  ].map((atom) => atom.map(([, member]) => member));
  const equations = new Equations();
  for (const { figure, hidden, taken } of sets) {
    if (!figure.levels) continue;
    equations.add({
      left: atoms.map(([first]) => (first && hidden.has(unit(first)) ? 1 : 0)),
      right: figure.levels.map((n, level) => n - taken.filter((value) => value === level).length),
    });
  }
  const solve = (chosen: readonly number[]) => {
    const counts = equations.solve(atoms.map((_, i) => (chosen.includes(i) ? 1 : 0)));
    const size = chosen.reduce((sum, i) => sum + (atoms[i]?.length ?? 0), 0);
    if (counts && small(size)) finds.push({ how: 'solved', size });
    return counts;
  };
  const parts = atoms.flatMap((members, i) => {
    const counts = solve([i]);
    return counts ? [{ units: members, counts }] : [];
  });
  const smallAtoms = atoms.flatMap((atom, i) => (atom.length <= largest ? [i] : [])).slice(0, 30);
  smallAtoms.forEach((a, i) => {
    for (const b of smallAtoms.slice(i + 1)) solve([a, b]);
  });
  return { measure: measure.key, finds, parts };
}
