import type { Member, PublishedFigure } from '../../../criteria/comparison/edition-model.ts';
import type { MeasureKind } from '../../../criteria/comparison/measure.ts';

/** One published figure, and who it covers: the attacker is assumed to know even who has answered. */
export interface Held {
  readonly figure: PublishedFigure;
  readonly covered: readonly Member[];
}

export interface Knowledge {
  readonly measure: { readonly key: string; readonly kind: MeasureKind };
  readonly held: readonly Held[];
  /** What the attacker has seen by name. */
  readonly seen: readonly Member[];
  /** The largest set that counts as found: 4, or 5 where the attacker may itself be one of the set. */
  readonly largest: number;
}

export interface Find {
  readonly how: 'few' | 'difference' | 'solved' | 'all alike';
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
  /** How many of the row's protected units are at each level 0–4. */
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

const unitOf = (member: Member, key: string) => `${member.organisation}=${member.values[key] ?? ''}`;

function isLow(kind: MeasureKind, level: number): boolean {
  return kind === 'level' && level < 3;
}

/** Whether all, or all but the attacker itself, of `size` protected are on one low level. */
function alike(counts: readonly number[], size: number, insider: boolean): boolean {
  return counts.some((n, level) => level < 3 && size > 0 && n >= size - (insider ? 1 : 0) && n > 0);
}

/**
 * Everything that can be worked out about fewer than five others from figures over everyone: by taking away those
 * seen by name, by differences of sets, by solving for unions of the atoms, and from medians at the end of the scale.
 */
export function attack({ measure, held, seen, largest }: Knowledge): Find[] {
  const finds: Find[] = [];
  const insider = largest === 5;
  // A correction that is seen by name tells also what it did not change.
  const known = new Set(seen.map((member) => unitOf(member, measure.key)));
  const sees = (member: Member) => known.has(unitOf(member, measure.key));
  const sets = held.map(({ figure, covered }) => {
    const answered = covered.filter(({ values }) => values[measure.key] !== undefined);
    const hidden = answered.filter((member) => !sees(member));
    const known = answered.filter((member) => sees(member));
    return { figure, hidden: new Set(hidden.map((row) => unitOf(row, measure.key))), known };
  });
  const small = (size: number) => size > 0 && size <= largest;

  for (const { figure, hidden, known } of sets) {
    if (small(hidden.size)) finds.push({ how: 'few', size: hidden.size });
    // A median at the lowest value: at least half of all are there, and those not seen by name must make up for the rest.
    if (measure.kind === 'level' && figure.median === 0 && hidden.size > 0) {
      const seen = known.filter(({ values }) => values[measure.key] === 0).length;
      if (Math.ceil((figure.n + 1) / 2) - seen >= hidden.size) finds.push({ how: 'all alike', size: hidden.size });
    }
  }
  for (const a of sets) {
    for (const b of sets) {
      if (a === b) continue;
      let size = 0;
      for (const unit of a.hidden) if (!b.hidden.has(unit)) size += 1;
      if (small(size)) finds.push({ how: 'difference', size });
    }
  }

  // Atoms: the hidden units that are in exactly the same published sets.
  const signatures = new Map<string, string>();
  sets.forEach(({ hidden }, i) => {
    for (const unit of hidden) signatures.set(unit, `${signatures.get(unit) ?? ''}${i},`);
  });
  const atoms = new Map<string, string[]>();
  for (const [unit, signature] of signatures) atoms.set(signature, [...(atoms.get(signature) ?? []), unit]);
  const units = [...atoms.values()];
  const equations = new Equations();
  for (const { figure, hidden, known } of sets) {
    if (!figure.levels) continue;
    const left = units.map(([first = '']) => (hidden.has(first) ? 1 : 0));
    const right = figure.levels.map(
      (n, level) => n - known.filter(({ values }) => values[measure.key] === level).length,
    );
    equations.add({ left, right });
    if (measure.kind === 'level' && alike(right, hidden.size, insider))
      finds.push({ how: 'all alike', size: hidden.size });
  }
  const solve = (chosen: readonly number[]) => {
    const size = chosen.reduce((sum, i) => sum + (units[i]?.length ?? 0), 0);
    const counts = equations.solve(units.map((_, i) => (chosen.includes(i) ? 1 : 0)));
    if (!counts) return;
    if (small(size)) finds.push({ how: 'solved', size });
    if (isLow(measure.kind, 0) && alike(counts, size, insider)) finds.push({ how: 'all alike', size });
  };
  const smallAtoms = units.flatMap((unit, i) => (unit.length <= largest ? [i] : [])).slice(0, 30);
  units.forEach((_, i) => {
    solve([i]);
  });
  smallAtoms.forEach((a, i) => {
    for (const b of smallAtoms.slice(i + 1)) solve([a, b]);
  });
  return finds;
}
