import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { InvitationLink } from '../../server/accounts/contract.ts';
import { formatDate } from '../i18n/format.ts';
import { mailto } from './mail-to.ts';

const select = (event: Event) => {
  (event.target as HTMLInputElement).select();
};

const copying = (text: string) => (event: Event) => {
  const button = event.currentTarget as HTMLButtonElement;
  void navigator.clipboard.writeText(text).then(() => {
    button.textContent = msg('Kopierad');
  });
};

/** A link that lets someone in, shown once to the person who made it, and how it comes to whoever it is for. */
export function secretLink(made: InvitationLink, name: string): TemplateResult {
  const { link, validFrom, expiresAt, mailed, letter } = made;
  const later = new Date(validFrom).getTime() > Date.now();
  return html`<div class="ds-alert secret-link" data-color="success" tabindex="-1">
    <h2>${msg(str`Länk till ${name}`)}</h2>
    <p>
      ${mailed ? msg(str`Ett mejl med en egen länk är på väg till ${letter.to}. Du kan också lämna över den här länken. Den visas bara nu.`) : msg('Skicka länken till personen. Den visas bara nu. Den som har länken kan välja lösenord.')}
      ${later ? msg(str`Den börjar gälla ${formatDate(validFrom)}, eller när begäran bekräftas.`) : ''}
      ${msg(str`Den går ut ${formatDate(expiresAt)}.`)}
    </p>
    <div class="field">
      <label for="secret-link">${msg('Länk')}</label
      ><input class="ds-input" id="secret-link" readonly .value=${link} @focus=${select} />
    </div>
    <p class="actions">
      <button class="ds-button" data-variant="secondary" data-size="sm" @click=${copying(link)}>
        ${msg('Kopiera')}
      </button>
      ${mailed ? nothing : html`<a class="ds-button" data-variant="secondary" data-size="sm" href=${mailto(letter)}>${msg('Skriv i ditt mejlprogram')}</a>`}
    </p>
    ${
      mailed
        ? nothing
        : html`<details class="ds-details">
            <summary>${msg('Text att skicka')}</summary>
            <div>
              <pre class="ready-text">${letter.text}</pre>
              <button class="ds-button" data-variant="secondary" data-size="sm" @click=${copying(letter.text)}>
                ${msg('Kopiera texten')}
              </button>
            </div>
          </details>`
    }
  </div>`;
}
