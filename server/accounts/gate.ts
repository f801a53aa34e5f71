import { Problem } from '../http/problem.ts';

/**
 * Lets a few at a time through to work that is heavy on purpose, with a short queue behind them. A password's hash takes
 * 19 MiB and some hundredth of a second on a thread that also compresses pages: without the gate, a few hundred tries at
 * once would stop everyone else. All the country's town halls may come at nine o'clock and wait their turn; one address
 * alone has only so many places in the queue, so that it cannot take everybody's.
 */
export class Gate {
  readonly #atOnce: number;
  readonly #longest: number;
  readonly #longestEach: number;
  #inside = 0;
  readonly #queue: (() => void)[] = [];
  /** How many wait from each place. */
  readonly #waiting = new Map<string, number>();

  /** `longest` may wait in all, and `longestEach` of them from one place. */
  constructor(atOnce: number, longest: number, longestEach = longest) {
    this.#atOnce = atOnce;
    this.#longest = longest;
    this.#longestEach = longestEach;
  }

  /** Runs the work when there is room. Throws 503 with Retry-After when too many already wait, in all or from this place. */
  async through<T>(work: () => Promise<T>, place = ''): Promise<T> {
    if (this.#inside >= this.#atOnce) {
      const waiting = this.#waiting.get(place) ?? 0;
      if (this.#queue.length >= this.#longest || waiting >= this.#longestEach)
        throw new Problem(
          503,
          'busy',
          'Just nu är det många som loggar in. Vänta några sekunder och försök igen.',
          [],
          {},
          { 'retry-after': '5' },
        );
      this.#waiting.set(place, waiting + 1);
      await new Promise<void>((enter) => this.#queue.push(enter));
      this.#leaveQueue(place);
    } else this.#inside += 1;
    try {
      return await work();
    } finally {
      // Whoever is next takes over the place, so that nobody slips in between.
      const next = this.#queue.shift();
      if (next) next();
      else this.#inside -= 1;
    }
  }

  #leaveQueue(place: string): void {
    const left = (this.#waiting.get(place) ?? 1) - 1;
    if (left > 0) this.#waiting.set(place, left);
    else this.#waiting.delete(place);
  }
}
