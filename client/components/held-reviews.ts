import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { ReviewsHeld } from '../../server/peer-reviews/contract.ts';
import { formatDate } from '../i18n/format.ts';
import { phaseTag } from './review-phase.ts';

/** For SKL: that members review each other, and not what they say. */
export function heldReviews(rows: ReviewsHeld): TemplateResult | typeof nothing {
  if (rows.length === 0) return nothing;
  return html`<section>
    <h2>${msg('Kollegiala granskningar')}</h2>
    <p>
      ${msg('Vilka medlemmar som läser eller har läst en annan medlems självskattning. Vad de skriver syns bara för dem.')}
    </p>
    <div class="table-wrap" tabindex="0" role="region" aria-label=${msg('Kollegiala granskningar')}>
      <table class="ds-table">
        <thead>
          <tr>
            <th scope="col">${msg('Värd')}</th>
            <th scope="col">${msg('Gäst')}</th>
            <th scope="col" class="num">${msg('År')}</th>
            <th scope="col">${msg('Läsning, som längst')}</th>
            <th scope="col">${msg('Läge')}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ host, guest, year, openedOn, endsOn, phase }) =>
              html`<tr>
                <th scope="row">${host.name}</th>
                <td>${guest.name}</td>
                <td class="num">${year}</td>
                <td>${formatDate(openedOn)} – ${formatDate(endsOn)}</td>
                <td>${phaseTag(phase)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}
