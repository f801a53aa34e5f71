import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';

/** What a page shows, as files to work on elsewhere. */
export function fileLinks(xlsx: string, csv: string): TemplateResult {
  return html`<p class="quiet no-print">
    <a href=${xlsx} download>${msg('Hämta som Excel')}</a> · <a href=${csv} download>${msg('Hämta som CSV')}</a>
  </p>`;
}
