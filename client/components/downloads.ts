import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { documentAddress } from '../api/documents.ts';

/** What can be taken to the meeting, or worked on outside the tool. */
export function downloads(assessment: string): TemplateResult {
  return html`<section class="no-print">
    <h2>${msg('Ta med till nämnden')}</h2>
    <dl class="downloads">
      <div>
        <dt>${msg('Tjänsteskrivelse')}</dt>
        <dd>
          ${msg('Förslag till beslut, sammanfattning, åtgärder och alla svar som bilaga.')}
          <span class="actions"
            ><a href=${documentAddress(assessment, 'tjansteskrivelse', 'docx')} download
              >${msg('Tjänsteskrivelse som Word')}</a
            >
            <a href=${documentAddress(assessment, 'tjansteskrivelse', 'pdf')} download
              >${msg('Tjänsteskrivelse som PDF')}</a
            ></span
          >
        </dd>
      </div>
      <div>
        <dt>${msg('Läget på en sida')}</dt>
        <dd>
          ${msg('För den som har en minut: områden, styrkor, luckor och vad som ska beslutas.')}
          <span class="actions"
            ><a href="/resultat/${assessment}/sida">${msg('Visa sidan')}</a>
            <a href=${documentAddress(assessment, 'laget-pa-en-sida', 'docx')} download>${msg('Sidan som Word')}</a>
            <a href=${documentAddress(assessment, 'laget-pa-en-sida', 'pdf')} download>${msg('Sidan som PDF')}</a></span
          >
        </dd>
      </div>
    </dl>
  </section>`;
}
