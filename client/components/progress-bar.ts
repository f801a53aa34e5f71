import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Progress } from '../../criteria/progress.ts';

/** How far a person has come, in words and as a bar. Unconfirmed answers are not counted as done. */
export function progressBar({ answered, applicable, notApplicable, toConfirm }: Progress): TemplateResult {
  return html`<div class="progress">
    <progress max=${Math.max(applicable, 1)} value=${answered} aria-label=${msg('Besvarade kriterier')}></progress>
    <p>${msg(str`${answered} av ${applicable} besvarade`)}${notApplicable > 0 ? msg(str`, ${notApplicable} ej aktuella`) : nothing}${toConfirm > 0 ? html`, <strong>${msg(str`${toConfirm} att bekräfta`)}</strong>` : nothing}</p>
  </div>`;
}
