import { msg, str } from '@lit/localize';
import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { OrganisationUsers } from '../../server/accounts/contract.ts';
import { errorFor, errorSummary, field, focusErrors, textField, type Errors } from './form.ts';
import { LightElement } from '../page.ts';

export interface NewAssessor {
  readonly name: string;
  readonly userId: string | null;
}
export type AddAssessors = CustomEvent<readonly NewAssessor[]>;

/** Names assessors: bodies and functions with a code each, a line for each, or a colleague by account. */
@customElement('mr-assessor-form')
export class AssessorForm extends LightElement {
  @property({ attribute: false }) colleagues: OrganisationUsers['users'] = [];
  @property({ attribute: false }) errors: Errors = [];
  @state() private names = '';
  @state() private userId = '';
  @state() private name = '';

  private get wanted(): readonly NewAssessor[] {
    const lines = this.names.split('\n').map((line) => line.trim());
    return [
      ...lines.filter(Boolean).map((name) => ({ name, userId: null })),
      ...(this.userId === '' ? [] : [{ name: this.name.trim(), userId: this.userId }]),
    ];
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const { wanted } = this;
    if (wanted.length === 0) {
      this.errors = [
        { field: 'names', message: msg('Skriv minst en nämnd eller en funktion, eller välj en kollega.') },
      ];
      await focusErrors(this);
      return;
    }
    this.dispatchEvent(new CustomEvent('add-assessors', { detail: wanted }));
  }

  /** What was sent has been taken, but for these: they stay to be mended. */
  keep(refused: readonly NewAssessor[]): void {
    this.names = refused.flatMap(({ name, userId }) => (userId === null ? [name] : [])).join('\n');
    const colleague = refused.find(({ userId }) => userId !== null);
    this.userId = colleague?.userId ?? '';
    this.name = colleague?.name ?? '';
  }

  override render() {
    return html`<form class="form" novalidate @submit=${this.submit}>
      ${errorSummary(this.errors)}
      ${textField({
        label: msg('Nämnder eller funktioner utan konto, en per rad'),
        name: 'names',
        help: msg(
          'Till exempel Socialnämnden eller HR-chefen. Var och en får en kod på sex siffror. Skriv inga personnamn.',
        ),
        error: errorFor(this.errors, 'names'),
        rows: 4,
        value: this.names,
        input: (text) => {
          this.names = text;
        },
      })}
      ${
        this.colleagues.length === 0
          ? ''
          : html`${field({
              label: msg('Kollega med konto'),
              name: 'userId',
              error: errorFor(this.errors, 'userId'),
              control: html`<select
                class="ds-input"
                id="userId"
                @change=${(event: Event) => {
                  this.userId = (event.target as HTMLSelectElement).value;
                }}
              >
                <option value="">${msg('Ingen')}</option>
                ${this.colleagues.map(({ id, name }) => html`<option value=${id} ?selected=${id === this.userId}>${name}</option>`)}
              </select>`,
            })}
            ${
              this.userId === ''
                ? ''
                : field({
                    label: msg('Bedömer som'),
                    name: 'name',
                    help: msg('Så visas bedömaren för de andra. Skriv en funktion, till exempel HR-chefen.'),
                    error: errorFor(this.errors, 'name'),
                    control: html`<input
                      class="ds-input"
                      id="name"
                      aria-describedby="name-help"
                      .value=${this.name}
                      @input=${(event: Event) => {
                        this.name = (event.target as HTMLInputElement).value;
                      }}
                    />`,
                  })
            }`
      }
      <button class="ds-button">
        ${this.wanted.length > 1 ? msg(str`Lägg till ${this.wanted.length} bedömare`) : msg('Lägg till')}
      </button>
    </form>`;
  }
}
