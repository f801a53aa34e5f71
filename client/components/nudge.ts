import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { RoundMember } from '../../server/memberships/contract.ts';
import { nudge } from '../api/network.ts';
import { session } from '../api/session.ts';
import { LightElement } from '../page.ts';
import { errorFor, errorsOf, errorSummary, focusErrors, textField, type Errors } from './form.ts';
import { formatDate } from '../i18n/format.ts';
import { mailto } from './mail-to.ts';
import { cancelButton } from './unsent-form.ts';

/** What to say when the reminders are on their way. */
export class Nudged extends CustomEvent<string> {}

/** For SKL: reminds those who have not sent, by mail from the service or from one's own mail program. */
@customElement('mr-nudge')
export class Nudge extends LightElement {
  @property({ type: Number }) year = 0;
  /** The round's last day. */
  @property() closes = '';
  /** Those who have not sent. */
  @property({ attribute: false }) members: readonly RoundMember[] = [];
  @state() private mails = false;
  @state() private open = false;
  @state() private busy = false;
  @state() private errors: Errors = [];
  private text = '';

  override async connectedCallback(): Promise<void> {
    super.connectedCallback();
    this.mails = (await session()).mail;
  }

  private get addresses(): readonly string[] {
    return this.members.flatMap(({ coordinators }) => coordinators.map(({ email }) => email));
  }

  /** To all of them as hidden copies, so that nobody sees who else has not sent. */
  private get letter(): string {
    const text = [
      msg('Hej!'),
      msg(
        str`Omgången är öppen till och med den ${formatDate(this.closes)}. Er självskattning är inte inskickad ännu.`,
      ),
      `${location.origin}/oversikt`,
    ].join('\n\n');
    const subject = msg(str`Påminnelse: självskattningen för ${this.year}`);
    return mailto({ to: '', bcc: this.addresses, subject, text });
  }

  private tell(detail: string): void {
    this.dispatchEvent(new Nudged('nudged', { detail }));
  }

  private async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.addresses.join('; '));
      this.tell(msg(str`Kopierade adresser: ${this.addresses.length}. Klistra in dem som hemlig kopia i ett mejl.`));
    } catch {
      this.tell(msg('Det gick inte att kopiera. Adresserna står i tabellen.'));
    }
  }

  private async send(event: Event): Promise<void> {
    event.preventDefault();
    this.busy = true;
    try {
      const { coordinators, without } = await nudge(this.year, this.text);
      this.errors = [];
      this.open = false;
      const sent =
        coordinators === 1 ? msg('En påminnelse är på väg.') : msg(str`${coordinators} påminnelser är på väg.`);
      this.tell(without.length === 0 ? sent : `${sent} ${msg(str`Utan samordnare: ${without.join(', ')}.`)}`);
    } catch (error) {
      this.errors = errorsOf(error);
      await focusErrors(this);
    }
    this.busy = false;
  }

  override render() {
    const n = this.addresses.length;
    if (n === 0) return nothing;
    if (this.open) return this.renderForm(n);
    return html`<p class="actions">
      ${
        this.mails
          ? html`<button
              class="ds-button"
              @click=${() => {
                this.open = true;
              }}
            >
              ${msg('Påminn med ett mejl')}
            </button>`
          : nothing
      }
      ${this.mails ? nothing : html`<a class="ds-button" href=${this.letter}>${msg('Påminn i ditt mejlprogram')}</a>`}
      <button class="ds-button" data-variant="secondary" @click=${() => this.copy()}>
        ${msg('Kopiera samordnarnas e-postadresser')}
      </button>
    </p>`;
  }

  private renderForm(n: number) {
    return html`<form class="form panel" novalidate @submit=${this.send}>
      ${errorSummary(this.errors, { text: msg('Egna ord') })}
      <p>
        ${msg('Mejlet säger när omgången stänger och att självskattningen inte är inskickad. Det går till samordnarna, högst ett om dagen till var och en.')}
      </p>
      ${textField({
        label: msg('Egna ord (frivilligt)'),
        name: 'text',
        error: errorFor(this.errors, 'text'),
        rows: 3,
        value: this.text,
        input: (text) => {
          this.text = text;
        },
      })}
      <p class="actions">
        <button class="ds-button" ?disabled=${this.busy}>
          ${n === 1 ? msg('Skicka till 1 samordnare') : msg(str`Skicka till ${n} samordnare`)}
        </button>
        ${cancelButton(() => {
          this.open = false;
        })}
      </p>
    </form>`;
  }
}
