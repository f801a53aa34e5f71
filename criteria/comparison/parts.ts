/**
 * The heart of disclosure control. What has been published about a measure divides the organisations that a reader
 * cannot see by name into parts: two of them are in the same part when every published set has both or neither.
 * Whatever anyone works out from the published figures, by sums, differences or medians, is about whole parts.
 * So it is enough that no part is small, and that none is all on one low value (README, "Röjandekontroll").
 */
export interface Rule {
  /** The fewest protected organisations of a part: 5, or 6 where the reader may itself be one of them. */
  readonly fewest: number;
  /** Whether the reader may itself be one of the protected, and so can take its own value away. */
  readonly insider: boolean;
}

/** One organisation's contribution to a measure. A changed value is another unit: both have been published. */
export interface Unit {
  /** Whether it has a value; one without is a member that has not answered. */
  readonly counted: boolean;
  /** The value, when it would hurt to be known to have it; otherwise null. */
  readonly delicate: number | null;
}

interface Part {
  members: number;
  counted: number;
  readonly delicate: Map<number, number>;
}

type Touched = ReadonlyMap<number, { readonly inside: Part; readonly units: readonly number[] }>;

const emptyPart = (): Part => ({ members: 0, counted: 0, delicate: new Map() });

function include(part: Part, unit: Unit, sign: 1 | -1): void {
  part.members += sign;
  if (unit.counted) part.counted += sign;
  if (unit.delicate !== null) part.delicate.set(unit.delicate, (part.delicate.get(unit.delicate) ?? 0) + sign);
}

function merge(part: Part, other: Part): void {
  part.members += other.members;
  part.counted += other.counted;
  for (const [value, n] of other.delicate) part.delicate.set(value, (part.delicate.get(value) ?? 0) + n);
}

/** Safe: nobody in it, or enough with a value, and not all of them (but perhaps the reader) on one delicate value. */
function isSafe({ fewest, insider }: Rule, part: Part): boolean {
  if (part.members === 0) return true;
  if (part.counted < fewest) return false;
  const alike = Math.max(0, ...part.delicate.values());
  return alike < part.counted - (insider ? 1 : 0);
}

/** The parts that one reader can tell apart, for one measure. Units are numbered from 0. */
export class Parts {
  readonly #rule: Rule;
  readonly #units: readonly Unit[];
  readonly #hidden: (unit: number) => boolean;
  /** The part of each unit; 0 is what has never been published, about which nothing is known. */
  readonly #partOf: Int32Array;
  readonly #parts: Part[] = [emptyPart()];

  constructor(rule: Rule, units: readonly Unit[], hidden: (unit: number) => boolean) {
    this.#rule = rule;
    this.#units = units;
    this.#hidden = hidden;
    this.#partOf = new Int32Array(units.length);
  }

  /** The hidden units of a set by the part they are in now, with what they would make as a part of their own. */
  #touched(set: Iterable<number>): Touched {
    const touched = new Map<number, { inside: Part; units: number[] }>();
    for (const number of set) {
      const unit = this.#units[number];
      if (!unit || !this.#hidden(number)) continue;
      const at = this.#partOf[number] ?? 0;
      let entry = touched.get(at);
      if (!entry) touched.set(at, (entry = { inside: emptyPart(), units: [] }));
      include(entry.inside, unit, 1);
      entry.units.push(number);
    }
    return touched;
  }

  /** What stays of part `at` when `inside` leaves it. */
  #outside(at: number, inside: Part): Part {
    const whole = this.#parts[at] ?? emptyPart();
    const delicate = new Map(whole.delicate);
    for (const [value, n] of inside.delicate) delicate.set(value, (delicate.get(value) ?? 0) - n);
    return { members: whole.members - inside.members, counted: whole.counted - inside.counted, delicate };
  }

  /**
   * What recording a figure over this set would do, if the figure can be published beside everything before it;
   * null when it cannot. Two steps, since every reader must agree before any of them records it.
   */
  accepts(set: Iterable<number>): (() => void) | null {
    const touched = this.#touched(set);
    for (const [at, { inside }] of touched) {
      if (!isSafe(this.#rule, inside)) return null;
      if (at !== 0 && !isSafe(this.#rule, this.#outside(at, inside))) return null;
    }
    return () => {
      this.#record(touched);
    };
  }

  /** Whether a set would be safe as a part of its own, whatever has been published. */
  isSafeAlone(set: Iterable<number>): boolean {
    const whole = emptyPart();
    for (const { inside } of this.#touched(set).values()) merge(whole, inside);
    return isSafe(this.#rule, whole);
  }

  /** Whether nothing that has been recorded gives anyone away: for when a name is to be shown that was not before. */
  isSound(): boolean {
    return this.#parts.slice(1).every((part) => isSafe(this.#rule, part));
  }

  /** Records that a figure over this set has been published. */
  add(set: Iterable<number>): void {
    this.#record(this.#touched(set));
  }

  #record(touched: Touched): void {
    for (const [at, { inside, units }] of touched) {
      const whole = this.#parts[at];
      if (at !== 0 && whole?.members === inside.members) continue;
      if (at !== 0) this.#parts[at] = this.#outside(at, inside);
      const next = this.#parts.push(inside) - 1;
      for (const number of units) this.#partOf[number] = next;
    }
  }
}
