import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { AssessmentView, ItemView } from '../../server/assessments/contract.ts';
import { Saver, type SaveStatus } from '../offline/saver.ts';
import { unsentFor } from '../offline/unsent.ts';

export interface ItemState<Draft> {
  readonly draft: Draft;
  readonly status: SaveStatus;
}

/** Several small forms on one page, each saved by itself under the same rules as an answer. */
export class ItemForms<Draft> {
  readonly #savers = new Map<string, Saver>();
  readonly #states = new Map<string, ItemState<Draft>>();
  readonly #userId: string;
  readonly #assessmentId: string;
  readonly #bodyOf: (code: string, draft: Draft) => unknown;
  readonly #changed: () => void;

  constructor(
    userId: string,
    view: AssessmentView,
    codes: readonly string[],
    draftOf: (code: string) => Draft,
    bodyOf: (code: string, draft: Draft) => unknown,
    changed: () => void,
  ) {
    this.#userId = userId;
    this.#assessmentId = view.id;
    this.#bodyOf = bodyOf;
    this.#changed = changed;
    for (const code of codes) {
      this.#states.set(code, { draft: draftOf(code), status: { kind: 'idle' } });
      const revision = view.items.find((item) => item.code === code)?.revision ?? 0;
      this.#savers.set(
        code,
        new Saver({ userId, within: view.id, code, kind: 'items' }, revision, (status) => {
          this.#set(code, { status });
        }),
      );
    }
  }

  #set(code: string, change: Partial<ItemState<Draft>>): void {
    const state = this.#states.get(code);
    if (state) this.#states.set(code, { ...state, ...change });
    this.#changed();
  }

  state(code: string): ItemState<Draft> {
    const state = this.#states.get(code);
    if (!state) throw new Error(`No form for ${code}`);
    return state;
  }

  change(code: string, draft: Draft, { now = false } = {}): void {
    this.#set(code, { draft });
    this.#savers.get(code)?.change(draft, this.#bodyOf(code, draft), { now });
  }

  /** Takes up text from an earlier visit that was never sent. */
  async restore(): Promise<void> {
    for (const code of this.#states.keys()) {
      const kept = await unsentFor(this.#userId, this.#assessmentId, code);
      if (kept) this.change(code, kept.draft as Draft, { now: true });
    }
  }

  /** When someone else has saved the same item: what they wrote, and the choice. */
  conflict(code: string): TemplateResult | typeof nothing {
    const { status, draft } = this.state(code);
    if (status.kind !== 'conflict') return nothing;
    const theirs = status.current as ItemView | null;
    const given = Object.values(theirs?.content ?? {})
      .filter((value) => value !== null && value !== '')
      .map(String)
      .join(', ');
    const mine = () => {
      this.#savers.get(code)?.resolve(theirs?.revision ?? 0);
      this.change(code, draft, { now: true });
    };
    return html`<div class="ds-alert" data-color="warning"><p>${msg('Någon annan har sparat:')} <strong>${given || '-'}</strong></p>
      <button class="ds-button" data-size="sm" @click=${mine}>${msg('Spara mitt')}</button> <button class="ds-button" data-variant="secondary" data-size="sm" @click=${() => {
        this.#savers.get(code)?.resolve(theirs?.revision ?? 0);
        location.reload();
      }}>${msg('Behåll det andra')}</button></div>`;
  }

  close(): void {
    for (const saver of this.#savers.values()) saver.close();
  }
}
