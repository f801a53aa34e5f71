import { paragraphSign } from '../../criteria/paragraph.ts';
import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { everyCriterion, supportCode, type Catalogue } from '../../criteria/model.ts';
import type { AssessmentView, Decision } from '../../server/assessments/contract.ts';
import type { PanelView } from '../../server/panels/contract.ts';
import { assessment, catalogue, mask, takeStep } from '../api/assessments.ts';
import type { FieldError } from '../api/http.ts';
import { panel } from '../api/panels.ts';
import { signedIn, type SignedIn } from '../api/session.ts';
import { lacksEvidence, progressOver, shownCriteria } from '../components/answer-state.ts';
import { errorFor, errorsOf, errorSummary, field, focusErrors, type Errors } from '../components/form.ts';
import { progressBar } from '../components/progress-bar.ts';
import { formatDate, formatTime } from '../i18n/format.ts';
import type { FindingsLeft } from '../components/finding-list.ts';
import '../components/finding-list.ts';
import '../components/unsent-list.ts';
import type { UnsentChange } from '../components/unsent-list.ts';
import { draftsOf, type Draft } from '../offline/drafts.ts';
import { Page } from '../page.ts';

const SHARING: Record<Decision['maxSharing'], () => string> = {
  none: () => msg('Beslutet tillåter inte att vi delar'),
  statistik: () => msg('Högst som statistik: vi syns bara i sammanställningar'),
  natverket: () => msg('Högst med nätverket: vi syns med namn för andra medlemmar'),
  oppet: () => msg('Öppet: vem som helst får se resultatet'),
};

const LABELS = (): Record<string, string> => ({
  body: msg('Organet'),
  date: msg('Beslutsdatumet'),
  paragraph: msg('Paragrafen'),
  diarienummer: msg('Diarienumret'),
  maxSharing: msg('Delning'),
  reason: msg('Orsaken'),
  fragment: msg('Texten'),
  code: msg('Kriteriet'),
});

/** From draft to decision: freeze, register what the body decided, or open again. */
@customElement('mr-decision')
export class DecisionPage extends Page {
  @state() private view!: AssessmentView;
  @state() private errors: Errors = [];
  @state() private open: 'none' | 'lock' | 'reopen' | 'mask' = 'none';
  @state() private told = '';
  /** What this person has written in the assessment that has not been sent: it would not be in what is locked. */
  @state() private unsent: readonly Draft[] = [];
  /** How many contradictions and gaps nobody has looked at. */
  @state() private findingsLeft = 0;
  private user!: SignedIn;
  private panel: PanelView | null = null;
  private catalogue!: Catalogue;
  private form: Record<string, string> = {};

  override async load(): Promise<void> {
    this.user = await signedIn();
    await this.reload();
    this.catalogue = await catalogue(this.view.catalogue);
    if (this.coordinator) this.panel = await panel(this.view.id);
    this.heading = msg(str`Beslut om självskattning ${this.view.year}`);
  }

  private async reload(): Promise<void> {
    this.view = await assessment(this.params.id ?? '', { fresh: true });
    this.unsent = (await draftsOf(this.user.id)).filter(({ within }) => within === this.view.id);
  }

  private async step(event: Event | null, work: () => Promise<void>, told: string): Promise<void> {
    event?.preventDefault();
    try {
      await work();
      await this.reload();
      this.errors = [];
      this.open = 'none';
      this.told = told;
      await this.toHeading();
    } catch (error) {
      this.errors = errorsOf(error).map((row): FieldError => ({ ...row, field: row.field.replace(/^decision\./, '') }));
      await focusErrors(this);
    }
  }

  private readonly input = (event: Event) => {
    const { id, name, value } = event.target as HTMLInputElement;
    this.form[name || id] = value;
  };

  private get coordinator(): boolean {
    return this.user.role === 'coordinator';
  }

  override render() {
    const { view } = this;
    return html`<div class="reading">
      ${errorSummary(this.errors, LABELS())}
      <h1 tabindex="-1">${msg(str`Beslut om självskattning ${view.year}`)}</h1>
      <p class="told" role="status">${this.told}</p>
      ${view.state === 'draft' ? this.renderDraft() : view.state === 'ready' ? this.renderReady() : this.renderAdopted()}
      <p>
        <a href="/sjalvskattning/${view.id}">${msg('Alla kriterier')}</a> ·
        <a href="/resultat/${view.id}">${msg('Resultat')}</a>
      </p>
    </div>`;
  }

  private renderDraft() {
    const answers = new Map(this.view.answers.map((answer) => [answer.code, answer]));
    const criteria = shownCriteria(this.catalogue, this.view);
    const progress = progressOver(criteria, answers);
    const open = progress.applicable - progress.answered;
    const bare = criteria.filter(({ code }) => lacksEvidence(answers.get(code))).length;
    if (!this.coordinator)
      return html`<p>${msg('Självskattningen är ett utkast. Samordnaren låser den när den är klar för beslut.')}</p>`;
    const list = (filter: string) => `/sjalvskattning/${this.view.id}?visa=${filter}`;
    const left = open - progress.toConfirm;
    return html`${progressBar(progress)}
      <h2>${msg('Innan ni låser')}</h2>
      <ul>
        ${progress.toConfirm > 0 ? html`<li><strong>${msg(str`${progress.toConfirm} svar från förra året är inte bekräftade.`)}</strong> <a href=${list('confirm')}>${msg('Bekräfta eller ändra dem först')}</a>.</li>` : nothing}
        <li>
          ${left > 0 ? html`<a href=${list('open')}>${left === 1 ? msg('1 kriterium är obesvarat') : msg(str`${left} kriterier är obesvarade`)}</a>. ${msg('De räknas inte som noll, men index blir ofullständigt om färre än 80 procent är besvarade.')}` : msg('Alla kriterier är besvarade.')}
        </li>
        <li>
          ${bare > 0 ? html`<a href=${list('bare')}>${bare === 1 ? msg('1 svar på nivå 2 eller högre saknar underlag') : msg(str`${bare} svar på nivå 2 eller högre saknar underlag`)}</a>. ${msg('Det sänker inte nivån men det syns.')}` : msg('Alla svar på nivå 2 eller högre har underlag.')}
        </li>
      </ul>
      ${this.renderPanel()} ${this.renderFindings(true)}
      <p>
        ${msg('När ni låser kan ingen ändra svaren. Det låsta innehållet får en kontrollsumma, så att det går att visa vad beslutet gällde. Ni kan öppna igen fram till beslutet.')}
      </p>
      <mr-unsent-list
        user=${this.user.id}
        within=${this.view.id}
        .drafts=${this.unsent}
        @unsent-change=${(event: UnsentChange) => {
          this.unsent = event.detail;
        }}
      ></mr-unsent-list>
      ${this.unsent.length > 0 ? html`<p>${msg('Skicka, gör klart eller ta bort det först. Annars kommer det inte med i det som låses.')}</p>` : this.renderLock(left)}`;
  }

  /** What the assessors have rated goes at locking: said before, since it cannot be had back. */
  private renderPanel() {
    const { panel } = this;
    if (!panel || panel.ended) return nothing;
    const open = panel.criteria.filter(({ closed }) => !closed).length;
    return html`<p class="ds-alert" data-color="info">
      ${msg('Den gemensamma bedömningen avslutas när ni låser. Vad var och en har valt raderas för gott, och hur många som valde varje nivå sparas.')}
      ${open === 0 ? nothing : open === 1 ? msg('1 kriterium är fortfarande öppet för bedömning.') : msg(str`${open} kriterier är fortfarande öppna för bedömning.`)}
      <a href="/sjalvskattning/${this.view.id}/gemensam">${msg('Till den gemensamma bedömningen')}</a>
    </p>`;
  }

  private renderFindings(editable: boolean) {
    return html`<mr-finding-list
      assessment=${this.view.id}
      .catalogue=${this.catalogue}
      ?editable=${editable}
      @findings-left=${(event: FindingsLeft) => {
        this.findingsLeft = event.detail;
      }}
    ></mr-finding-list>`;
  }

  /** With criteria unanswered the person is asked once more: the button is easy to press too early. */
  private renderLock(left: number) {
    const lock = () =>
      this.step(
        null,
        () => takeStep(this.view.id, { to: 'ready' }),
        msg('Självskattningen är låst och klar för beslut.'),
      );
    if (this.open !== 'lock')
      return html`<button
        class="ds-button"
        @click=${() => {
          if (left === 0 && this.findingsLeft === 0) return lock();
          this.open = 'lock';
          return undefined;
        }}
      >
        ${msg('Lås och gör klar för beslut')}
      </button>`;
    return html`<div class="ds-alert" data-color="warning">
      <p>
        ${left === 1 ? msg('1 kriterium är obesvarat.') : left > 1 ? msg(str`${left} kriterier är obesvarade.`) : nothing}
        ${this.findingsLeft === 1 ? msg('1 motsägelse eller lucka är inte sedd över.') : this.findingsLeft > 1 ? msg(str`${this.findingsLeft} motsägelser och luckor är inte sedda över.`) : nothing}
        ${msg('Vill ni låsa ändå?')}
      </p>
      <p class="actions">
        <button class="ds-button" @click=${lock}>${msg('Ja, lås')}</button>
        <button
          class="ds-button"
          data-variant="secondary"
          @click=${() => {
            this.open = 'none';
          }}
        >
          ${msg('Nej, vänta')}
        </button>
      </p>
    </div>`;
  }

  private renderReady() {
    const { view } = this;
    return html`<p class="ds-alert" data-color="info">
        ${msg(str`Låst ${formatTime(view.frozenAt ?? view.updatedAt)}. Ta med resultatet till nämnden eller styrelsen och registrera beslutet här.`)}
      </p>
      <p class="hash">${msg('Kontrollsumma för det som beslutet gäller:')} <code>${view.hash}</code></p>
      <p><a href="/resultat/${view.id}">${msg('Visa och skriv ut resultatet')}</a></p>
      <form
        class="form"
        novalidate
        @input=${this.input}
        @submit=${(event: Event) => this.step(event, () => takeStep(view.id, { to: 'adopted', hash: view.hash ?? '', decision: this.decision() }), msg('Beslutet är registrerat. Självskattningen är fastställd.'))}
      >
        <h2>${msg('Registrera beslutet')}</h2>
        ${field({ label: msg('Vilket organ har beslutat?'), name: 'body', help: msg('Till exempel kommunstyrelsen.'), error: errorFor(this.errors, 'body'), control: html`<input class="ds-input" id="body" aria-describedby="body-help" autocomplete="off" />` })}
        ${field({ label: msg('Beslutsdatum'), name: 'date', error: errorFor(this.errors, 'date'), control: html`<input class="ds-input short" type="date" id="date" />` })}
        ${field({ label: msg('Paragraf i protokollet'), name: 'paragraph', error: errorFor(this.errors, 'paragraph'), control: html`<input class="ds-input short" id="paragraph" autocomplete="off" />` })}
        ${field({ label: msg('Diarienummer'), name: 'diarienummer', error: errorFor(this.errors, 'diarienummer'), control: html`<input class="ds-input" id="diarienummer" autocomplete="off" />` })}
        <fieldset class="options" id="maxSharing" tabindex="-1">
          <legend>${msg('Hur mycket tillåter beslutet att ni delar?')}</legend>
          ${errorFor(this.errors, 'maxSharing') ? html`<p class="field-error">${errorFor(this.errors, 'maxSharing')}</p>` : nothing}
          ${(Object.keys(SHARING) as Decision['maxSharing'][]).map((each) => html`<label><input type="radio" name="maxSharing" value=${each} /> <span>${SHARING[each]()}</span></label>`)}
        </fieldset>
        <button class="ds-button">${msg('Registrera beslutet')}</button>
      </form>
      ${this.renderFindings(false)} ${this.coordinator ? this.renderReopen() : nothing}`;
  }

  private decision(): Decision {
    const { body = '', date = '', paragraph = '', diarienummer = '', maxSharing = '' } = this.form;
    return { body, date, paragraph, diarienummer, maxSharing: maxSharing as Decision['maxSharing'] };
  }

  private renderReopen() {
    if (this.open !== 'reopen')
      return html`<p>
        <button
          class="link-button"
          @click=${() => {
            this.open = 'reopen';
          }}
        >
          ${msg('Öppna självskattningen igen')}
        </button>
      </p>`;
    return html`<form
      class="form panel"
      novalidate
      @input=${this.input}
      @submit=${(event: Event) => this.step(event, () => takeStep(this.view.id, { to: 'draft', reason: this.form.reason ?? '' }), msg('Självskattningen är ett utkast igen.'))}
    >
      <h2>${msg('Öppna självskattningen igen')}</h2>
      ${field({ label: msg('Varför öppnas den?'), name: 'reason', help: msg('Sparas i loggen.'), error: errorFor(this.errors, 'reason'), control: html`<textarea class="ds-input" id="reason" rows="2" aria-describedby="reason-help"></textarea>` })}
      <button class="ds-button" data-variant="secondary">${msg('Öppna igen')}</button>
    </form>`;
  }

  private renderAdopted() {
    const { view } = this;
    const decision = view.decision;
    if (!decision) return nothing;
    return html`<dl class="facts">
        <div>
          <dt>${msg('Beslutat av')}</dt>
          <dd>${decision.body}</dd>
        </div>
        <div>
          <dt>${msg('Datum')}</dt>
          <dd>${formatDate(decision.date)}</dd>
        </div>
        <div>
          <dt>${msg('Paragraf')}</dt>
          <dd>${paragraphSign(decision.paragraph)}</dd>
        </div>
        <div>
          <dt>${msg('Diarienummer')}</dt>
          <dd>${decision.diarienummer}</dd>
        </div>
        <div>
          <dt>${msg('Delning')}</dt>
          <dd>${SHARING[decision.maxSharing]()}</dd>
        </div>
        <div>
          <dt>${msg('Kontrollsumma')}</dt>
          <dd class="hash"><code>${view.hash}</code></dd>
        </div>
      </dl>
      <p><a class="ds-button" href="/sjalvskattning/${view.id}/skicka">${msg('Skicka in och välj hur ni delar')}</a></p>
      ${view.corrects ? html`<p>${msg('Den här självskattningen rättar')} <a href="/sjalvskattning/${view.corrects}">${msg('en tidigare')}</a>.</p>` : nothing}
      ${this.coordinator ? this.renderMask() : nothing}`;
  }

  /** Everything with text in it: answers, indicators and wishes for support. */
  private maskable(): readonly { readonly code: string; readonly name: string }[] {
    const { indicators, areas } = this.catalogue;
    const names = new Map([
      ...[...everyCriterion(this.catalogue), ...indicators].map(({ code, title }): [string, string] => [code, title]),
      ...areas.map((area): [string, string] => [supportCode(area), msg(str`Önskat stöd, ${area.name}`)]),
    ]);
    return [...this.view.answers, ...this.view.items]
      .filter(({ code }) => names.has(code))
      .map(({ code }) => ({ code, name: names.get(code) ?? '' }));
  }

  private renderMask() {
    if (this.open !== 'mask')
      return html`<p>
        <button
          class="link-button"
          @click=${() => {
            this.open = 'mask';
          }}
        >
          ${msg('Maskera en personuppgift')}
        </button>
      </p>`;
    const { view } = this;
    return html`<form
      class="form panel"
      novalidate
      @input=${this.input}
      @submit=${(event: Event) => this.step(event, () => mask(view.id, { code: this.form.code ?? '', fragment: this.form.fragment ?? '' }), msg('Texten är maskerad. Det är noterat i loggen.'))}
    >
      <h2>${msg('Maskera en personuppgift')}</h2>
      <p>
        ${msg('Texten ersätts med [maskerat] i svaret, i det låsta innehållet och i andra år och rättelser som har samma text. Det går inte att ångra. Kontrollsumman är kvar som den var vid beslutet.')}
      </p>
      ${field({
        label: msg('I vilket svar?'),
        name: 'code',
        error: errorFor(this.errors, 'code'),
        control: html`<select class="ds-input" id="code" @change=${this.input}>
          <option value="">${msg('Välj svar')}</option>
          ${this.maskable().map(({ code, name }) => html`<option value=${code}>${code} ${name}</option>`)}
        </select>`,
      })}
      ${field({ label: msg('Text som ska döljas, exakt som den står'), name: 'fragment', error: errorFor(this.errors, 'fragment'), control: html`<input class="ds-input" id="fragment" autocomplete="off" />` })}
      <button class="ds-button" data-color="danger">${msg('Maskera')}</button>
    </form>`;
  }
}
