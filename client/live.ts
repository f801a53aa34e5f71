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

/** Where the thing stands that a page follows: when it was started, and how many changes it has seen. */
export interface Told {
  readonly startedAt: string;
  readonly revision: number;
  readonly counted?: number;
}

/** What a page shows, and where it hears of changes. */
export interface Followed {
  /** In the API. */
  readonly address: string;
  /** Whether what is told of is newer than what the page shows. */
  readonly behind: (told: Told) => boolean;
}

interface Pace {
  readonly startAfterMs: number;
  readonly settleMs: number;
}

const QUIET: Pace = { startAfterMs: START_AFTER_MS, settleMs: SETTLE_MS };
/** On a big screen, and where people wait for one another. */
export const AT_ONCE: Pace = { startAfterMs: 0, settleMs: 0 };

/**
 * Follows what a page shows while it is in sight (README, "Liveuppdatering"), and calls `changed` when somebody else
 * has changed it. Hidden pages let go of their connection: a browser has few for each site.
 */
export class Live implements ReactiveController {
  readonly #seen: () => Followed | undefined;
  readonly #pace: Pace;
  readonly #changed: () => Promise<void>;
  #source: EventSource | undefined;
  #following: string | undefined;
  /** What the page showed when it was last looked at, whether it could be followed or not. */
  #wanted: string | undefined;
  #turned = false;
  #starting: ReturnType<typeof setTimeout> | undefined;
  #looking: ReturnType<typeof setTimeout> | undefined;
  #told: Told | null = null;
  #running = false;
  /** How many times in a row. */
  #refused = 0;

  constructor(
    host: ReactiveControllerHost,
    seen: () => Followed | undefined,
    changed: () => Promise<void>,
    pace: Pace = QUIET,
  ) {
    this.#seen = seen;
    this.#pace = pace;
    this.#changed = changed;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#turn);
    this.#starting = setTimeout(this.#turn, this.#pace.startAfterMs);
  }

  /** What the page shows may be another thing than before, or the first. */
  hostUpdated(): void {
    if (this.#turned && this.#seen()?.address !== this.#wanted) this.#turn();
  }

  hostDisconnected(): void {
    this.#turned = false;
    document.removeEventListener('visibilitychange', this.#turn);
    this.#stop();
  }

  /** Follows what the page shows now, if it is in sight. */
  readonly #turn = (): void => {
    const address = this.#seen()?.address;
    this.#turned = true;
    this.#wanted = address;
    if (address === this.#following && this.#source && document.visibilityState === 'visible') return;
    this.#stop();
    if (address !== undefined && document.visibilityState === 'visible') this.#open(address);
  };

  #open(address: string): void {
    const source = new EventSource(`/api/v1${address}`);
    this.#source = source;
    this.#following = address;
    source.addEventListener('message', ({ data }) => {
      this.#refused = 0;
      this.#told = JSON.parse(data as string) as Told | null;
      this.#lookAfter(this.#pace.settleMs);
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
    return seen.behind(told);
  }

  async #look(): Promise<void> {
    if (this.#running || !this.#behind) return;
    this.#running = true;
    let again = this.#pace.settleMs;
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
