import { msg, str } from '@lit/localize';
import { browserSupportsWebAuthn, startRegistration } from '@simplewebauthn/browser';
import { html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Passkeys } from '../../server/passkeys/contract.ts';
import { ApiError } from '../api/http.ts';
import { addPasskey, beginPasskey, makeRecoveryCodes, passkeys, removePasskey } from '../api/passkeys.ts';
import { formatDate } from '../i18n/format.ts';
import { errorFor, errorsOf, errorSummary, field, focusErrors, typed, type Errors } from './form.ts';

/** What the browser itself refuses is said in its own English; here in words that help. */
function refusal(error: unknown): Errors {
  if (error instanceof ApiError) return errorsOf(error);
  if (!(error instanceof Error)) throw error;
  const message =
    error.name === 'InvalidStateError'
      ? msg('Den nyckeln har du redan lagt till.')
      : msg('Ingen nyckel lades till. Försök igen när du är redo.');
  return [{ field: '', message }];
}

/** One's own passkeys and recovery codes, on Mitt konto. */
@customElement('mr-passkeys')
export class PasskeyList extends LitElement {
  @state() private own: Passkeys | undefined;
  @state() private errors: Errors = [];
  @state() private codes: readonly string[] = [];
  @state() private removing = '';
  @state() private told = '';
  private fromBefore = false;

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.reload();
  }

  private async reload(): Promise<void> {
    try {
      this.own = await passkeys();
    } catch (error) {
      this.errors = refusal(error);
    }
  }

  private async do(work: () => Promise<string>): Promise<void> {
    this.errors = [];
    this.removing = '';
    try {
      this.told = await work();
      await this.reload();
      await this.updateComplete;
      this.querySelector<HTMLElement>('.recovery-codes')?.focus();
    } catch (error) {
      this.errors = refusal(error);
      await focusErrors(this);
    }
  }

  private add(event: Event): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const name = typed(event, 'passkey-name').trim();
    return this.do(async () => {
      const begun = await beginPasskey();
      const response = await startRegistration({ optionsJSON: begun.options as never });
      const { recoveryCodes } = await addPasskey({ state: begun.state, name: name || msg('Min nyckel'), response });
      form.reset();
      // The role that was held back has come: what the page knows of the person is from before.
      this.fromBefore = this.own?.required ?? false;
      if (recoveryCodes.length > 0) this.codes = recoveryCodes;
      else if (this.fromBefore) location.assign('/oversikt');
      return msg('Nyckeln är tillagd.');
    });
  }

  override render() {
    if (!this.own) return errorSummary(this.errors);
    return html`<section id="nycklar">
      <h2>${msg('Nycklar (passkeys)')}</h2>
      ${errorSummary(this.errors, { name: msg('Namnet på nyckeln') })}
      <p>
        ${msg('Med en nyckel loggar du in med fingeravtryck, ansikte eller kod i telefonen eller datorn, i stället för med lösenord. Den går inte att lura av dig.')}
        ${this.own.required ? html`<strong>${msg('Din roll kräver en nyckel.')}</strong>` : nothing}
      </p>
      <p class="told" role="status">${this.told}</p>
      ${this.renderCodes()} ${this.renderKeys(this.own)}
      ${browserSupportsWebAuthn() ? this.renderForm() : html`<p>${msg('Den här webbläsaren kan inte använda nycklar.')}</p>`}
    </section>`;
  }

  private renderKeys({ passkeys: keys, codesLeft }: Passkeys) {
    if (keys.length === 0) return html`<p>${msg('Du har ingen nyckel ännu.')}</p>`;
    return html`<ul class="plain people">
        ${keys.map(
          ({ id, name, createdAt, usedAt }) =>
            html`<li>
              <span class="task-name"
                ><strong>${name}</strong
                ><span class="quiet small"
                  >${msg(str`tillagd ${formatDate(createdAt)}`)},
                  ${usedAt ? msg(str`använd ${formatDate(usedAt)}`) : msg('inte använd ännu')}</span
                ></span
              >
              ${
                this.removing === id
                  ? html`<span
                      >${msg('Nyckeln slutar gälla här.')}
                      <button class="link-button" @click=${() => this.removeKey(id)}>${msg('Ja, ta bort')}</button>
                      <button
                        class="link-button"
                        @click=${() => {
                          this.removing = '';
                        }}
                      >
                        ${msg('Avbryt')}
                      </button></span
                    >`
                  : html`<button
                      class="link-button"
                      @click=${() => {
                        this.removing = id;
                      }}
                      aria-label=${msg(str`Ta bort nyckeln ${name}`)}
                    >
                      ${msg('Ta bort')}
                    </button>`
              }
            </li>`,
        )}
      </ul>
      <p>
        ${msg(str`Du har ${codesLeft} återställningskoder kvar.`)}
        <button class="link-button" @click=${() => this.renew()}>${msg('Skapa nya koder')}</button>
        <span class="quiet">${msg('De gamla slutar då gälla.')}</span>
      </p>`;
  }

  private removeKey(id: string): Promise<void> {
    return this.do(async () => {
      await removePasskey(id);
      return msg('Nyckeln är borttagen.');
    });
  }

  private renew(): Promise<void> {
    return this.do(async () => {
      ({ recoveryCodes: this.codes } = await makeRecoveryCodes());
      return msg('Du har nya koder.');
    });
  }

  private renderCodes() {
    if (this.codes.length === 0) return nothing;
    return html`<div class="panel recovery-codes" tabindex="-1">
      <h3>${msg('Spara dina återställningskoder nu')}</h3>
      <p>
        ${msg('Tappar du nyckeln loggar du in med lösenordet och en av koderna. Varje kod gäller en gång. De visas bara här: skriv ut dem, eller lägg dem i en lösenordshanterare.')}
      </p>
      <ul class="code-list">
        ${this.codes.map((code) => html`<li><code>${code}</code></li>`)}
      </ul>
      <p class="actions no-print">
        <button
          class="ds-button"
          data-size="sm"
          data-variant="secondary"
          @click=${() => navigator.clipboard.writeText(this.codes.join('\n'))}
        >
          ${msg('Kopiera koderna')}
        </button>
        <button
          class="ds-button"
          data-size="sm"
          data-variant="secondary"
          @click=${() => {
            print();
          }}
        >
          ${msg('Skriv ut sidan')}
        </button>
        <button
          class="ds-button"
          data-size="sm"
          @click=${() => {
            this.codes = [];
            if (this.fromBefore) location.assign('/oversikt');
          }}
        >
          ${msg('Jag har sparat dem')}
        </button>
      </p>
    </div>`;
  }

  private renderForm() {
    return html`<form class="form no-print" novalidate @submit=${(event: Event) => this.add(event)}>
      ${field({
        label: msg('Namn på nyckeln'),
        name: 'passkey-name',
        help: msg('Till exempel ”Jobbtelefonen”, så att du känner igen den i listan.'),
        error: errorFor(this.errors, 'name'),
        control: html`<input
          class="ds-input"
          id="passkey-name"
          name="passkey-name"
          maxlength="60"
          autocomplete="off"
          aria-describedby="passkey-name-help"
        />`,
      })}
      <button class="ds-button" data-variant="secondary">${msg('Lägg till en nyckel')}</button>
    </form>`;
  }
}
