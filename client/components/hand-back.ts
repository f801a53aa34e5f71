import { msg } from '@lit/localize';
import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { handBack } from '../api/assessments.ts';
import { LightElement } from '../page.ts';
import { go } from '../router.ts';
import { errorFor, errorsOf, errorSummary, focusErrors, textField, type Errors } from './form.ts';

/** For a colleague who cannot answer, or got what was meant for somebody else. */
@customElement('mr-hand-back')
export class HandBack extends LightElement {
  @property() assessment = '';
  @property() code = '';
  @state() private errors: Errors = [];

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const reason = this.querySelector('textarea')?.value ?? '';
    try {
      await handBack(this.assessment, this.code, reason);
      go('/oversikt');
    } catch (error) {
      this.errors = errorsOf(error).map((each) => ({ ...each, field: 'handback' }));
      await focusErrors(this);
    }
  }

  override render() {
    return html`<details class="ds-details">
      <summary>${msg('Kan du inte svara?')}</summary>
      <div>
        <form class="form" novalidate @submit=${this.submit}>
          ${errorSummary(this.errors)}
          ${textField({
            label: msg('Varför, och vem kan i stället?'),
            name: 'handback',
            help: msg(
              'Samordnaren läser det som en kommentar. Kriteriet försvinner från din lista, och det du har svarat finns kvar.',
            ),
            error: errorFor(this.errors, 'handback'),
            rows: 2,
          })}
          <button class="ds-button" data-variant="secondary">${msg('Lämna tillbaka')}</button>
        </form>
      </div>
    </details>`;
  }
}
