import { ApiError, type FieldError } from '../api/http.ts';
import { dropDrafts, keepDraft, leftDraftFor, WRITER, type Draft, type Target } from './drafts.ts';
import { sameBody, type Form, type Stored } from './form.ts';
import { isLasting, send, type Send } from './send.ts';

export type SaveStatus<S extends Stored = Stored> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  /** Stored, but for what is not complete: `held` says what is missing. */
  | { readonly kind: 'saved'; readonly at: Date; readonly held: readonly FieldError[] }
  /** Not sent; kept in the browser and tried again. */
  | { readonly kind: 'unsent'; readonly reason: string; readonly signedOut: boolean }
  /** The server does not take it as it is; the next change is tried. */
  | { readonly kind: 'invalid'; readonly errors: readonly FieldError[] }
  /** Someone else has saved: the person chooses. */
  | { readonly kind: 'conflict'; readonly current: S | undefined }
  /** The server will not take it however often it is asked. What was written is kept, to be copied. */
  | { readonly kind: 'refused'; readonly message: string };

/** What the saver needs from the browser; tests bring their own. */
export interface Ports {
  readonly send: Send;
  readonly keep: (draft: Draft) => Promise<void>;
  readonly drop: typeof dropDrafts;
  readonly find: (target: Target) => Promise<Draft | undefined>;
  /** Calls when the connection is back, or the page is left. Returns how to stop. */
  readonly watch: (retry: () => void) => () => void;
}

const browser: Ports = {
  send,
  keep: keepDraft,
  drop: dropDrafts,
  find: leftDraftFor,
  watch: (retry) => {
    addEventListener('online', retry);
    addEventListener('pagehide', retry);
    return () => {
      removeEventListener('online', retry);
      removeEventListener('pagehide', retry);
    };
  },
};

export const TYPING_PAUSE_MS = 700;
export const RETRY_MS = 10_000;

interface Opened<D, S extends Stored> {
  readonly target: Target;
  readonly form: Form<D, S>;
  /** What the server has; undefined when nothing is stored. */
  readonly stored: S | undefined;
  /** False when the form is locked: a draft left from before is then only shown, to be copied. */
  readonly writable: boolean;
  readonly tell: (status: SaveStatus<S>) => void;
  readonly ports?: Ports;
}

/**
 * Saves one form as it is filled in (README, "Spara"). Every change is first kept in the browser, then sent, one save at
 * a time; the newest text wins. It knows itself what each text was written over: a caller opens it with what is stored
 * and tells it what is typed, and can lose nothing.
 */
export class Saver<D, S extends Stored> {
  readonly #target: Target;
  readonly #page = (globalThis.location as Partial<Location> | undefined)?.pathname ?? '';
  readonly #form: Form<D, S>;
  readonly #ports: Ports;
  readonly #tell: (status: SaveStatus<S>) => void;
  readonly #unwatch: () => void;
  readonly #writable: boolean;
  #status: SaveStatus<S> = { kind: 'idle' };
  #draft: D;
  /** The form as the server last took it, and its revision there. */
  #before: D;
  #revision: number;
  /** Counts changes; `#sent` is the last one that the server has seen. */
  #version = 0;
  #sent = 0;
  /** A choice that was made on purpose is sent even when it says what is stored: it confirms. */
  #deliberate = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;
  #closed = false;

  private constructor({ target, form, stored, writable, tell, ports = browser }: Opened<D, S>) {
    this.#target = target;
    this.#form = form;
    this.#ports = ports;
    this.#tell = tell;
    this.#writable = writable;
    this.#before = form.draftOf(stored);
    this.#draft = this.#before;
    this.#revision = stored?.revision ?? 0;
    this.#unwatch = ports.watch(() => void this.flush());
  }

  /** Opens a form over what is stored, with what an earlier visit left in the browser. */
  static async open<D, S extends Stored>(options: Opened<D, S>): Promise<Saver<D, S>> {
    const saver = new Saver<D, S>(options);
    const left = await saver.#ports.find(options.target);
    if (left) await saver.#takeUp(left, options.stored);
    return saver;
  }

  get draft(): D {
    return this.#draft;
  }

  get status(): SaveStatus<S> {
    return this.#status;
  }

  get revision(): number {
    return this.#revision;
  }

  /** What is missing before all of the form can be sent. */
  get held(): readonly FieldError[] {
    return this.#form.complete(this.#draft, this.#before).held;
  }

  /** Records a change of the form. `now`: a choice rather than typing; it is sent at once. */
  change(draft: D, { now = false } = {}): void {
    this.#draft = draft;
    this.#version += 1;
    this.#deliberate ||= now;
    void this.#keep();
    if (this.#isBlocked()) return;
    clearTimeout(this.#timer);
    if (now) void this.flush();
    else this.#timer = setTimeout(() => void this.flush(), TYPING_PAUSE_MS);
  }

  /** Sends at once what is waiting. Resolves when nothing more can be sent now. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#running ??= this.#sendAll().finally(() => {
      this.#running = null;
    });
    await this.#running;
  }

  /**
   * Takes over from the page's own first save, which may still be under way, and builds on its revision. `draft` is the
   * form with what was chosen; `sent` is false when the page has not tried to save just that.
   */
  async takeOver(save: Promise<number | null>, draft: D, sent: boolean): Promise<void> {
    this.#draft = draft;
    const version = this.#version;
    this.#running = save
      .then((revision) => {
        if (revision !== null) this.#revision = Math.max(this.#revision, revision);
        if (revision !== null && sent) {
          this.#before = draft;
          if (version === this.#version) this.#set({ kind: 'saved', at: new Date(), held: this.held });
        } else {
          this.#version += 1;
          this.#deliberate = true;
        }
      })
      .finally(() => {
        this.#running = null;
      });
    await this.#running;
    await this.flush();
  }

  /** After a conflict: what the person chose goes over what the other has saved. */
  keepMine(draft: D = this.#draft): void {
    if (this.#status.kind !== 'conflict') return;
    this.#buildOn(this.#status.current);
    this.#set({ kind: 'idle' });
    this.change(draft, { now: true });
  }

  /** After a conflict: the other's text stays, and the own is dropped because the person said so. */
  takeTheirs(): void {
    if (this.#status.kind !== 'conflict') return;
    this.#buildOn(this.#status.current);
    this.#draft = this.#before;
    this.#sent = this.#version;
    void this.#drop();
    this.#set({ kind: 'saved', at: new Date(), held: [] });
  }

  /**
   * Somebody else has saved while nothing is written here that has not been sent: goes on from what they saved. False when
   * something is: then the next save meets theirs.
   */
  follow(stored: S): boolean {
    const settled = this.#version === this.#sent && this.#running === null && this.held.length === 0;
    if (!settled || !['idle', 'saved'].includes(this.#status.kind) || stored.revision <= this.#revision) return false;
    this.#buildOn(stored);
    this.#draft = this.#before;
    return true;
  }

  /** Stops timers and listeners. What is kept stays kept. */
  close(): void {
    this.#unwatch();
    void this.flush();
    this.#closed = true;
  }

  #set(status: SaveStatus<S>): void {
    this.#status = status;
    this.#tell(status);
  }

  #isBlocked(): boolean {
    return !this.#writable || this.#status.kind === 'conflict' || this.#status.kind === 'refused';
  }

  #buildOn(stored: S | undefined): void {
    this.#before = this.#form.draftOf(stored);
    this.#revision = stored?.revision ?? 0;
  }

  async #keep(): Promise<void> {
    const { draft, held } = this.#form.complete(this.#draft, this.#before);
    const body = this.#form.bodyOf(draft);
    const nothing = held.length > 0 && sameBody(body, this.#form.bodyOf(this.#before));
    await this.#ports.keep({
      ...this.#target,
      writer: WRITER,
      page: this.#page,
      base: this.#revision,
      draft: this.#draft,
      body: nothing ? null : body,
      refused: this.#status.kind === 'refused' ? this.#status.message : null,
      at: new Date().toISOString(),
    });
  }

  async #drop(): Promise<void> {
    await this.#ports.drop([{ ...this.#target, writer: WRITER }]);
  }

  async #takeUp(left: Draft, stored: S | undefined): Promise<void> {
    const draft = left.draft as D;
    const { held } = this.#form.complete(draft, this.#before);
    const same = sameBody(this.#form.bodyOf(draft), this.#form.bodyOf(this.#before));
    if (held.length === 0 && same) {
      await this.#ports.drop([left]);
      return;
    }
    this.#draft = draft;
    this.#version += 1;
    // What was stored is older than what the text was written over: another page has just saved it.
    if (left.base > this.#revision) this.#revision = left.base;
    await this.#ports.keep({ ...left, writer: WRITER });
    if (left.writer !== WRITER) await this.#ports.drop([left]);
    if (!this.#writable) this.#set({ kind: 'refused', message: left.refused ?? '' });
    else if (left.base < this.#revision) this.#set({ kind: 'conflict', current: stored });
    else void this.flush();
  }

  async #sendAll(): Promise<void> {
    while (this.#sent !== this.#version && !this.#isBlocked()) {
      if (!(await this.#sendNewest())) return;
    }
  }

  /** False when it could not be sent now. What is typed meanwhile goes next, over the new revision. */
  async #sendNewest(): Promise<boolean> {
    const version = this.#version;
    const { draft, held } = this.#form.complete(this.#draft, this.#before);
    const body = this.#form.bodyOf(draft);
    if (!this.#deliberate && held.length > 0 && sameBody(body, this.#form.bodyOf(this.#before))) {
      this.#sent = version;
      this.#set({ kind: 'saved', at: new Date(), held });
      return true;
    }
    this.#set({ kind: 'saving' });
    try {
      const { revision } = await this.#ports.send(this.#target, this.#revision, body);
      await this.#took(version, draft, revision, held);
      return true;
    } catch (error) {
      const current = error instanceof ApiError ? (error.current as S | null | undefined) : undefined;
      if (current && sameBody(this.#form.bodyOf(this.#form.draftOf(current)), body)) {
        await this.#took(version, draft, current.revision, held);
        return true;
      }
      await this.#failed(error, current ?? undefined);
      return false;
    }
  }

  async #took(version: number, draft: D, revision: number, held: readonly FieldError[]): Promise<void> {
    this.#revision = revision;
    this.#before = draft;
    this.#sent = version;
    const newest = version === this.#version;
    if (newest) this.#deliberate = false;
    if (newest && held.length === 0) await this.#drop();
    else await this.#keep();
    // Something typed while this was under way is not saved yet; it is sent next, and told then.
    if (version === this.#version) this.#set({ kind: 'saved', at: new Date(), held });
  }

  async #failed(error: unknown, current: S | undefined): Promise<void> {
    if (!(error instanceof ApiError)) {
      this.#retryLater('', false);
      throw error;
    }
    if (error.status === 412) this.#set({ kind: 'conflict', current });
    else if (isLasting(error)) {
      this.#set({ kind: 'refused', message: error.message });
      await this.#keep();
    } else if ([400, 413, 422, 428].includes(error.status)) {
      this.#sent = this.#version;
      this.#set({
        kind: 'invalid',
        errors: error.errors.length > 0 ? error.errors : [{ field: '', message: error.message }],
      });
    } else this.#retryLater(error.message, error.status === 401);
  }

  #retryLater(reason: string, signedOut: boolean): void {
    this.#set({ kind: 'unsent', reason, signedOut });
    clearTimeout(this.#timer);
    if (!this.#closed) this.#timer = setTimeout(() => void this.flush(), RETRY_MS);
  }
}
