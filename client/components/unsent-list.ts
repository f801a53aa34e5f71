import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { formatTime } from '../i18n/format.ts';
import { dropDrafts, draftsOf, type Draft } from '../offline/drafts.ts';
import { sendLeftDrafts } from '../offline/send.ts';
import { LightElement } from '../page.ts';
import { keptText } from './kept-text.ts';

/** Told when something of the list has been sent or dropped; carries what is left. */
export class UnsentChange extends CustomEvent<readonly Draft[]> {}

/** What has been written but has not come to the server: where it is, why, and what can be done about it. */
@customElement('mr-unsent-list')
export class UnsentList extends LightElement {
  @property() user = '';
  /** Only what belongs to this assessment; empty for all. */
  @property() within = '';
  @property({ attribute: false }) drafts: readonly Draft[] = [];
  @state() private dropping = '';

  private async reload(): Promise<void> {
    const all = await draftsOf(this.user);
    this.drafts = this.within === '' ? all : all.filter(({ within }) => within === this.within);
    this.dispatchEvent(new UnsentChange('unsent-change', { detail: this.drafts }));
  }

  private async sendAll(): Promise<void> {
    await sendLeftDrafts();
    await this.reload();
  }

  private async drop(draft: Draft): Promise<void> {
    await dropDrafts([draft]);
    this.dropping = '';
    await this.reload();
  }

  override render() {
    if (this.drafts.length === 0) return nothing;
    const sendable = this.drafts.some(({ body, refused }) => body !== null && refused === null);
    return html`<div class="ds-alert" data-color="warning">
      <h2>${msg('Inte skickat ännu')}</h2>
      <p>${msg('Det här har du skrivit, men det har inte kommit fram. Det finns bara här på datorn.')}</p>
      <ul class="plain unsent">
        ${this.drafts.map((draft) => this.renderDraft(draft))}
      </ul>
      ${sendable ? html`<button type="button" class="ds-button" data-size="sm" @click=${() => this.sendAll()}>${msg('Försök skicka nu')}</button>` : nothing}
    </div>`;
  }

  private renderDraft(draft: Draft) {
    const { page, code, kind, at, body, refused, draft: written, writer } = draft;
    const name = kind === 'examples' ? msg('Exempel till skyltfönstret') : code;
    const id = `${page} ${writer}`;
    const why = refused ?? (body === null ? msg('Något saknas, så att det inte går att spara.') : '');
    return html`<li>
      <a href=${page}>${name}</a> <span class="quiet">${msg(str`skrivet ${formatTime(at)}`)}</span> ${why}
      <details class="ds-details">
        <summary>${msg('Visa texten')}</summary>
        <div>
          ${keptText(written)}
          ${
            this.dropping === id
              ? html`<p>
                  ${msg('Texten försvinner.')}
                  <button type="button" class="link-button" @click=${() => this.drop(draft)}>
                    ${msg('Ja, ta bort')}
                  </button>
                  <button
                    type="button"
                    class="link-button"
                    @click=${() => {
                      this.dropping = '';
                    }}
                  >
                    ${msg('Behåll')}
                  </button>
                </p>`
              : html`<button
                  type="button"
                  class="link-button"
                  @click=${() => {
                    this.dropping = id;
                  }}
                >
                  ${msg('Ta bort det som inte är skickat')}
                </button>`
          }
        </div>
      </details>
    </li>`;
  }
}
