import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';

/** The questions that one has, to print or to write in at a meeting without screens. */
export function bookletLinks(assessment: string, label: string): TemplateResult {
  const address = (format: string) => `/api/v1/assessments/${assessment}/booklet.${format}`;
  return html`<p class="quiet no-print">
    ${label} <a href=${address('docx')} download>${msg('Häfte som Word')}</a> ·
    <a href=${address('pdf')} download>${msg('Häfte som PDF')}</a>
  </p>`;
}
