import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { FeedbackView } from '../../server/catalogues/contract.ts';
import { feedback, markFeedback } from '../api/accounts.ts';
import { formatTime } from '../i18n/format.ts';
import { Page } from '../page.ts';

/** For SKL: what people think of the criteria, and faults in accessibility. */
@customElement('mr-feedback')
export class FeedbackPage extends Page {
  @state() private rows: readonly FeedbackView[] = [];

  override async load(): Promise<void> {
    this.rows = await feedback();
  }

  private async mark({ id, handledAt }: FeedbackView): Promise<void> {
    await markFeedback(id, handledAt === null);
    this.rows = await feedback();
  }

  override render() {
    return html`<div class="reading">
      <h1 tabindex="-1">${msg('Synpunkter')}</h1>
      ${this.rows.length === 0 ? html`<p>${msg('Inga synpunkter ännu. De kommer från ”Tyck till om kriteriet” och från sidan om tillgänglighet.')}</p>` : nothing}
      <ul class="plain">
        ${this.rows.map(
          (row) =>
            html`<li class="panel">
              <h2>
                ${row.about === 'criterion' ? html`<a href="/kriterierna/${row.catalogue}/${row.code}">${msg(str`${row.code}, version ${row.catalogue}`)}</a>` : msg('Tillgänglighet')}${row.handledAt ? html` <span class="ds-tag" data-color="success" data-size="sm">${msg('Hanterad')}</span>` : nothing}
              </h2>
              <p class="quiet">
                ${formatTime(row.createdAt)}${row.replyTo ? html`, ${msg('vill ha svar:')} <a href="mailto:${row.replyTo}">${row.replyTo}</a>` : nothing}
              </p>
              <p class="typed">${row.text}</p>
              <button class="link-button" @click=${() => this.mark(row)}>
                ${row.handledAt ? msg('Markera som ohanterad') : msg('Markera som hanterad')}
              </button>
            </li>`,
        )}
      </ul>
    </div>`;
  }
}
