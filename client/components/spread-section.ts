import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { ResultView } from '../../server/assessments/contract.ts';
import { disagreement } from '../../criteria/scoring/spread.ts';
import type { Spreads } from '../../server/panels/contract.ts';
import { spreadDots } from './spread-dots.ts';

/** In the result, for the organisation itself: what was rated by several, those that differed most first. */
export function spreadSection(spreads: Spreads, criteria: ResultView['criteria']): TemplateResult | typeof nothing {
  if (spreads.length === 0) return nothing;
  const rows = new Map(criteria.map((row) => [row.code, row]));
  return html`<section>
    <h2>${msg('Gemensam bedömning')}</h2>
    <p>
      ${msg('Så många bedömare valde varje nivå, innan ni satte er gemensamma nivå. Den är markerad. Det som skilde sig mest står först. Visas bara för er.')}
    </p>
    <ul class="plain spread-list">
      ${spreads
        .toSorted((a, b) => disagreement(b.spread) - disagreement(a.spread))
        .map(({ code, spread }) => {
          const row = rows.get(code);
          return html`<li>
            <h3><span class="code">${code}</span> ${row?.title ?? ''}</h3>
            ${spreadDots(spread, { own: row?.level ?? null })}
          </li>`;
        })}
    </ul>
  </section>`;
}
