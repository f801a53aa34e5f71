import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { SaveStatus } from '../offline/saver.ts';

const clock = new Intl.DateTimeFormat('sv-SE', { timeStyle: 'short' });

/** One quiet line that says where the text is. A screen reader hears it change. */
export function saveStatus(status: SaveStatus): TemplateResult {
  return html`<p class="save-status" role="status" data-kind=${status.kind}>${sentence(status)}</p>`;
}

function sentence(status: SaveStatus): TemplateResult | string {
  switch (status.kind) {
    case 'idle':
      return '';
    case 'saving':
      return msg('Sparar …');
    case 'saved':
      return status.held.length === 0
        ? msg(str`Sparat ${clock.format(status.at)}`)
        : html`${msg('Det som är klart är sparat.')} ${status.held[0]?.message}
          ${msg('Resten finns kvar här på datorn.')}`;
    case 'unsent':
      return status.signedOut
        ? html`<strong>${msg('Inte skickat ännu.')}</strong>
            ${msg('Du har blivit utloggad. Texten finns kvar här på datorn.')}
            <a href="/logga-in?till=${location.pathname}">${msg('Logga in igen')}</a>`
        : html`<strong>${msg('Inte skickat ännu.')}</strong>
            ${msg('Texten finns kvar här och skickas så snart det går.')}`;
    case 'invalid':
      return html`<strong>${msg('Inte sparat.')}</strong> ${msg('Det du skrev finns kvar här på datorn.')}
        ${status.errors[0]?.message}`;
    case 'conflict':
      return html`<strong>${msg('Någon annan har sparat samtidigt.')}</strong>
        ${msg('Välj vilken text som ska gälla.')}`;
    case 'refused':
      return html`<strong>${msg('Inte sparat.')}</strong> ${status.message}
        ${msg('Det du skrev finns kvar här på datorn, så att du kan kopiera det.')}`;
  }
}
