import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { PanelView } from '../../server/panels/contract.ts';
import { qrCode } from './qr-code.ts';

/** Three digits at a time, as one reads them aloud. */
export const spacedCode = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`;

/** On paper: a slip for each assessor without an account, to cut apart and hand out. */
export function panelSlips({ link, assessors }: PanelView, organisation: string, year: number): TemplateResult {
  return html`<div class="slips print-only">
    ${assessors.flatMap(({ name, code }) =>
      code === null || link === null
        ? []
        : html`<section class="slip">
            ${qrCode(link)}
            <div>
              <p><strong>${name}</strong></p>
              <p>${msg(str`${organisation} bedömer sitt arbete med mänskliga rättigheter ${year}.`)}</p>
              <p>
                ${msg('Rikta telefonens kamera mot rutan, eller skriv adressen:')}<br /><span class="slip-link"
                  >${link}</span
                >
              </p>
              <p>${msg('Er sifferkod:')} <strong class="slip-code">${spacedCode(code)}</strong></p>
            </div>
          </section>`,
    )}
  </div>`;
}
