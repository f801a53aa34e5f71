import { msg } from '@lit/localize';
import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { DocumentView } from '../../server/documents/contract.ts';
import { documentAddress, glance } from '../api/documents.ts';
import { documentView } from '../components/document-view.ts';
import { Page } from '../page.ts';

/** "Läget på en sida", for whoever decides and has one minute. */
@customElement('mr-glance')
export class GlancePage extends Page {
  private document!: DocumentView;

  override async load(): Promise<void> {
    this.document = await glance(this.params.id ?? '');
    this.heading = this.document.title;
  }

  override render() {
    const id = this.params.id ?? '';
    return html`<h1 tabindex="-1" lang="sv">${this.document.title}</h1>
      <p class="actions no-print">
        <a class="ds-button" data-variant="secondary" href=${documentAddress(id, 'laget-pa-en-sida', 'pdf')} download
          >${msg('Hämta som PDF')}</a
        >
        <a href="/resultat/${id}">${msg('Hela resultatet')}</a>
      </p>
      ${documentView(this.document)}`;
  }
}
