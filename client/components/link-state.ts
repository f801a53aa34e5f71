import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { RegisteredDocument } from '../../server/evidence/contract.ts';

/** What somebody has to do something about: a link that leads nowhere, or a document whose time is out. */
export const needsCare = ({ linkState, expired }: RegisteredDocument): boolean =>
  expired || linkState === 'dead' || linkState === 'failing';

/** What the latest visits to a document's link found; a link that works needs no word. */
export function linkTag({ linkState, linkDetail }: RegisteredDocument): TemplateResult | typeof nothing {
  switch (linkState) {
    case 'dead':
      return html`<span class="ds-tag" data-size="sm" data-color="danger" title=${linkDetail}
        >${msg('Länken fungerar inte')}</span
      >`;
    case 'failing':
      return html`<span class="ds-tag" data-size="sm" data-color="warning" title=${linkDetail}
        >${msg('Länken svarade inte senast')}</span
      >`;
    case 'internal':
      return html`<span class="quiet small">${msg('Internt nät, kontrolleras inte')}</span>`;
    case 'unchecked':
    case 'ok':
    case null:
      return nothing;
  }
}

export const expiredTag = ({ expired, validUntil }: RegisteredDocument, format: (day: string) => string) =>
  expired && validUntil !== null
    ? html`<span class="ds-tag" data-size="sm" data-color="warning"
        >${msg(str`Gällde till ${format(validUntil)}`)}</span
      >`
    : nothing;
