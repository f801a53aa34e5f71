import type { Deps } from '../deps.ts';

/** A session's last use is written down at most this often, so that reading stays reading. */
const MINUTES = 5;
/** How many sessions are remembered here; the oldest leaves first, and is written down once too often. */
const KEPT = 5000;

/** Notes that sessions are in use, so that one nobody uses ends by itself (ASVS 5.0, V7.3.1). */
export class Seen {
  readonly #deps: Deps;
  readonly #noted = new Map<string, number>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  note(sessionKey: string, onError: (error: unknown) => void): void {
    const now = this.#deps.now();
    if (now.getTime() - (this.#noted.get(sessionKey) ?? 0) < MINUTES * 60_000) return;
    this.#noted.delete(sessionKey);
    this.#noted.set(sessionKey, now.getTime());
    const oldest = this.#noted.keys().next();
    if (this.#noted.size > KEPT && !oldest.done) this.#noted.delete(oldest.value);
    this.#deps.db
      .updateTable('sessions')
      .set({ seen_at: now.toISOString() })
      .where('id', '=', sessionKey)
      .execute()
      .catch(onError);
  }
}
