import { msg } from '@lit/localize';
import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { LightElement } from '../page.ts';

let made = 0;

/** Asked once more before something goes that cannot be had back. `said` names it for whoever hears the button alone. */
@customElement('mr-sure')
export class Sure extends LightElement {
  @property() label = '';
  @property() said = '';
  @property() question = '';
  @property() yes = '';
  /** What one comes to the page for. */
  @property({ type: Boolean }) prominent = false;
  @property({ attribute: false }) work!: () => unknown;
  @state() private asked = false;
  private readonly questionId = `sure-${++made}`;

  /** To "Avbryt": whoever presses twice has not said yes. */
  private async ask(): Promise<void> {
    this.asked = true;
    await this.updateComplete;
    this.querySelector<HTMLElement>('[data-no]')?.focus();
  }

  override render() {
    const name = this.said || this.label;
    if (!this.asked)
      return html`<button
        type="button"
        class=${this.prominent ? 'ds-button' : 'link-button'}
        aria-label=${name}
        @click=${() => this.ask()}
      >
        ${this.label}
      </button>`;
    return html`<span class="sure" role="group" aria-label=${name}>
      <span id=${this.questionId}>${this.question}</span>
      <button
        type="button"
        class="link-button"
        aria-describedby=${this.questionId}
        @click=${() => {
          this.asked = false;
          this.work();
        }}
      >
        ${this.yes}
      </button>
      <button
        type="button"
        class="link-button"
        data-no
        aria-describedby=${this.questionId}
        @click=${() => {
          this.asked = false;
        }}
      >
        ${msg('Avbryt')}
      </button>
    </span>`;
  }
}
