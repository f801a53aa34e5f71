import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** After what the page is for has come, and not for those who only pass. */
const START_AFTER_MS = 2000;
/** An own save is told of too: its answer has come by then, and counts. */
const SETTLE_MS = 700;
/** When what has changed could not be fetched, or more came meanwhile. */
const AGAIN_MS = 5000;

/** What a page shows: which assessment, and how many changes of it the page has seen. */
export interface Seen {
  readonly id: string;
  readonly revision: number;
}

/**
 * Follows an assessment while its page is in sight (README, "Liveuppdatering"), and calls `changed` when somebody else
 * has changed it. Hidden pages let go of their connection: a browser has few for each site.
 */
export class Live implements ReactiveController {
  readonly #seen: () => Seen | undefined;
  readonly #changed: () => Promise<void>;
  #source: EventSource | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #revision = 0;
  #running = false;

  constructor(host: ReactiveControllerHost, seen: () => Seen | undefined, changed: () => Promise<void>) {
    this.#seen = seen;
    this.#changed = changed;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#turn);
    this.#timer = setTimeout(this.#turn, START_AFTER_MS);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#turn);
    clearTimeout(this.#timer);
    this.#stop();
  }

  readonly #turn = (): void => {
    const id = this.#seen()?.id;
    if (document.visibilityState !== 'visible' || id === undefined) this.#stop();
    else this.#source ??= this.#open(id);
  };

  #open(id: string): EventSource {
    const source = new EventSource(`/api/v1/assessments/${id}/changes`);
    source.addEventListener('message', ({ data }) => {
      const { revision } = JSON.parse(data as string) as { revision: number | null };
      // Taken away: the next thing that is done here says so.
      if (revision === null) return;
      this.#revision = revision;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#look(), SETTLE_MS);
    });
    return source;
  }

  #stop(): void {
    this.#source?.close();
    this.#source = undefined;
  }

  get #behind(): boolean {
    const seen = this.#seen();
    return seen !== undefined && seen.revision < this.#revision;
  }

  async #look(): Promise<void> {
    if (this.#running || !this.#behind) return;
    this.#running = true;
    try {
      await this.#changed();
    } catch {
      // Without a connection the page stands as it is; it is tried again below.
    }
    this.#running = false;
    if (this.#behind && this.#source) this.#timer = setTimeout(() => void this.#look(), AGAIN_MS);
  }
}
