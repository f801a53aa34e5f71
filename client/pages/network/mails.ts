import { msg, str } from '@lit/localize';
import { html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { MailStanding } from '../../../server/mail/contract.ts';
import { mailStanding, sendAgain } from '../../api/accounts.ts';
import { ApiError } from '../../api/http.ts';
import { formatDate } from '../../i18n/format.ts';
import { Page } from '../../page.ts';

const STATE: Record<MailStanding['troubled'][number]['state'], () => string> = {
  waiting: () => msg('försöker igen'),
  failed: () => msg('kom inte fram'),
  unsure: () => msg('vet inte'),
};

/** For SKL: how it goes with the service's mail, and what has not come through. */
@customElement('mr-mails')
export class MailsPage extends Page {
  @state() private standing!: MailStanding;
  @state() private told = '';

  override async load(): Promise<void> {
    this.standing = await mailStanding();
  }

  private async again(id: string): Promise<void> {
    try {
      await sendAgain(id);
      this.told = msg('Mejlet skickas igen inom en minut.');
      this.standing = await mailStanding();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.told = error.message;
    }
  }

  override render() {
    const { configured, waiting, sent, troubled } = this.standing;
    return html`<div class="reading">
        <h1 tabindex="-1">${msg('Mejl')}</h1>
        <p class="told" role="status">${this.told}</p>
        ${
          configured
            ? html`<p>
                ${msg(str`${sent} mejl är skickade de senaste sju dagarna. ${waiting} väntar på att skickas.`)}
              </p>`
            : html`<p>
                ${msg('Tjänsten skickar inga mejl. Den som driver den kan ange en mejlserver (SMTP_URL). Till dess lämnas länkar över för hand, med färdig text.')}
              </p>`
        }
      </div>
      ${troubled.length === 0 ? html`<p>${msg('Inget mejl har fastnat.')}</p>` : this.renderTroubled()}`;
  }

  private renderTroubled() {
    return html`<h2>${msg('Har inte kommit fram')}</h2>
      <p>
        ${msg('”Vet inte” betyder att tjänsten stannade medan mejlet lämnades över. Skickar ni igen kan det komma två gånger.')}
      </p>
      <div class="table-wrap" tabindex="0" role="region" aria-label=${msg('Har inte kommit fram')}>
        <table class="ds-table">
          <thead>
            <tr>
              <th scope="col">${msg('Mejl')}</th>
              <th scope="col">${msg('Till')}</th>
              <th scope="col">${msg('Läge')}</th>
              <th scope="col">${msg('Mejlservern svarade')}</th>
              <th scope="col">${msg('Skapat')}</th>
              <th scope="col"><span class="visually-hidden">${msg('Gör')}</span></th>
            </tr>
          </thead>
          <tbody>
            ${this.standing.troubled.map(
              ({ id, name, to, state, problem, day }) =>
                html`<tr>
                  <th scope="row">${name}</th>
                  <td>${to}</td>
                  <td>${STATE[state]()}</td>
                  <td class="small">${problem}</td>
                  <td>${formatDate(day)}</td>
                  <td>
                    <button
                      class="link-button"
                      aria-label=${msg(str`Skicka igen: ${name} till ${to}`)}
                      @click=${() => this.again(id)}
                    >
                      ${msg('Skicka igen')}
                    </button>
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }
}
