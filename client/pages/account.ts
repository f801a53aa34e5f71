import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Device } from '../../server/accounts/contract.ts';
import { changePassword, devices, endOtherSessions } from '../api/accounts.ts';
import { signedIn, type SignedIn } from '../api/session.ts';
import { errorFor, errorsOf, errorSummary, field, focusErrors, type Errors } from '../components/form.ts';
import '../components/mail-choice.ts';
import '../components/own-resets.ts';
import '../components/passkeys.ts';
import { roleName } from '../components/role-name.ts';
import { formatTime } from '../i18n/format.ts';
import { Page } from '../page.ts';

/** One's own account: password, and where one is signed in. */
@customElement('mr-account')
export class AccountPage extends Page {
  @state() private errors: Errors = [];
  @state() private told = '';
  @state() private devices: readonly Device[] = [];
  private user!: SignedIn;

  override async load(): Promise<void> {
    this.user = await signedIn();
    this.devices = await devices();
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const value = (name: string) => (form.elements.namedItem(name) as HTMLInputElement).value;
    try {
      if (value('password') !== value('repeat')) {
        this.errors = [{ field: 'repeat', message: msg('De två nya lösenorden är inte lika.') }];
        return await focusErrors(this);
      }
      await changePassword({ current: value('current'), password: value('password') });
      form.reset();
      this.errors = [];
      this.told = msg('Lösenordet är bytt. Du är utloggad överallt utom här.');
      this.devices = await devices();
    } catch (error) {
      this.errors = errorsOf(error);
      await focusErrors(this);
    }
  }

  private async endOthers(): Promise<void> {
    await endOtherSessions();
    this.devices = await devices();
    this.told = msg('Du är utloggad överallt utom här.');
  }

  private renderPassword() {
    const { user } = this;
    return html`<form class="form" novalidate @submit=${this.submit}>
      <input type="hidden" autocomplete="username" value=${user.email} />
      ${field({ label: msg('Nuvarande lösenord'), name: 'current', error: errorFor(this.errors, 'current'), control: html`<input class="ds-input" type="password" id="current" name="current" autocomplete="current-password" />` })}
      ${field({ label: msg('Nytt lösenord'), name: 'password', help: msg('Minst 10 tecken. Några ord i rad är lätta att minnas.'), error: errorFor(this.errors, 'password'), control: html`<input class="ds-input" type="password" id="password" name="password" autocomplete="new-password" aria-describedby="password-help" />` })}
      ${field({ label: msg('Nytt lösenord igen'), name: 'repeat', error: errorFor(this.errors, 'repeat'), control: html`<input class="ds-input" type="password" id="repeat" name="repeat" autocomplete="new-password" />` })}
      <button class="ds-button">${msg('Byt lösenord')}</button>
    </form>`;
  }

  override render() {
    const { user } = this;
    return html`<div class="reading">
      ${errorSummary(this.errors, { current: msg('Nuvarande lösenord'), password: msg('Nytt lösenord') })}
      <h1 tabindex="-1">${msg('Mitt konto')}</h1>
      <mr-own-resets></mr-own-resets>
      <p class="told" role="status">${this.told}</p>
      <dl class="facts">
        <div>
          <dt>${msg('Namn')}</dt>
          <dd>${user.name}</dd>
        </div>
        <div>
          <dt>${msg('E-postadress')}</dt>
          <dd>${user.email}</dd>
        </div>
        <div>
          <dt>${msg('Roll')}</dt>
          <dd>${roleName(user.role)}${user.organisation ? `, ${user.organisation.name}` : nothing}</dd>
        </div>
      </dl>
      <section>
        <h2>${msg('Byt lösenord')}</h2>
        ${user.hasPassword ? this.renderPassword() : html`<p>${msg('Du loggar in med din organisations egen inloggning, och har inget lösenord här.')}</p>`}
      </section>
      <mr-passkeys></mr-passkeys>
      <mr-mail-choice></mr-mail-choice>
      <section>
        <h2>${msg('Här är du inloggad')}</h2>
        <ul>
          ${this.devices.map(({ device, createdAt, current }) => html`<li>${device}, ${msg(str`sedan ${formatTime(createdAt)}`)}${current ? html` <strong>${msg('(den här)')}</strong>` : nothing}</li>`)}
        </ul>
        ${this.devices.length > 1 ? html`<button class="ds-button" data-variant="secondary" @click=${this.endOthers}>${msg('Logga ut överallt utom här')}</button>` : nothing}
      </section>
      <section>
        <h2>${msg('Dina uppgifter')}</h2>
        <p>
          ${msg('I filen finns allt som tjänsten vet om dig: kontot, inloggningarna, mejlen, loggen och det du har ändrat.')}
          <a href="/personuppgifter">${msg('Så hanterar vi personuppgifter')}</a>
        </p>
        <p><a href="/api/v1/account/personal-data.json" download>${msg('Hämta dina uppgifter (JSON)')}</a></p>
      </section>
    </div>`;
  }
}
