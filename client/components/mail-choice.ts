import { msg } from '@lit/localize';
import { html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { MailChoices } from '../../server/mail/contract.ts';
import { chooseMail, mailChoices } from '../api/accounts.ts';
import { ApiError } from '../api/http.ts';
import { LightElement } from '../page.ts';

/** Which mails a person wants. Each choice is saved as it is made. */
@customElement('mr-mail-choice')
export class MailChoice extends LightElement {
  @state() private choices: MailChoices | undefined;
  @state() private told = '';

  override async connectedCallback(): Promise<void> {
    super.connectedCallback();
    this.choices = await mailChoices();
    await this.updateComplete;
    // The footer of every mail leads here.
    if (location.hash === '#mejl') this.querySelector('h2')?.scrollIntoView();
  }

  private async choose(kind: string, box: HTMLInputElement): Promise<void> {
    const refused = (this.choices?.kinds ?? [])
      .filter((each) => (each.kind === kind ? !box.checked : !each.wanted))
      .map((each) => each.kind);
    try {
      this.choices = await chooseMail(refused);
      this.told = msg('Ditt val är sparat.');
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.told = error.message;
      box.checked = !box.checked;
    }
  }

  override render() {
    return html`<section>
      <h2 id="mejl">${msg('Mejl')}</h2>
      ${this.renderKinds()}
      <p role="status">${this.told}</p>
      <p><a href="/api/v1/account/dates.ics" download>${msg('Hämta dina datum till kalendern')}</a></p>
    </section>`;
  }

  private renderKinds() {
    const { choices } = this;
    if (!choices) return html`<p aria-busy="true">${msg('Hämtar …')}</p>`;
    if (!choices.configured)
      return html`<p>${msg('Tjänsten skickar inga mejl. Det som väntar på dig står på Översikt.')}</p>`;
    if (choices.kinds.length === 0) return html`<p>${msg('Du får bara mejl som gäller ditt konto.')}</p>`;
    return html`<p>${msg('Välj vad du vill ha mejl om. Mejl som gäller ditt konto kommer alltid.')}</p>
      <ul class="plain choices-list">
        ${choices.kinds.map(
          ({ kind, name, wanted }) =>
            html`<li>
              <label class="check"
                ><input
                  type="checkbox"
                  .checked=${wanted}
                  @change=${(event: Event) => this.choose(kind, event.target as HTMLInputElement)}
                /><span>${name}</span></label
              >
            </li>`,
        )}
      </ul>`;
  }
}
