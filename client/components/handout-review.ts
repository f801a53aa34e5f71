import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { acceptHandouts, returnHandout, takeBack } from '../api/assessments.ts';
import { formatDate } from '../i18n/format.ts';
import { LightElement } from '../page.ts';
import { errorFor, errorsOf, errorSummary, focusErrors, textField, type Errors } from './form.ts';
import { handoutTag, type Handout } from './handout-state.ts';

/** Something was decided about a hand-out: the page fetches the assessment anew and says it. */
export class Reviewed extends CustomEvent<string> {}

/** For the coordinator, beside a criterion: who has it, how far it has come, and what to do about it. */
@customElement('mr-handout-review')
export class HandoutReview extends LightElement {
  @property() assessment = '';
  @property({ attribute: false }) handouts: readonly Handout[] = [];
  /** Of the answer that is shown here. */
  @property({ type: Number }) revision = 0;
  /** The own hand-out is finished where it is answered, not reviewed. */
  @property() me = '';
  /** While it is a draft. */
  @property({ type: Boolean }) editable = false;
  /** Whose answer is being asked about. */
  @state() private asking = '';
  @state() private errors: Errors = [];

  private async do(work: () => Promise<void>, told: string): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.errors = errorsOf(error);
      return focusErrors(this);
    }
    this.errors = [];
    this.asking = '';
    this.dispatchEvent(new Reviewed('reviewed', { detail: told }));
  }

  private accept({ userId, name, code }: Handout): Promise<void> {
    return this.do(
      () => acceptHandouts(this.assessment, userId, [{ code, revision: this.revision }]),
      msg(str`Svaret är godtaget. Det var utdelat till ${name}.`),
    );
  }

  private ask(event: Event, { userId, name, code }: Handout): Promise<void> {
    event.preventDefault();
    const question = this.querySelector<HTMLTextAreaElement>('#question')?.value ?? '';
    return this.do(
      () => returnHandout(this.assessment, userId, code, question),
      msg(str`Frågan är skickad till ${name} och står bland kommentarerna.`),
    );
  }

  private renderHandout(row: Handout) {
    const { userId, name, due, state: standing } = row;
    const asked = this.asking === userId;
    return html`<li>
      <p>
        ${name} ${handoutTag(standing)}
        ${due && row.waitsFor === 'colleague' ? html`<span class="quiet small">${msg(str`senast ${formatDate(due)}`)}</span>` : nothing}
      </p>
      ${
        this.editable
          ? html`<p class="also">
              ${row.waitsFor === 'coordinator' && userId !== this.me ? html`<button class="ds-button" data-size="sm" aria-label=${msg(str`Godta svaret, utdelat till ${name}`)} @click=${() => this.accept(row)}>${msg('Godta svaret')}</button>` : nothing}
              ${
                (row.waitsFor === 'coordinator' || standing === 'accepted') && userId !== this.me
                  ? html`<button
                      class="link-button"
                      aria-expanded=${asked ? 'true' : 'false'}
                      aria-label=${msg(str`Fråga om svaret, utdelat till ${name}`)}
                      @click=${() => {
                        this.asking = asked ? '' : userId;
                        this.errors = [];
                      }}
                    >
                      ${msg('Fråga om svaret')}
                    </button>`
                  : nothing
              }
              <button
                class="link-button"
                aria-label=${msg(str`Ta tillbaka från ${name}`)}
                @click=${() =>
                  this.do(
                    () => takeBack(this.assessment, row.code, userId),
                    msg(str`Kriteriet är inte längre utdelat till ${name}. Svaret finns kvar.`),
                  )}
              >
                ${msg('Ta tillbaka')}
              </button>
            </p>`
          : nothing
      }
      ${asked ? this.renderQuestion(row) : nothing}
    </li>`;
  }

  private renderQuestion(row: Handout) {
    return html`<form class="form" novalidate @submit=${(event: Event) => this.ask(event, row)}>
      ${textField({
        label: msg('Vad undrar du?'),
        name: 'question',
        help: msg('Det du skriver blir en kommentar och kan bli allmän handling. Skriv inga personuppgifter.'),
        error: errorFor(this.errors, 'question'),
        rows: 3,
      })}
      <button class="ds-button" data-size="sm" data-variant="secondary">${msg('Skicka tillbaka med frågan')}</button>
    </form>`;
  }

  override render() {
    if (this.handouts.length === 0) return nothing;
    return html`<section class="no-print">
      <h2>${msg('Utdelat till')}</h2>
      ${errorSummary(this.errors, { question: msg('Frågan') })}
      <ul class="plain">
        ${repeat(
          this.handouts,
          ({ userId }) => userId,
          (row) => this.renderHandout(row),
        )}
      </ul>
    </section>`;
  }
}
