import { saveAnswer, saveItem } from '../api/assessments.ts';
import { saveExample } from '../api/examples.ts';
import { ApiError, type FieldError } from '../api/http.ts';
import type { ExampleView } from '../../server/showcase/contract.ts';
import type { AnswerBody, AnswerView, ItemView } from '../../server/assessments/contract.ts';
import { dropUnsent, keep, type Unsent } from './unsent.ts';

/** What is stored, when someone else has saved. */
type Current = AnswerView | ItemView | ExampleView;

export type SaveStatus =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: Date }
  /** Not sent; kept in the browser and tried again. */
  | { readonly kind: 'unsent'; readonly reason: string; readonly signedOut: boolean }
  | { readonly kind: 'invalid'; readonly errors: readonly FieldError[] }
  | { readonly kind: 'conflict'; readonly current: Current | null }
  | { readonly kind: 'frozen' };

type Target = Pick<Unsent, 'userId' | 'within' | 'code' | 'kind'>;

const TYPING_PAUSE_MS = 700;
const RETRY_MS = 10_000;

const SEND: Readonly<
  Record<Unsent['kind'], (within: string, code: string, base: number, body: unknown) => Promise<{ revision: number }>>
> = {
  answers: (within, code, base, body) => saveAnswer(within, code, base, body as AnswerBody),
  items: saveItem,
  examples: saveExample,
};

/** Sends what was kept. Returns the stored revision. */
export async function sendUnsent(unsent: Pick<Unsent, 'kind' | 'within' | 'code' | 'base' | 'body'>): Promise<number> {
  const { kind, within, code, base, body } = unsent;
  const { revision } = await SEND[kind](within, code, base, body);
  return revision;
}

/**
 * Saves one form as it is filled in. Every change is first kept in the browser, then sent; one save is under
 * way at a time, and the newest text wins. What cannot be sent stays kept until it can be.
 */
export class Saver {
  readonly #target: Target;
  readonly #tell: (status: SaveStatus) => void;
  #revision: number;
  #pending: Unsent | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;
  #blocked = false;
  readonly #retry = () => void this.flush();

  constructor(target: Target, revision: number, tell: (status: SaveStatus) => void) {
    this.#target = target;
    this.#revision = revision;
    this.#tell = tell;
    addEventListener('online', this.#retry);
  }

  get revision(): number {
    return this.#revision;
  }

  /** Records a change. `draft` is the whole form; `body` is what the server takes. */
  change(draft: unknown, body: unknown, { now = false } = {}): void {
    this.#pending = { ...this.#target, base: this.#revision, draft, body, at: new Date().toISOString() };
    void keep(this.#pending);
    if (this.#blocked) return;
    clearTimeout(this.#timer);
    if (now) void this.flush();
    else this.#timer = setTimeout(() => void this.flush(), TYPING_PAUSE_MS);
  }

  /** Waits for a save that someone else has under way, and builds on its revision. */
  async takeOver(save: Promise<number | null>): Promise<number | null> {
    this.#running = save
      .then((revision) => {
        if (revision !== null) this.#revision = Math.max(this.#revision, revision);
      })
      .finally(() => {
        this.#running = null;
      });
    await this.#running;
    if (this.#pending) await this.flush();
    return save;
  }

  /** Keeps a form that is not complete enough to be sent. */
  keepOnly(draft: unknown): void {
    clearTimeout(this.#timer);
    this.#pending = null;
    void keep({ ...this.#target, base: this.#revision, draft, body: null, at: new Date().toISOString() });
  }

  /** Sends at once what is waiting. Resolves when nothing more can be sent now. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#running ??= this.#sendAll().finally(() => {
      this.#running = null;
    });
    await this.#running;
  }

  /** After a conflict: the person chose. Later saves build on `revision`. */
  resolve(revision: number): void {
    this.#blocked = false;
    this.#revision = revision;
    this.#pending = null;
    void dropUnsent(this.#target);
  }

  /** Stops timers and listeners. What is kept stays kept. */
  close(): void {
    removeEventListener('online', this.#retry);
    void this.flush();
  }

  /** One save at a time; what is typed meanwhile goes next, over the new revision. */
  async #sendAll(): Promise<void> {
    while (this.#pending && !this.#blocked) {
      if (!(await this.#send(this.#pending))) return;
    }
  }

  /** False when it could not be sent. */
  async #send(unsent: Unsent): Promise<boolean> {
    this.#tell({ kind: 'saving' });
    try {
      this.#revision = await sendUnsent({ ...unsent, base: this.#revision });
      if (this.#pending === unsent) {
        this.#pending = null;
        await dropUnsent(this.#target);
        this.#tell({ kind: 'saved', at: new Date() });
      }
      return true;
    } catch (error) {
      this.#failed(error);
      return false;
    }
  }

  #failed(error: unknown): void {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 412) {
      this.#blocked = true;
      this.#tell({ kind: 'conflict', current: (error.current ?? null) as Current | null });
    } else if (error.status === 422) {
      this.#tell({ kind: 'invalid', errors: error.errors });
    } else if (error.status === 409) {
      this.#tell({ kind: 'frozen' });
    } else {
      this.#tell({ kind: 'unsent', reason: error.message, signedOut: error.status === 401 });
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.flush(), RETRY_MS);
    }
  }
}
