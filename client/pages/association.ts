import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { AssociationAnswers, AssociationView } from '../../server/surveys/contract.ts';
import { ApiError } from '../api/http.ts';
import { answerSurvey, association, declineSurvey } from '../api/surveys.ts';
import { surveyAnswers } from '../components/civil-society.ts';
import { errorFor, errorSummary, focusErrors, type Errors } from '../components/form.ts';
import '../components/sure.ts';
import { formatDate } from '../i18n/format.ts';
import { dropDrafts, keepDraft, leftDraftFor, WRITER, type Draft, type Target } from '../offline/drafts.ts';
import { Page } from '../page.ts';
import '../styles/panels.css';

/** How long until it is tried again to send what is said to be sent. */
const AGAIN_MS = 10_000;
/** "Vet inte", as a value of a radio button. */
const UNKNOWN = 'vet-inte';

/** An association answers about ten questions in easy Swedish. What is chosen stays on the device until it has been sent. */
@customElement('mr-association')
export class AssociationPage extends Page {
  @state() private view: AssociationView | undefined;
  @state() private answers: AssociationAnswers = {};
  @state() private errors: Errors = [];
  @state() private told = '';
  /** Sent as soon as there is a connection, since the person has said so. */
  @state() private waits = false;
  /** Has answered or declined, and wants to answer once more. */
  @state() private again = false;
  private retry: ReturnType<typeof setTimeout> | undefined;

  private get target(): Target {
    const link = this.params.link ?? '';
    return { userId: `förening ${link}`, within: link, code: 'svar', kind: 'associations' };
  }

  override async load(): Promise<void> {
    this.heading = msg('Vad tycker er förening?');
    try {
      this.view = await association(this.params.link ?? '');
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 404) throw error;
      this.told = error.message;
    }
    const left = await leftDraftFor(this.target);
    if (!left) return;
    this.answers = left.draft as AssociationAnswers;
    // Said to be sent, when there was no connection.
    this.waits = left.body !== null && this.view !== undefined;
    if (this.waits) this.retry = setTimeout(this.online, 500);
  }

  private readonly online = (): void => {
    if (this.waits) void this.send();
  };

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('online', this.online);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('online', this.online);
    clearTimeout(this.retry);
  }

  private get draft(): Draft {
    return {
      ...this.target,
      writer: WRITER,
      page: location.pathname,
      base: 0,
      draft: this.answers,
      body: this.waits ? this.answers : null,
      refused: null,
      at: new Date().toISOString(),
    };
  }

  private choose(code: string, value: string): void {
    this.answers = { ...this.answers, [code]: value === UNKNOWN ? null : Number(value) };
    this.errors = this.errors.filter(({ field }) => field !== code);
    void keepDraft(this.draft);
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const missing = (this.view?.questions ?? []).filter(({ code }) => !(code in this.answers));
    if (missing.length > 0) {
      this.errors = missing.map(({ code, question }) => ({
        field: code,
        message: msg(str`Svara på frågan: ${question}`),
      }));
      await focusErrors(this);
      return;
    }
    await this.send();
  }

  private async send(): Promise<void> {
    clearTimeout(this.retry);
    try {
      await answerSurvey(this.params.link ?? '', this.answers);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.waits = error.status === 0;
      // Kept as said to be sent, also over a closed page; and a connection does not always say that it is back.
      await keepDraft(this.draft);
      if (this.waits) this.retry = setTimeout(this.online, AGAIN_MS);
      this.errors = [
        {
          field: '',
          message: this.waits
            ? msg(
                'Svaren är inte skickade. Det finns inget nät. Låt sidan vara öppen, så skickas de när nätet kommer tillbaka. Har ni stängt sidan? Öppna länken igen.',
              )
            : error.message,
        },
      ];
      await focusErrors(this);
      return;
    }
    const left = await leftDraftFor(this.target);
    await dropDrafts([this.draft, ...(left ? [left] : [])]);
    // What is asked for again is answered anew: what was chosen is told to nobody, also not to the next who looks here.
    this.answers = {};
    await this.done(msg('Tack! Vi har fått era svar. Nu är ni klara.'));
  }

  private async decline(): Promise<void> {
    try {
      await declineSurvey(this.params.link ?? '');
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.errors = [{ field: '', message: error.message }];
      await focusErrors(this);
      return;
    }
    await this.done(msg('Vi har noterat att ni inte vill svara. Ångrar ni er? Öppna länken igen.'));
  }

  private async done(told: string): Promise<void> {
    this.waits = false;
    this.again = false;
    this.errors = [];
    this.told = told;
    this.view = await association(this.params.link ?? '').catch(() => this.view);
    await this.updateComplete;
    this.querySelector<HTMLElement>('.told')?.focus();
    scrollTo(0, 0);
  }

  protected override updated(_changed: PropertyValues): void {
    for (const radio of this.querySelectorAll<HTMLInputElement>('input[type="radio"]')) {
      const answer = this.answers[radio.name];
      radio.checked = answer === null ? radio.value === UNKNOWN : String(answer) === radio.value;
    }
  }

  override render() {
    const { view } = this;
    if (!view)
      return html`<div class="reading">
        <h1 tabindex="-1">${msg('Vad tycker er förening?')}</h1>
        <p>${this.told}</p>
        ${
          Object.keys(this.answers).length > 0
            ? html`<p>${msg('Ni hade börjat svara här, men svaren blev inte skickade.')}</p>`
            : nothing
        }
        <p>${msg('Undrar ni något? Hör av er till den som skickade länken.')}</p>
      </div>`;
    return html`<div class="reading association">
      ${errorSummary(this.errors)}
      <h1 tabindex="-1">${msg('Vad tycker er förening?')}</h1>
      <p class="told lead" role="status" tabindex="-1">${this.told}</p>
      ${view.mayAnswer ? this.renderAnswering(view) : this.renderTaken(view)}
    </div>`;
  }

  private renderTaken({ operator }: AssociationView) {
    return html`<p>
      ${msg('Någon har redan svarat med den här länken. Det gjordes på en annan telefon eller dator.')}
      ${msg(str`Är det inte ni? Skicka er länk till ${operator} och berätta. Då tas svaret bort, och ni får en ny länk.`)}
    </p>`;
  }

  /** Whoever has answered is done; the questions come back when they are asked for. */
  private renderAnswering(view: AssociationView) {
    if (view.state === 'invited' || this.again || Object.keys(this.answers).length > 0) return this.renderForm(view);
    return html`<p>${view.state === 'answered' ? msg('Ni har svarat.') : msg('Ni har valt att inte svara.')}</p>
      <p class="actions">
        <button
          class="ds-button"
          data-variant="secondary"
          @click=${() => {
            this.again = true;
            this.told = '';
            void this.toHeading();
          }}
        >
          ${view.state === 'answered' ? msg('Ändra svaren') : msg('Svara på frågorna')}
        </button>
      </p>`;
  }

  private renderForm(view: AssociationView) {
    const said = Object.keys(this.answers).length;
    const region = view.kind === 'region';
    return html`<p>
        ${msg(str`${view.organisation} vill veta vad föreningar tycker. Det handlar om mänskliga rättigheter.`)}
        ${msg(str`Ni svarar för ${view.name}. Det är ${view.questions.length} frågor. En person svarar för hela föreningen.`)}
      </p>
      <ul>
        <li>
          ${region ? msg('Regionen kan se om ni har svarat. Regionen kan inte se vad ni har svarat.') : msg('Kommunen kan se om ni har svarat. Kommunen kan inte se vad ni har svarat.')}
        </li>
        <li>
          ${msg('Vi visar bara hur många som valde varje svar. Färre än fem svar på en fråga visas inte. En dator byter ut några svar med lottning. Det skyddar er.')}
        </li>
        <li>
          ${msg(str`Sista dagen att svara är ${formatDate(view.closes)}. Sedan räknas alla svar ihop. Då tas era egna svar bort.`)}
        </li>
        <li>
          ${region ? msg('Regionen kan välja att visa resultatet för andra. Regionen får skriva vad den tycker om resultatet.') : msg('Kommunen kan välja att visa resultatet för andra. Kommunen får skriva vad den tycker om resultatet.')}
        </li>
        <li>${msg('Det är frivilligt att svara.')}</li>
      </ul>
      <p class="quiet">${msg(str`Så valdes föreningarna: ${view.chosenBy}`)}</p>
      ${view.state === 'answered' ? html`<p class="ds-alert" data-color="info">${msg('Frågorna är tomma. Ingen ska kunna se vad ni svarade förut. Svara på alla frågor igen.')}</p>` : nothing}
      <p>${msg('Svara vad ni tycker. Det finns inga rätta svar. Vet ni inte? Välj Vet inte.')}</p>
      <form novalidate data-saves-itself @submit=${this.submit}>
        ${view.questions.map((question, i) => this.renderQuestion(question, i))}
        <p class="quiet" role="status">${msg(str`Ni har svarat på ${said} av ${view.questions.length} frågor.`)}</p>
        <p class="actions">
          <button class="ds-button">${msg('Skicka svaren')}</button>
          ${this.renderDeclining(view)}
        </p>
      </form>`;
  }

  private renderDeclining({ state: now }: AssociationView) {
    if (now === 'declined') return nothing;
    return now === 'answered'
      ? html`<mr-sure
          label=${msg('Ta bort våra svar')}
          question=${msg('Vill ni ta bort era svar?')}
          yes=${msg('Ta bort')}
          .work=${() => this.decline()}
        ></mr-sure>`
      : html`<mr-sure
          label=${msg('Vi vill inte svara')}
          question=${msg('Vill ni låta bli att svara?')}
          yes=${msg('Låt bli att svara')}
          .work=${() => this.decline()}
        ></mr-sure>`;
  }

  private renderQuestion({ code, question, help }: AssociationView['questions'][number], i: number) {
    const error = errorFor(this.errors, code);
    const option = (value: string, label: string, id?: string) =>
      html`<label class="level"
        ><input
          type="radio"
          id=${id ?? nothing}
          name=${code}
          value=${value}
          @change=${() => {
            this.choose(code, value);
          }}
        /><span>${label}</span></label
      >`;
    return html`<fieldset
      class="levels survey-question"
      aria-describedby=${error ? `${code}-fault ${code}-help` : `${code}-help`}
    >
      <legend>${i + 1}. ${question}</legend>
      <p class="help" id="${code}-help">${help}</p>
      ${error ? html`<p class="field-error" id="${code}-fault">${msg('Välj ett svar.')}</p>` : nothing}
      ${surveyAnswers().map((label, value) => option(String(value), label, value === 0 ? code : undefined))}
      ${option(UNKNOWN, msg('Vet inte'))}
    </fieldset>`;
  }
}
