import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { SIGNS } from '../../criteria/scoring/score.ts';

const TEXTS: Record<keyof typeof SIGNS, () => string> = {
  missing: () => msg('uppgift saknas'),
  notApplicable: () => msg('ej aktuellt'),
  withheld: () => msg('visas inte'),
};

/** A sign where a number is missing, with words for whoever hears the page instead of seeing it. */
export function sign(kind: keyof typeof SIGNS): TemplateResult {
  return html`<span aria-hidden="true">${SIGNS[kind].sign}</span><span class="visually-hidden">${TEXTS[kind]()}</span>`;
}
