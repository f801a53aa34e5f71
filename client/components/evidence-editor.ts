import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { EvidenceItem } from '../../server/assessments/contract.ts';
import { LightElement } from '../page.ts';
import type { EvidencePicked } from './evidence-picker.ts';
import { formatDate } from '../i18n/format.ts';
import { emptyEvidence, type EvidenceDraft } from '../offline/answer-form.ts';
import { errorFor, type Errors } from './form.ts';

export class EvidenceChange extends CustomEvent<readonly EvidenceDraft[]> {}

/** References to decisions and documents: never copies of them. */
@customElement('mr-evidence-editor')
export class EvidenceEditor extends LightElement {
  @property({ attribute: false }) rows: readonly EvidenceDraft[] = [];
  @property({ attribute: false }) examples: readonly string[] = [];
  @property({ attribute: false }) errors: Errors = [];
  @property({ type: Boolean }) locked = false;
  /** Evidence in the answers that this person sees, to pick among. */
  @property({ attribute: false }) seen: readonly EvidenceItem[] = [];
  /** The organisation whose register is read; empty for those who do not see it. */
  @property() organisation = '';
  @state() private removed: { readonly at: number; readonly row: EvidenceDraft } | null = null;

  private tell(rows: readonly EvidenceDraft[]): void {
    this.rows = rows;
    this.dispatchEvent(new EvidenceChange('evidence-change', { detail: rows }));
  }

  private change(at: number, change: Partial<EvidenceDraft>): void {
    this.tell(this.rows.map((row, i) => (i === at ? { ...row, ...change } : row)));
  }

  private async add(): Promise<void> {
    this.removed = null;
    this.tell([...this.rows, emptyEvidence()]);
    await this.updateComplete;
    this.querySelector<HTMLInputElement>(`#evidence-${this.rows.length - 1}-title`)?.focus();
  }

  private async pick({ title, link = '', diarienummer = '', date = '' }: EvidenceItem): Promise<void> {
    this.removed = null;
    this.tell([...this.rows, { ...emptyEvidence(), title, link, diarienummer, date }]);
    await this.updateComplete;
    this.querySelector<HTMLInputElement>(`#evidence-${this.rows.length - 1}-title`)?.focus();
  }

  private async removeRow(at: number): Promise<void> {
    const row = this.rows[at];
    if (row) this.removed = { at, row };
    this.tell(this.rows.filter((_row, i) => i !== at));
    await this.updateComplete;
    this.querySelector<HTMLElement>('.undo button')?.focus();
  }

  private async undo(): Promise<void> {
    if (!this.removed) return;
    const { at, row } = this.removed;
    this.removed = null;
    this.tell([...this.rows.slice(0, at), row, ...this.rows.slice(at)]);
    await this.updateComplete;
    this.querySelector<HTMLInputElement>(`#evidence-${at}-title`)?.focus();
  }

  override render() {
    return html`<section class="evidence">
      <h2>${msg('Underlag')}</h2>
      ${this.locked ? this.renderList() : this.renderForm()}
    </section>`;
  }

  private renderList() {
    if (this.rows.length === 0) return html`<p class="quiet">${msg('Inget underlag.')}</p>`;
    return html`<ul>
      ${this.rows.map(({ title, link, diarienummer, date }) => html`<li>${link ? html`<a href=${link} rel="noopener">${title}</a>` : title}${diarienummer ? `, ${diarienummer}` : nothing}${date ? `, ${formatDate(date)}` : nothing}</li>`)}
    </ul>`;
  }

  private renderForm() {
    return html`<p class="help">
        ${msg('Hänvisa till beslut och dokument, med diarienummer eller länk. Ladda inte upp och skriv inga personuppgifter.')}
        ${this.examples.length > 0 ? msg(str`Till exempel: ${this.examples.join(', ').toLocaleLowerCase('sv')}.`) : nothing}
      </p>
      ${this.rows.map((row, i) => this.renderRow(row, i))}
      ${this.removed ? html`<p class="undo" role="status">${msg('Underlaget är borttaget.')} <button class="link-button" @click=${this.undo}>${msg('Ångra')}</button></p>` : nothing}
      <mr-evidence-picker
        organisation=${this.organisation}
        .seen=${this.seen}
        .taken=${this.rows}
        @evidence-picked=${(event: EvidencePicked) => this.pick(event.detail)}
      ></mr-evidence-picker>
      <button class="ds-button" data-variant="secondary" data-size="sm" @click=${this.add}>
        ${msg('Lägg till underlag')}
      </button>`;
  }

  private renderRow(row: EvidenceDraft, i: number) {
    const id = (name: string) => `evidence-${i}-${name}`;
    const input = (name: Exclude<keyof EvidenceDraft, 'row'>, label: string, type = 'text') => {
      const error = errorFor(this.errors, id(name));
      return html`<div class="field">
        <label for=${id(name)}>${label}</label>
        ${error ? html`<p class="field-hint" id="${id(name)}-hint">${error}</p>` : nothing}
        <input
          class="ds-input"
          id=${id(name)}
          type=${type}
          aria-describedby=${error ? `${id(name)}-hint` : nothing}
          .value=${row[name]}
          @input=${(event: Event) => {
            this.change(i, { [name]: (event.target as HTMLInputElement).value });
          }}
        />
      </div>`;
    };
    return html`<fieldset class="evidence-row">
      <legend>${msg(str`Underlag ${i + 1}`)}</legend>
      ${input('title', msg('Rubrik'))}
      <div class="row-fields">
        ${input('diarienummer', msg('Diarienummer'))} ${input('date', msg('Beslutsdatum'), 'date')}
      </div>
      ${input('link', msg('Länk'), 'url')}
      <button class="link-button" @click=${() => this.removeRow(i)} aria-label=${msg(str`Ta bort underlag ${i + 1}`)}>
        ${msg('Ta bort')}
      </button>
    </fieldset>`;
  }
}
