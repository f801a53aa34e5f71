import { msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ApiToken, MadeToken, NewToken } from '../../server/tokens/contract.ts';
import { apiTokens, makeApiToken, withdrawApiToken } from '../api/tokens.ts';
import { formatDate } from '../i18n/format.ts';
import { errorFor, errorsOf, errorSummary, field, focusErrors, typed, type Errors } from './form.ts';

type Scope = NewToken['scopes'][number];

const SCOPES: Readonly<Record<Scope, () => string>> = {
  result: () => msg('Fastställda resultat: nivåer och index, utan texter'),
  actions: () => msg('Åtgärder'),
};

/** Letting the organisation's own systems read its result: making tokens, and withdrawing them. */
@customElement('mr-api-tokens')
export class ApiTokens extends LitElement {
  @property() organisation = '';
  @state() private tokens: readonly ApiToken[] | undefined;
  @state() private made: MadeToken | null = null;
  @state() private errors: Errors = [];
  @state() private told = '';
  @state() private asked = '';

  protected override createRenderRoot() {
    return this;
  }

  protected override firstUpdated(): void {
    void this.reload();
  }

  private async reload(): Promise<void> {
    try {
      this.tokens = await apiTokens(this.organisation);
    } catch (error) {
      this.errors = errorsOf(error);
    }
  }

  private async do(work: () => Promise<string>): Promise<void> {
    this.errors = [];
    this.made = null;
    this.told = '';
    try {
      this.told = await work();
      this.asked = '';
      await this.reload();
      await this.updateComplete;
      this.querySelector<HTMLElement>('.secret-link')?.focus();
    } catch (error) {
      this.errors = errorsOf(error);
      await focusErrors(this);
    }
  }

  private make(event: Event): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const chosen = (Object.keys(SCOPES) as Scope[]).filter(
      (scope) => (form.elements.namedItem(`scope-${scope}`) as HTMLInputElement).checked,
    );
    const months = Number(typed(event, 'months')) as NewToken['months'];
    const name = typed(event, 'token-name');
    return this.do(async () => {
      this.made = await makeApiToken(this.organisation, { name, scopes: chosen, months });
      form.reset();
      return '';
    });
  }

  override render() {
    if (!this.tokens) return errorSummary(this.errors);
    return html`<section id="system" class="no-print">
      <h2>${msg('Åtkomst för era system')}</h2>
      ${errorSummary(this.errors, { name: msg('Namnet'), scopes: msg('Vad systemet får läsa') })}
      <p class="reading">
        ${msg('Ett system för uppföljning eller statistik kan läsa ert resultat med en nyckel. Det kan inte ändra något.')}
        <a href="/api/docs/">${msg('Så frågar systemet (API)')}</a>
      </p>
      <p class="told" role="status">${this.told}</p>
      ${this.renderMade()} ${this.renderList(this.tokens)}
      <details class="ds-details">
        <summary>${msg('Skapa en nyckel för ett system')}</summary>
        <div>${this.renderForm()}</div>
      </details>
    </section>`;
  }

  private renderMade() {
    if (!this.made) return nothing;
    const { token, expiresAt } = this.made;
    return html`<div class="ds-alert secret-link" data-color="success" tabindex="-1">
      <h3>${msg('Nyckeln är skapad')}</h3>
      <p>
        ${msg('Ge den till den som sköter systemet, på ett säkert sätt. Den visas bara nu.')}
        ${msg(str`Den går ut ${formatDate(expiresAt)}.`)}
      </p>
      <div class="field">
        <label for="made-token">${msg('Nyckel')}</label
        ><input class="ds-input" id="made-token" readonly .value=${token} />
      </div>
      <p>
        <button
          class="ds-button"
          data-variant="secondary"
          data-size="sm"
          @click=${() => navigator.clipboard.writeText(token)}
        >
          ${msg('Kopiera')}
        </button>
      </p>
      <p>${msg('Systemet läser här:')} <code class="wraps">/api/v1/organisations/${this.organisation}/results</code></p>
    </div>`;
  }

  private renderList(tokens: readonly ApiToken[]) {
    if (tokens.length === 0) return html`<p>${msg('Inget system har åtkomst.')}</p>`;
    return html`<ul class="plain people">
      ${tokens.map(
        ({ id, name, scopes, createdBy, expiresAt, usedAt, expired }) =>
          html`<li>
            <span class="task-name"
              ><strong>${name}</strong
              ><span class="quiet small"
                >${scopes.map((scope) => SCOPES[scope]()).join(', ')}. ${msg(str`Skapad av ${createdBy}`)},
                ${expired ? msg('har gått ut') : msg(str`går ut ${formatDate(expiresAt)}`)},
                ${usedAt ? msg(str`använd ${formatDate(usedAt)}`) : msg('inte använd ännu')}</span
              ></span
            >
            ${
              this.asked === id
                ? html`<span class="actions"
                    >${msg('Systemet kan inte läsa mer.')}
                    <button
                      class="link-button"
                      @click=${() => this.do(async () => (await withdrawApiToken(this.organisation, id), msg(str`Nyckeln till ${name} är indragen.`)))}
                    >
                      ${msg('Ja, dra in')}
                    </button>
                    <button
                      class="link-button"
                      @click=${() => {
                        this.asked = '';
                      }}
                    >
                      ${msg('Avbryt')}
                    </button></span
                  >`
                : html`<button
                    class="link-button"
                    aria-label=${msg(str`Dra in nyckeln till ${name}`)}
                    @click=${() => {
                      this.asked = id;
                    }}
                  >
                    ${msg('Dra in')}
                  </button>`
            }
          </li>`,
      )}
    </ul>`;
  }

  private renderForm() {
    return html`<form class="form" novalidate @submit=${(event: Event) => this.make(event)}>
      ${field({
        label: msg('Vilket system?'),
        name: 'token-name',
        help: msg('Till exempel ”Uppföljningssystemet”.'),
        error: errorFor(this.errors, 'name'),
        control: html`<input
          class="ds-input"
          id="token-name"
          name="token-name"
          maxlength="80"
          autocomplete="off"
          aria-describedby="token-name-help"
        />`,
      })}
      <fieldset class="options" id="scopes">
        <legend>${msg('Vad får det läsa?')}</legend>
        ${
          errorFor(this.errors, 'scopes') === undefined
            ? nothing
            : html`<p class="field-error">${errorFor(this.errors, 'scopes')}</p>`
        }
        ${Object.entries(SCOPES).map(
          ([scope, name]) =>
            html`<label class="check"
              ><input type="checkbox" name="scope-${scope}" ?checked=${scope === 'result'} /><span
                >${name()}</span
              ></label
            >`,
        )}
      </fieldset>
      ${field({
        label: msg('Hur länge gäller den?'),
        name: 'months',
        control: html`<select class="ds-input" id="months" name="months">
          ${[3, 6, 12].map((months) => html`<option value=${months} ?selected=${months === 12}>${msg(str`${months} månader`)}</option>`)}
        </select>`,
      })}
      <button class="ds-button">${msg('Skapa nyckeln')}</button>
    </form>`;
  }
}
