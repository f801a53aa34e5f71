/**
 * The heart of disclosure control. What has been published about a measure divides the organisations that a reader
 * cannot see by name into parts: two of them are in the same part when every published set has both or neither.
 * Whatever anyone works out from the published figures, by sums, differences or medians, is about whole parts.
 * So no part may be small. Only who has answered decides, never what: a figure that is missing tells nobody a level
 * (README, "Röjandekontroll").
 */

/** One submission's contribution to a measure. A correction is another unit: both have been published. */
export interface Unit {
  /** Whether the reader has never been able to see the submission by name. */
  readonly hidden: boolean;
  /** Whether its organisation hides the others: none of what it has sent is seen by name. */
  readonly counted: boolean;
}

interface Part {
  members: number;
  counted: number;
}

type Touched = ReadonlyMap<number, { readonly inside: Part; readonly units: readonly number[] }>;

/** The parts that one reader can tell apart, for one measure. Units are numbered from 0. */
export class Parts {
  readonly #fewest: number;
  readonly #unit: (unit: number) => Unit;
  /** The part of each unit; 0 is what has never been published, about which nothing is known. */
  readonly #partOf: Int32Array;
  readonly #parts: Part[] = [{ members: 0, counted: 0 }];

  /** `fewest`: the fewest protected organisations with a value that a part must have. `size`: how many units. */
  constructor(fewest: number, size: number, unit: (unit: number) => Unit) {
    this.#fewest = fewest;
    this.#unit = unit;
    this.#partOf = new Int32Array(size);
  }

  #isSafe({ members, counted }: Part): boolean {
    return members === 0 || counted >= this.#fewest;
  }

  /** The hidden units of a set by the part they are in now, with what they would make as a part of their own. */
  #touched(set: Iterable<number>): Touched {
    const touched = new Map<number, { inside: Part; units: number[] }>();
    for (const number of set) {
      const { hidden, counted } = this.#unit(number);
      if (!hidden) continue;
      const at = this.#partOf[number] ?? 0;
      let entry = touched.get(at);
      if (!entry) touched.set(at, (entry = { inside: { members: 0, counted: 0 }, units: [] }));
      entry.inside.members += 1;
      if (counted) entry.inside.counted += 1;
      entry.units.push(number);
    }
    return touched;
  }

  /** What stays of part `at` when `inside` leaves it. */
  #outside(at: number, inside: Part): Part {
    const { members = 0, counted = 0 } = this.#parts[at] ?? {};
    return { members: members - inside.members, counted: counted - inside.counted };
  }

  /**
   * What recording a figure over this set would do, if the figure can be published beside everything before it;
   * null when it cannot. Two steps, since every reader must agree before any of them records it.
   */
  accepts(set: Iterable<number>): (() => void) | null {
    const touched = this.#touched(set);
    const whole: Part = { members: 0, counted: 0 };
    for (const [at, { inside }] of touched) {
      whole.members += inside.members;
      whole.counted += inside.counted;
      // A part that the set holds all of is not divided by it. It may have grown small since: somebody has shared more.
      if (at !== 0 && inside.members === this.#parts[at]?.members) continue;
      if (!this.#isSafe(inside) || (at !== 0 && !this.#isSafe(this.#outside(at, inside)))) return null;
    }
    if (!this.#isSafe(whole)) return null;
    return () => {
      this.#record(touched);
    };
  }

  /** Whether a set would be safe as a part of its own, whatever has been published. */
  isSafeAlone(set: Iterable<number>): boolean {
    const whole: Part = { members: 0, counted: 0 };
    for (const { inside } of this.#touched(set).values()) {
      whole.members += inside.members;
      whole.counted += inside.counted;
    }
    return this.#isSafe(whole);
  }

  /** How many are missing for every part to have enough: for when the public is to be told of somebody. */
  missing(): number {
    return this.#parts.slice(1).reduce((sum, part) => sum + (this.#isSafe(part) ? 0 : this.#fewest - part.counted), 0);
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
