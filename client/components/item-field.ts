import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { ItemView } from '../../server/assessments/contract.ts';
import type { Form } from '../offline/form.ts';
import { Saver, type SaveStatus } from '../offline/saver.ts';
import type { Target } from '../offline/drafts.ts';

/** One small form among several on a page, saved by itself under the same rules as an answer. */
export class ItemField<D> {
  readonly #form: Form<D, ItemView>;
  readonly #shown: (draft: D) => string;
  #saver!: Saver<D, ItemView>;

  private constructor(form: Form<D, ItemView>, shown: (draft: D) => string) {
    this.#form = form;
    this.#shown = shown;
  }

  /** `shown` says what a draft holds, for the choice between two people's texts. */
  static async open<D>(
    target: Omit<Target, 'kind'>,
    form: Form<D, ItemView>,
    items: readonly ItemView[],
    { writable, changed, shown }: { writable: boolean; changed: () => void; shown: (draft: D) => string },
  ): Promise<ItemField<D>> {
    const field = new ItemField<D>(form, shown);
    field.#saver = await Saver.open<D, ItemView>({
      target: { ...target, kind: 'items' },
      form,
      stored: items.find(({ code }) => code === target.code),
      writable,
      tell: changed,
    });
    return field;
  }

  get draft(): D {
    return this.#saver.draft;
  }

  get status(): SaveStatus<ItemView> {
    return this.#saver.status;
  }

  change(draft: D, options: { now?: boolean } = {}): void {
    this.#saver.change(draft, options);
  }

  close(): void {
    this.#saver.close();
  }

  /** When someone else has saved the same item: what they wrote, and the choice. */
  conflict(): TemplateResult | typeof nothing {
    const { status } = this;
    if (status.kind !== 'conflict') return nothing;
    return html`<div class="ds-alert" data-color="warning">
      <p>
        ${msg('Någon annan har sparat:')} <strong>${this.#shown(this.#form.draftOf(status.current)) || '-'}</strong>
      </p>
      <p>${msg('Du skrev:')} <strong>${this.#shown(this.draft) || '-'}</strong></p>
      <p class="actions">
        <button
          type="button"
          class="ds-button"
          data-size="sm"
          @click=${() => {
            this.#saver.keepMine();
          }}
        >
          ${msg('Spara mitt')}
        </button>
        <button
          type="button"
          class="ds-button"
          data-variant="secondary"
          data-size="sm"
          @click=${() => {
            this.#saver.takeTheirs();
          }}
        >
          ${msg('Behåll det andra')}
        </button>
      </p>
    </div>`;
  }
}
