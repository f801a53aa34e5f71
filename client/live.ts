import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { whileFollowing } from './api/http.ts';

/** After what the page is for has come, and not for those who only pass. */
const START_AFTER_MS = 2000;
/** An own save is told of too: its answer has come by then, and counts. */
const SETTLE_MS = 700;
/** When what has changed could not be fetched. */
const AGAIN_MS = 5000;
/** When following was refused: the service is starting, has too many, or follows nothing. Longer each time, and not all pages at once. */
const REFUSED_MS = 45_000;
const LONGEST_MS = 3_600_000;

/** What a page shows: which assessment, when it was started, and how many changes of it the page has seen. */
export interface Seen {
  readonly id: string;
  readonly startedAt: string;
  readonly revision: number;
}

type Told = Omit<Seen, 'id'> | null;

/**
 * Follows an assessment while its page is in sight (README, "Liveuppdatering"), and calls `changed` when somebody else
 * has changed it. Hidden pages let go of their connection: a browser has few for each site.
 */
export class Live implements ReactiveController {
  readonly #seen: () => Seen | undefined;
  readonly #changed: () => Promise<void>;
  #source: EventSource | undefined;
  #following: string | undefined;
  #starting: ReturnType<typeof setTimeout> | undefined;
  #looking: ReturnType<typeof setTimeout> | undefined;
  #told: Told = null;
  #running = false;
  /** How many times in a row. */
  #refused = 0;

  constructor(host: ReactiveControllerHost, seen: () => Seen | undefined, changed: () => Promise<void>) {
    this.#seen = seen;
    this.#changed = changed;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#turn);
    this.#starting = setTimeout(this.#turn, START_AFTER_MS);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#turn);
    this.#stop();
  }

  /** Follows what the page shows now, if it is in sight. */
  readonly #turn = (): void => {
    const id = this.#seen()?.id;
    if (id === this.#following && this.#source && document.visibilityState === 'visible') return;
    this.#stop();
    if (id !== undefined && document.visibilityState === 'visible') this.#open(id);
  };

  #open(id: string): void {
    const source = new EventSource(`/api/v1/assessments/${id}/changes`);
    this.#source = source;
    this.#following = id;
    source.addEventListener('message', ({ data }) => {
      this.#refused = 0;
      this.#told = JSON.parse(data as string) as Told;
      this.#lookAfter(SETTLE_MS);
    });
    source.addEventListener('error', () => {
      // A browser asks again by itself, but not when it has been answered anything but a stream.
      if (source.readyState !== EventSource.CLOSED || source !== this.#source) return;
      this.#stop();
      const wait = Math.min(REFUSED_MS * 2 ** this.#refused, LONGEST_MS);
      this.#refused += 1;
      this.#starting = setTimeout(this.#turn, wait * (0.7 + Math.random() * 0.6));
    });
  }

  #stop(): void {
    clearTimeout(this.#starting);
    clearTimeout(this.#looking);
    this.#looking = undefined;
    this.#source?.close();
    this.#source = undefined;
    this.#following = undefined;
  }

  /** One look at a time is waited for, however much is told. */
  #lookAfter(ms: number): void {
    this.#looking ??= setTimeout(() => {
      this.#looking = undefined;
      void this.#look();
    }, ms);
  }

  get #behind(): boolean {
    const seen = this.#seen();
    const told = this.#told;
    // Taken away: the next thing that is done here says so.
    if (!seen || !told) return false;
    return seen.startedAt !== told.startedAt || seen.revision < told.revision;
  }

  async #look(): Promise<void> {
    if (this.#running || !this.#behind) return;
    this.#running = true;
    let again = SETTLE_MS;
    try {
      await whileFollowing(this.#changed);
    } catch {
      // Without a connection the page stands as it is; it is tried again below.
      again = AGAIN_MS;
    }
    this.#running = false;
    if (this.#source) this.#turn();
    if (this.#behind && this.#source) this.#lookAfter(again);
  }
}
