import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Progress } from '../../criteria/scoring/progress.ts';

/** How many criteria do not concern the organisation, to follow a count; empty when all do. */
export function notApplicableWords(n: number): string {
  if (n === 0) return '';
  return n === 1 ? msg(', 1 ej aktuellt') : msg(str`, ${n} ej aktuella`);
}

/** How far a person has come, in words and as a bar. Unconfirmed answers are not counted as done. */
export function progressBar({ answered, applicable, notApplicable, toConfirm }: Progress): TemplateResult {
  return html`<div class="progress">
    <progress max=${Math.max(applicable, 1)} value=${answered} aria-label=${msg('Besvarade kriterier')}></progress>
    <p>
      ${msg(str`${answered} av ${applicable} besvarade`)}${notApplicableWords(notApplicable)}${toConfirm > 0 ? html`, <strong>${msg(str`${toConfirm} att bekräfta`)}</strong>` : nothing}
    </p>
  </div>`;
}
