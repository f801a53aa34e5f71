import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { unsafeSVG } from 'lit/directives/unsafe-svg.js';
import { renderSVG } from 'uqr';
import '../styles/panels.css';

/** An address for a phone's camera. Black on white whatever the colours of the page, or no camera reads it. */
export function qrCode(address: string): TemplateResult {
  return html`<span class="qr" role="img" aria-label=${msg('QR-kod att rikta telefonens kamera mot')}
    >${unsafeSVG(renderSVG(address, { border: 2 }))}</span
  >`;
}
