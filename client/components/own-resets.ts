import { msg, str } from '@lit/localize';
import { html, LitElement } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { OwnReset } from '../../server/accounts/contract.ts';
import { confirmOwnReset, ownResets, refuseOwnReset } from '../api/outside-accounts.ts';
import { errorsOf, errorSummary, focusErrors, type Errors } from './form.ts';
import { formatDate } from '../i18n/format.ts';

/** A new password that somebody else has asked for, for one's own account: was it you? */
@customElement('mr-own-resets')
export class OwnResets extends LitElement {
  @state() private asked: readonly OwnReset[] = [];
  @state() private told = '';
  @state() private errors: Errors = [];

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.reload();
  }

  private async reload(): Promise<void> {
    try {
      this.asked = await ownResets();
    } catch (error) {
      this.errors = errorsOf(error);
    }
  }

  private async do(work: Promise<unknown>, told: string): Promise<void> {
    this.errors = [];
    this.told = '';
    try {
      await work;
      this.told = told;
      await this.reload();
    } catch (error) {
      this.errors = errorsOf(error);
      await focusErrors(this);
    }
  }

  override render() {
    return html`${errorSummary(this.errors)}
      <p class="told" role="status">${this.told}</p>
      ${this.asked.map(
        ({ id, createdAt, validFrom }) =>
          html`<div class="ds-alert" data-color="warning">
            <h2>${msg('Någon har begärt ett nytt lösenord för ditt konto')}</h2>
            <p>
              ${msg(str`Det begärdes ${formatDate(createdAt)} och börjar gälla ${formatDate(validFrom)}. Var det inte du som bad om det? Avvisa.`)}
            </p>
            <p class="actions">
              <button
                class="ds-button"
                data-size="sm"
                @click=${() => this.do(refuseOwnReset(id), msg('Begäran är avvisad. Länken gäller inte.'))}
              >
                ${msg('Avvisa')}
              </button>
              <button
                class="ds-button"
                data-size="sm"
                data-variant="secondary"
                @click=${() => this.do(confirmOwnReset(id), msg('Begäran är bekräftad. Länken gäller nu.'))}
              >
                ${msg('Det var jag: bekräfta')}
              </button>
            </p>
          </div>`,
      )}`;
  }
}
