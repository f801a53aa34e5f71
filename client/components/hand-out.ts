import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { OrganisationUsers } from '../../server/accounts/contract.ts';
import { handOut } from '../api/assessments.ts';
import { LightElement } from '../page.ts';
import type { Part } from './answer-state.ts';
import { errorFor, errorsOf, errorSummary, field, focusErrors, type Errors } from './form.ts';
import { handoutFields } from './handout-fields.ts';

/** The codes that are chosen now. */
export class Selection extends CustomEvent<ReadonlySet<string>> {}
/** What was handed out, to whom. */
export class HandedOut extends CustomEvent<{
  readonly codes: readonly string[];
  readonly to: OrganisationUsers['users'][number] | undefined;
  readonly due: string;
}> {}

/** Hands chosen criteria to a colleague, one by one or by area. */
@customElement('mr-hand-out')
export class HandOut extends LightElement {
  @property() assessment = '';
  @property({ attribute: false }) colleagues: OrganisationUsers['users'] = [];
  @property({ attribute: false }) selected: ReadonlySet<string> = new Set();
  /** What is shown in the list now, part by part. */
  @property({ attribute: false }) parts: readonly Part[] = [];
  @state() private errors: Errors = [];
  /** Stays open when the last choice is taken away: whoever chose was about to choose something else. */
  @state() private open = false;
  private handing = { userId: '', message: '', due: '' };

  private select(codes: Iterable<string>): void {
    this.dispatchEvent(new Selection('selection', { detail: new Set(codes) }));
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const { userId, message, due } = this.handing;
    if (userId === '') {
      this.errors = [{ field: 'userId', message: msg('Välj vem som ska svara.') }];
      return focusErrors(this);
    }
    try {
      const codes = [...this.selected];
      await handOut(this.assessment, { userId, codes, message, due: due || null });
      this.errors = [];
      const to = this.colleagues.find(({ id }) => id === userId);
      this.dispatchEvent(new HandedOut('handed-out', { detail: { codes, to, due } }));
    } catch (error) {
      this.errors = errorsOf(error);
      await focusErrors(this);
    }
  }

  override render() {
    const all = this.parts.flatMap(({ criteria }) => criteria.map(({ code }) => code));
    return html`<details
      class="ds-details no-print"
      ?open=${this.open || this.selected.size > 0}
      @toggle=${(event: Event) => {
        this.open = (event.target as HTMLDetailsElement).open;
      }}
    >
      <summary>${msg('Dela ut till kollegor')}</summary>
      <div>
        <p>
          ${msg('Bocka för de kriterier i listan som en kollega ska svara på, eller välj ett helt område. Kollegan ser bara dem.')}
        </p>
        <p class="also">
          <button
            type="button"
            class="link-button"
            @click=${() => {
              this.select([...this.selected, ...all]);
            }}
          >
            ${msg(str`Välj alla i listan (${all.length})`)}
          </button>
          ${this.parts.map(({ name, criteria }) => {
            const codes = criteria.map(({ code }) => code);
            return codes.length === 0
              ? nothing
              : html`<button
                  type="button"
                  class="link-button"
                  @click=${() => {
                    this.select([...this.selected, ...codes]);
                  }}
                >
                  ${msg(str`Välj ${name} (${codes.length})`)}
                </button> `;
          })}
        </p>
        ${this.selected.size > 0 ? this.renderForm() : nothing}
      </div>
    </details>`;
  }

  private renderForm() {
    const value = (event: Event) => (event.target as HTMLInputElement).value;
    return html`<form class="form" novalidate @submit=${this.submit}>
      ${errorSummary(this.errors, { userId: msg('Vem') })}
      <p>
        ${msg(str`${this.selected.size} valda: ${[...this.selected].join(', ')}`)}
        <button
          type="button"
          class="link-button"
          @click=${() => {
            this.select([]);
          }}
        >
          ${msg('Avmarkera alla')}
        </button>
      </p>
      ${field({
        label: msg('Vem ska svara?'),
        name: 'userId',
        error: errorFor(this.errors, 'userId'),
        control: html`<select
          class="ds-input"
          id="userId"
          @change=${(event: Event) => {
            this.handing.userId = value(event);
          }}
        >
          <option value="">${msg('Välj kollega')}</option>
          ${this.colleagues.map(({ id, name }) => html`<option value=${id} ?selected=${id === this.handing.userId}>${name}</option>`)}
        </select>`,
      })}
      <p class="help">${msg('Saknas kollegan?')} <a href="/delta">${msg('Bjud in')}</a></p>
      ${handoutFields(this.handing, this.errors)}
      <button class="ds-button">${msg('Dela ut')}</button>
    </form>`;
  }
}
