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
            ? msg('Svaren är inte skickade. De finns kvar här, och skickas när det finns nät.')
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
    await this.done(msg('Tack! Ert svar är skickat.'));
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
    await this.done(msg('Ni har tackat nej. Ångrar ni er kan ni svara med samma länk.'));
  }

  private async done(told: string): Promise<void> {
    this.waits = false;
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
            ? html`<p>${msg('Ni hade börjat svara här, men svaren blev inte skickade i tid.')}</p>`
            : nothing
        }
        <p>${msg('Undrar ni något? Hör av er till den som skickade länken.')}</p>
      </div>`;
    return html`<div class="reading association">
      ${errorSummary(this.errors)}
      <h1 tabindex="-1">${msg('Vad tycker er förening?')}</h1>
      <p class="told lead" role="status" tabindex="-1">${this.told}</p>
      ${view.mayAnswer ? this.renderForm(view) : this.renderTaken(view)}
    </div>`;
  }

  private renderTaken({ operator }: AssociationView) {
    return html`<p>
      ${msg('Någon har redan svarat med den här länken. Det gjordes på en annan telefon eller dator.')}
      ${msg(str`Är det inte ni? Hör av er till ${operator}.`)}
    </p>`;
  }

  private renderForm(view: AssociationView) {
    const said = Object.keys(this.answers).length;
    const region = view.kind === 'region';
    return html`<p>
        ${msg(str`${view.organisation} vill veta vad föreningar tycker. Det handlar om mänskliga rättigheter.`)}
        ${msg(str`Ni svarar för ${view.name}. Det är ${view.questions.length} frågor.`)}
      </p>
      <ul>
        <li>
          ${region ? msg('Ingen får veta vad just ni svarar. Inte heller regionen.') : msg('Ingen får veta vad just ni svarar. Inte heller kommunen.')}
        </li>
        <li>
          ${msg('Vi visar hur många föreningar som gav varje svar, om minst fem har svarat. Några svar byts ut slumpmässigt. Då kan ingen veta säkert vad ni svarade.')}
        </li>
        <li>
          ${msg(str`Ni kan svara till och med ${formatDate(view.closes)}. Sedan tar vi bort ert svar. Siffrorna finns kvar.`)}
        </li>
        <li>
          ${region ? msg('Om regionen delar sin självskattning får andra se siffrorna. Regionen får skriva ett svar.') : msg('Om kommunen delar sin självskattning får andra se siffrorna. Kommunen får skriva ett svar.')}
        </li>
        <li>${msg('Det är frivilligt att svara.')}</li>
      </ul>
      <p class="quiet">${msg(str`Så valdes föreningarna: ${view.chosenBy}`)}</p>
      ${view.state === 'answered' ? html`<p class="ds-alert" data-color="info">${msg('Ni har svarat. Vill ni ändra? Svara på alla frågor, och skicka igen.')}</p>` : nothing}
      <form novalidate data-saves-itself @submit=${this.submit}>
        ${view.questions.map((question, i) => this.renderQuestion(question, i))}
        <p class="quiet" role="status">${msg(str`${said} av ${view.questions.length} frågor har ett svar.`)}</p>
        <p class="actions">
          <button class="ds-button">${msg('Skicka svaren')}</button>
          ${view.state === 'declined' ? nothing : html`<mr-sure label=${msg('Vi vill inte svara')} question=${msg('Är ni säkra?')} yes=${msg('Ja, tacka nej')} .work=${() => this.decline()}></mr-sure>`}
        </p>
      </form>`;
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
