import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { LEVELS } from '../../criteria/model.ts';
import { assessorsIn, spreadWords, type Spread } from '../../criteria/scoring/spread.ts';
import { formatList } from '../i18n/format.ts';
import '../styles/panels.css';

/** The spread in words: how many, between which levels, and what most chose. */
export function spreadSentence(spread: Spread): string {
  const n = assessorsIn(spread);
  const { low, high, most } = spreadWords(spread);
  if (low === high) return msg(str`Alla ${n} valde nivå ${low}.`);
  const top = formatList(most.map(String));
  return msg(str`${n} bedömare, från nivå ${low} till ${high}. Flest valde ${top}.`);
}

/** One dot for each assessor, beside the level that was chosen. `own` is the level that was decided. */
export function spreadDots(
  spread: Spread,
  { names, own }: { readonly names?: readonly string[]; readonly own?: number | null } = {},
): TemplateResult {
  return html`<figure class="spread">
    <figcaption>${spreadSentence(spread)}</figcaption>
    <ol class="spread-rows plain" start="0">
      ${LEVELS.map((level) => {
        const count = spread[level] ?? 0;
        return html`<li data-own=${own === level ? 'true' : nothing}>
          <span class="spread-level"
            >${level}${names ? html` <span class="quiet">${names[level]}</span>` : nothing}</span
          >
          <span class="dots" aria-hidden="true"
            >${Array.from({ length: count }, () => html`<span class="dot"></span>`)}</span
          >
          <span class="spread-count">${count}<span class="visually-hidden"> ${msg('bedömare')}</span></span>
        </li>`;
      })}
    </ol>
  </figure>`;
}
