import { Problem } from '../http/problem.ts';

/**
 * Lets a few at a time through to work that is heavy on purpose, with a short queue behind them. A password's hash takes
 * 19 MiB and some hundredth of a second on a thread that also compresses pages: without the gate, a few hundred tries at
 * once would stop everyone else.
 */
export class Gate {
  readonly #atOnce: number;
  readonly #longest: number;
  #inside = 0;
  readonly #queue: (() => void)[] = [];

  constructor(atOnce: number, longest: number) {
    this.#atOnce = atOnce;
    this.#longest = longest;
  }

  /** Runs the work when there is room. Throws 503 with Retry-After when too many already wait. */
  async through<T>(work: () => Promise<T>): Promise<T> {
    if (this.#inside >= this.#atOnce) {
      if (this.#queue.length >= this.#longest)
        throw new Problem(
          503,
          'busy',
          'Just nu är det många som loggar in. Vänta några sekunder och försök igen.',
          [],
          {},
          { 'retry-after': '5' },
        );
      await new Promise<void>((enter) => this.#queue.push(enter));
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
}
