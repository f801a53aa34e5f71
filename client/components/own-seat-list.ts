import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { OwnSeats } from '../../server/panels/contract.ts';
import { takeSeat } from '../api/panels.ts';
import { go } from '../router.ts';

/** On Översikt: the person has been named an assessor, and goes to her place. */
export function ownSeatList(seats: OwnSeats): TemplateResult | typeof nothing {
  if (seats.length === 0) return nothing;
  const begin = async (assessment: string) => {
    try {
      await takeSeat(assessment);
    } catch {
      // Taken away meanwhile, or no connection: what is true now is shown.
      location.reload();
      return;
    }
    go('/bedom');
  };
  return html`${seats.map(
    ({ assessment, year, name, left }) =>
      html`<section class="panel">
        <h2>${msg(str`Gemensam bedömning ${year}`)}</h2>
        <p>
          ${msg(str`Du bedömer som ${name}.`)}
          ${left === 0 ? msg('Inget väntar på dig just nu.') : left === 1 ? msg('1 kriterium väntar på dig.') : msg(str`${left} kriterier väntar på dig.`)}
        </p>
        <p><button class="ds-button" @click=${() => begin(assessment)}>${msg('Bedöm')}</button></p>
      </section>`,
  )}`;
}
