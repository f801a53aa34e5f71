import { isDeepStrictEqual } from 'node:util';
import type { Deps } from '../deps.ts';

/** Where an assessment stands. Null: it has been taken away. */
export type Standing = {
  /** Another, when it has been started anew in the place of one that was taken away. */
  readonly startedAt: string;
  /** Counts every change of what it shows. */
  readonly revision: number;
} | null;
export type Listener = (standing: Standing) => void;

/** What is changed within this time is told once. */
const TOGETHER_MS = 100;
/** How often the database is asked although nobody has said that something changed: a word that got lost is made up for. */
const SWEEP_MS = 5000;
/** Ids in one question. */
const CHUNK = 400;

/**
 * Tells those who have an assessment open that it has changed. What somebody says has changed is a hint only; what is
 * told is read from the database, so that a hint too many, too early or lost does no harm, whichever process it is in.
 */
export class Feed {
  readonly #deps: Pick<Deps, 'db'>;
  readonly #onError: (error: unknown) => void;
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #told = new Map<string, Standing>();
  readonly #hinted = new Set<string>();
  readonly #sweep: NodeJS.Timeout;
  #timer: NodeJS.Timeout | undefined;
  #looking = Promise.resolve();

  constructor(deps: Pick<Deps, 'db'>, onError: (error: unknown) => void) {
    this.#deps = deps;
    this.#onError = onError;
    this.#sweep = setInterval(() => {
      this.hintAll();
    }, SWEEP_MS);
    this.#sweep.unref();
  }

  /** How many are listening. */
  get size(): number {
    return [...this.#listeners.values()].reduce((sum, some) => sum + some.size, 0);
  }

  /** Calls `listener` with where the assessment stands now, and after every change. Returns how to stop. */
  listen(id: string, listener: Listener): () => void {
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

  /** Somebody says that this assessment may have changed. */
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
      const rows = await this.#deps.db
        .selectFrom('assessments')
        .select(['id', 'created_at', 'content_revision'])
        .where('id', 'in', some)
        .execute();
      const standing = new Map(
        rows.map((row) => [row.id, { startedAt: row.created_at, revision: row.content_revision }]),
      );
      for (const id of some) this.#tell(id, standing.get(id) ?? null);
    }
  }

  #tell(id: string, standing: Standing): void {
    const some = this.#listeners.get(id);
    const before = this.#told.get(id);
    if (!some || (before !== undefined && isDeepStrictEqual(before, standing))) return;
    this.#told.set(id, standing);
    for (const listener of some) listener(standing);
  }
}
