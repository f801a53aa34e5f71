import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { InvitationLink } from '../../server/accounts/contract.ts';
import { formatDate } from '../i18n/format.ts';

/** A link that lets someone in, shown once to the person who made it. */
export function secretLink({ link, validFrom, expiresAt }: InvitationLink, name: string): TemplateResult {
  const later = new Date(validFrom).getTime() > Date.now();
  const select = (event: Event) => {
    (event.target as HTMLInputElement).select();
  };
  const copy = (event: Event) => {
    const button = event.currentTarget as HTMLButtonElement;
    void navigator.clipboard.writeText(link).then(() => {
      button.textContent = msg('Kopierad');
    });
  };
  return html`<div class="ds-alert secret-link" data-color="success" tabindex="-1">
    <h2>${msg(str`Länk till ${name}`)}</h2>
    <p>
      ${msg('Skicka länken till personen. Den visas bara nu. Den som har länken kan välja lösenord.')}
      ${later ? msg(str`Den börjar gälla ${formatDate(validFrom)}, eller när en annan samordnare bekräftar.`) : ''}
      ${msg(str`Den går ut ${formatDate(expiresAt)}.`)}
    </p>
    <div class="field">
      <label for="secret-link">${msg('Länk')}</label
      ><input class="ds-input" id="secret-link" readonly .value=${link} @focus=${select} />
    </div>
    <button class="ds-button" data-variant="secondary" data-size="sm" @click=${copy}>${msg('Kopiera')}</button>
  </div>`;
}
