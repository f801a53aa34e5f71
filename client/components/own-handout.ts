import { msg } from '@lit/localize';
import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { takeOwnStep } from '../api/assessments.ts';
import { ApiError } from '../api/http.ts';
import { LightElement } from '../page.ts';
import { errorsOf, errorSummary, focusErrors, type Errors } from './form.ts';
import './hand-back.ts';
import type { HandoutState } from './handout-state.ts';

/** What a colleague says of a criterion in hand: that the answer is done, that it was not, or that somebody else knows. */
@customElement('mr-own-handout')
export class OwnHandout extends LightElement {
  @property() assessment = '';
  @property() code = '';
  @property() standing: HandoutState = 'new';
  /** Sends what is written first: false when it is not stored, and then the page says why. */
  @property({ attribute: false }) flush: () => Promise<boolean> = () => Promise.resolve(true);
  @state() private errors: Errors = [];
  @state() private told = '';

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.standing === 'new') void this.open();
  }

  /** Nobody is told that this failed: it is for the coordinator to know, and comes the next time. */
  private async open(): Promise<void> {
    try {
      await takeOwnStep(this.assessment, [this.code], 'opened');
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }

  private async say(to: 'done' | 'undone'): Promise<void> {
    if (!(await this.flush())) return;
    try {
      await takeOwnStep(this.assessment, [this.code], to);
    } catch (error) {
      this.errors = errorsOf(error).map(({ field, message }) =>
        field === 'codes'
          ? { field: '', message: msg('Välj en nivå först. Sedan kan du säga att svaret är klart.') }
          : { field, message },
      );
      return focusErrors(this);
    }
    this.errors = [];
    this.standing = to === 'done' ? 'done' : 'answered';
    this.told =
      to === 'done' ? msg('Svaret är klart. Samordnaren ser det.') : msg('Svaret är inte längre märkt som klart.');
  }

  private renderStanding() {
    switch (this.standing) {
      case 'done':
        return html`<p>
            ${msg('Du har sagt att svaret är klart. Du kan ändra det ändå, tills samordnaren låser självskattningen.')}
          </p>
          <p><button class="link-button" @click=${() => this.say('undone')}>${msg('Det är inte klart')}</button></p>`;
      case 'accepted':
        return html`<p>
          ${msg('Samordnaren har godtagit svaret. Tack! Om du ändrar det läser samordnaren det igen.')}
        </p>`;
      case 'new':
      case 'opened':
      case 'answered':
      case 'returned':
        return html`<p>
          <button class="ds-button" data-variant="secondary" @click=${() => this.say('done')}>
            ${msg('Svaret är klart')}
          </button>
        </p>`;
    }
  }

  override render() {
    return html`<section class="no-print">
      ${errorSummary(this.errors)} ${this.renderStanding()}
      <p class="told" role="status">${this.told}</p>
      <mr-hand-back assessment=${this.assessment} code=${this.code}></mr-hand-back>
    </section>`;
  }
}
