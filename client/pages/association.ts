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
      return;
    }
    const left = await leftDraftFor(this.target);
    if (left) this.answers = left.draft as AssociationAnswers;
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
  }

  private get draft(): Draft {
    return {
      ...this.target,
      writer: WRITER,
      page: location.pathname,
      base: 0,
      draft: this.answers,
      body: null,
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
    try {
      await answerSurvey(this.params.link ?? '', this.answers);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.waits = error.status === 0;
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
        <p>${msg('Be den som skickade länken om en ny.')}</p>
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
          ${msg('Vi visar hur många föreningar som gav varje svar, om minst fem har svarat. Några svar byts ut av slumpen. Då kan ingen räkna ut vad ni svarade.')}
        </li>
        <li>
          ${msg(str`Frågorna stänger efter ${formatDate(view.closes)}. Då tar vi bort ert svar. Siffrorna finns kvar.`)}
        </li>
        <li>
          ${region ? msg('Delar regionen sitt arbete med andra får de se siffrorna. Regionen får skriva ett svar.') : msg('Delar kommunen sitt arbete med andra får de se siffrorna. Kommunen får skriva ett svar.')}
        </li>
        <li>${msg('Det är frivilligt att svara.')}</li>
      </ul>
      <p class="quiet">${msg(str`Så valdes föreningarna: ${view.chosenBy}`)}</p>
      ${view.state === 'answered' ? html`<p class="ds-alert" data-color="info">${msg('Ni har svarat. Vill ni ändra? Svara då på alla frågor igen.')}</p>` : nothing}
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
    return html`<fieldset class="levels survey-question" aria-describedby="${code}-help">
      <legend>${i + 1}. ${question}</legend>
      <p class="help" id="${code}-help">${help}</p>
      ${error ? html`<p class="field-error">${msg('Välj ett svar.')}</p>` : nothing}
      ${surveyAnswers().map((label, value) => option(String(value), label, value === 0 ? code : undefined))}
      ${option(UNKNOWN, msg('Vet inte'))}
    </fieldset>`;
  }
}
