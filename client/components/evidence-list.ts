import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { EvidenceItem } from '../../server/assessments/contract.ts';
import { formatDate } from '../i18n/format.ts';

/** References to what an answer builds on. */
export function evidenceList(evidence: readonly EvidenceItem[]): TemplateResult | typeof nothing {
  if (evidence.length === 0) return nothing;
  return html`<p class="small"><strong>${msg('Underlag')}</strong></p>
    <ul class="small">
      ${evidence.map(
        ({ title, link, diarienummer, date }) =>
          html`<li>
            ${link ? html`<a href=${link} rel="noreferrer">${title}</a>` : title}${diarienummer ? `, ${diarienummer}` : ''}${date ? `, ${formatDate(date)}` : ''}
          </li>`,
      )}
    </ul>`;
}
