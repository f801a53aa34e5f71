import { isDeepStrictEqual } from 'node:util';

/** Where some things stand, by their ids. One that is not among them has been taken away. */
export type Look<S> = (ids: readonly string[]) => Promise<ReadonlyMap<string, S>>;
/** Hears where the thing stands; null: it has been taken away. */
export type Listener<S> = (standing: S | null) => void;

/** What is changed within this time is told once. */
const TOGETHER_MS = 100;
/** How often the database is asked although nobody has said that something changed: a word that got lost is made up for. */
const SWEEP_MS = 5000;
/** Ids in one question. */
const CHUNK = 400;

/**
 * Tells those who have something open that it has changed. What somebody says has changed is a hint only; what is told
 * is read from the database, so that a hint too many, too early or lost does no harm, whichever process it is in.
 */
export class Feed<S> {
  readonly #lookAt: Look<S>;
  readonly #onError: (error: unknown) => void;
  readonly #listeners = new Map<string, Set<Listener<S>>>();
  readonly #told = new Map<string, S | null>();
  readonly #hinted = new Set<string>();
  readonly #sweep: NodeJS.Timeout;
  #timer: NodeJS.Timeout | undefined;
  #looking = Promise.resolve();

  constructor(lookAt: Look<S>, onError: (error: unknown) => void) {
    this.#lookAt = lookAt;
    this.#onError = onError;
    this.#sweep = setInterval(() => {
      this.hintAll();
    }, SWEEP_MS);
    this.#sweep.unref();
  }

  /** Calls `listener` with where the thing stands now, and after every change. Returns how to stop. */
  listen(id: string, listener: Listener<S>): () => void {
    const some = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, some.add(listener));
    const known = this.#told.get(id);
    if (known !== undefined) listener(known);
    this.hint(id);
    return () => {
      some.delete(listener);
      if (some.size > 0 || this.#listeners.get(id) !== some) return;
      this.#listeners.delete(id);
      this.#told.delete(id);
    };
  }

  /** Somebody says that this may have changed. */
  hint(id: string): void {
    if (!this.#listeners.has(id)) return;
    this.#hinted.add(id);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      // One look at a time: an older answer never comes after a newer.
      this.#looking = this.#looking.then(() => this.#look()).catch(this.#onError);
    }, TOGETHER_MS).unref();
  }

  hintAll(): void {
    for (const id of this.#listeners.keys()) this.hint(id);
  }

  async close(): Promise<void> {
    clearInterval(this.#sweep);
    clearTimeout(this.#timer);
    this.#listeners.clear();
    await this.#looking;
  }

  async #look(): Promise<void> {
    const ids = [...this.#hinted];
    this.#hinted.clear();
    for (let i = 0; i < ids.length; i += CHUNK) {
      const some = ids.slice(i, i + CHUNK);
      const standing = await this.#lookAt(some);
      for (const id of some) this.#tell(id, standing.get(id) ?? null);
    }
  }

  #tell(id: string, standing: S | null): void {
    const some = this.#listeners.get(id);
    const before = this.#told.get(id);
    if (!some || (before !== undefined && isDeepStrictEqual(before, standing))) return;
    this.#told.set(id, standing);
    for (const listener of some) listener(standing);
  }
}
