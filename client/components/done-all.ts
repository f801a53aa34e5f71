import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { takeOwnStep } from '../api/assessments.ts';
import { LightElement } from '../page.ts';
import { errorsOf, errorSummary, focusErrors, type Errors } from './form.ts';

/** For a colleague with many criteria: everything that is answered is done, said once. Tells its page by `stepped`. */
@customElement('mr-done-all')
export class DoneAll extends LightElement {
  @property() assessment = '';
  /** Those that are answered and not yet said to be done. */
  @property({ attribute: false }) codes: readonly string[] = [];
  @state() private errors: Errors = [];

  private async say(): Promise<void> {
    try {
      await takeOwnStep(this.assessment, [...this.codes], 'done');
    } catch (error) {
      this.errors = errorsOf(error);
      return focusErrors(this);
    }
    this.dispatchEvent(new CustomEvent('stepped'));
  }

  override render() {
    const n = this.codes.length;
    if (n === 0) return nothing;
    return html`${errorSummary(this.errors)}
      <p class="actions">
        <button class="ds-button" data-variant="secondary" @click=${this.say}>
          ${n === 1 ? msg('Säg att ditt svar är klart') : msg(str`Säg att dina ${n} svar är klara`)}
        </button>
      </p>`;
  }
}
