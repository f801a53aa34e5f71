import { msg } from '@lit/localize';
import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { LightElement } from '../page.ts';

/** Asked once more before something goes that cannot be had back. `said` names it for whoever hears the button alone. */
@customElement('mr-sure')
export class Sure extends LightElement {
  @property() label = '';
  @property() said = '';
  @property() question = '';
  @property() yes = '';
  @property({ attribute: false }) work!: () => unknown;
  @state() private asked = false;

  override render() {
    if (!this.asked)
      return html`<button
        class="link-button"
        aria-label=${this.said || this.label}
        @click=${() => {
          this.asked = true;
        }}
      >
        ${this.label}
      </button>`;
    return html`<span class="sure" role="group" aria-label=${this.said || this.label}>
      ${this.question}
      <button
        class="link-button"
        @click=${() => {
          this.asked = false;
          this.work();
        }}
      >
        ${this.yes}
      </button>
      <button
        class="link-button"
        @click=${() => {
          this.asked = false;
        }}
      >
        ${msg('Avbryt')}
      </button>
    </span>`;
  }
}
