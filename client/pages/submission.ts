import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { SubmissionView } from '../../server/submissions/contract.ts';
import { submission, submit } from '../api/network.ts';
import { signedIn, type SignedIn } from '../api/session.ts';
import { errorFor, errorsOf, errorSummary, focusErrors, type Errors } from '../components/form.ts';
import { SHARING_NAMES } from '../components/sharing-name.ts';
import { formatDate, formatTime } from '../i18n/format.ts';
import { whatOpens } from './sharing-effect.ts';
import { Page } from '../page.ts';
import '../styles/network.css';

type Sharing = SubmissionView['allowed'][number];

/** Sends the adopted assessment to the network, or changes how it is shared. */
@customElement('mr-submission')
export class SubmissionPage extends Page {
  @state() private view!: SubmissionView;
  @state() private sharing: Sharing | null = null;
  @state() private toCounty = false;
  @state() private errors: Errors = [];
  @state() private told = '';
  private user!: SignedIn;

  override async load(): Promise<void> {
    this.user = await signedIn();
    await this.reload();
    this.heading = msg(str`Skicka in ${this.view.year}`);
  }

  private async reload(): Promise<void> {
    this.view = await submission(this.params.id ?? '');
    this.sharing = this.view.current?.sharing ?? null;
    this.toCounty = this.view.current?.toCounty ?? false;
  }

  private async send(event: Event): Promise<void> {
    event.preventDefault();
    const first = this.view.current === null;
    if (this.sharing === null) {
      this.errors = [{ field: 'sharing', message: msg('Välj hur ni vill dela.') }];
      return focusErrors(this);
    }
    try {
      await submit(this.view.assessmentId, {
        sharing: this.sharing,
        toCounty: this.sharing === 'natverket' && this.toCounty,
      });
      await this.reload();
      this.errors = [];
      this.told = first
        ? msg('Självskattningen är inskickad. Tack!')
        : msg('Delningen är ändrad. Ändringen gäller från och med nu.');
      await this.toHeading();
    } catch (error) {
      this.errors = errorsOf(error);
      await focusErrors(this);
    }
  }

  override render() {
    const { view } = this;
    return html`<div class="reading">
      ${errorSummary(this.errors, { sharing: msg('Delningen'), toCounty: msg('Länsstyrelsen') })}
      <h1 tabindex="-1">
        ${view.current ? msg(str`Delning av självskattning ${view.year}`) : msg(str`Skicka in självskattning ${view.year}`)}
      </h1>
      <p class="told" role="status">${this.told}</p>
      ${view.current ? this.renderCurrent(view.current) : nothing}
      ${view.whyNot && !view.current ? this.renderWhyNot(view.whyNot) : this.user.role === 'coordinator' ? this.renderForm() : this.renderReader()}
      <p>
        <a href="/resultat/${view.assessmentId}">${msg('Resultat')}</a> ·
        <a href="/sjalvskattning/${view.assessmentId}/beslut">${msg('Beslut')}</a>
      </p>
    </div>`;
  }

  private renderCurrent({ sharing, toCounty, submittedAt, late }: NonNullable<SubmissionView['current']>) {
    return html`<div class="ds-alert" data-color="success">
      <p>
        ${msg(str`Inskickad ${formatTime(submittedAt)}.`)}
        ${msg(str`Delning: ${SHARING_NAMES[sharing]()}${toCounty ? msg(', även med länsstyrelsen') : ''}.`)}
      </p>
      ${late ? html`<p>${msg('Den kom in efter att omgången hade stängt. Den räknas med i en senare utgåva, när det går utan att någons svar kan räknas ut.')}</p>` : nothing}
      <p><a href="/jamfor?ar=${this.view.year}">${msg('Jämför med andra')}</a></p>
    </div>`;
  }

  private renderWhyNot(reason: NonNullable<SubmissionView['whyNot']>): TemplateResult {
    const { view } = this;
    const texts: Record<typeof reason, () => TemplateResult> = {
      'not-adopted': () =>
        html`<p>
          ${msg('Självskattningen behöver vara fastställd först.')}
          <a href="/sjalvskattning/${view.assessmentId}/beslut">${msg('Gå till beslutet')}</a>.
        </p>`,
      'no-round': () =>
        html`<p>
          ${msg(str`${view.operatorName} har ingen omgång för ${view.year}. Självskattningen är er egen, och ni kan använda resultatet som vanligt.`)}
        </p>`,
      planned: () => html`<p>${msg(str`Omgången öppnar ${formatDate(view.round?.opens ?? '')}.`)}</p>`,
      catalogue: () =>
        html`<p>
          ${msg(str`Omgången använder kriterier version ${view.round?.catalogue ?? ''}. Er självskattning bygger på en annan version och kan inte räknas med.`)}
        </p>`,
      'not-member': () =>
        html`<p>
          ${msg(str`Er organisation är inte med i nätverket. Hör av er till ${view.operatorName} om ni vill vara med.`)}
        </p>`,
      'none-allowed': () => html`<p>${msg('Beslutet tillåter inte att självskattningen delas.')}</p>`,
      superseded: () => html`<p>${msg('En nyare rättelse är redan inskickad. Det är den som räknas.')}</p>`,
    };
    return texts[reason]();
  }

  private renderReader() {
    return this.view.current
      ? nothing
      : html`<p>${msg('Samordnaren skickar in självskattningen och väljer hur den delas.')}</p>`;
  }

  private renderForm() {
    const { view } = this;
    const max = view.maxSharing;
    return html`${
        view.round && !view.current
          ? html`<p>
                ${view.round.closed ? html`<strong>${msg(str`Omgången stängde ${formatDate(view.round.closes)}. Ni kan ändå skicka in, men era svar räknas med tidigast i nästa utgåva.`)}</strong>` : msg(str`Omgången är öppen till och med ${formatDate(view.round.closes)}.`)}
              </p>
              ${view.round.text ? html`<p class="message">${view.round.text}</p>` : nothing}`
          : nothing
      }
      <form class="form" novalidate @submit=${(event: Event) => this.send(event)}>
        <fieldset class="options sharing" id="sharing" tabindex="-1">
          <legend>${view.current ? msg('Ändra hur ni delar') : msg('Hur vill ni dela?')}</legend>
          <p class="help">
            ${max && max !== 'none' ? msg(str`Beslutet tillåter högst: ${SHARING_NAMES[max]()}. Ni kan alltid välja att dela mindre senare. Vill ni dela mer än beslutet tillåter behövs ett nytt beslut.`) : nothing}
          </p>
          ${errorFor(this.errors, 'sharing') ? html`<p class="field-error">${errorFor(this.errors, 'sharing')}</p>` : nothing}
          ${this.option('statistik', html`${msg('Ni syns bara i sammanställningar för andra medlemmar, länsstyrelsen och allmänheten.')} <strong>${msg(str`${view.operatorName} ser era nivåer, men inte era motiveringar eller underlag.`)}</strong>`)}
          ${this.option('natverket', html`${msg(str`Andra medlemmar och ${view.operatorName} ser ert namn, era nivåer, texter och underlag. Andra kan lära av er.`)}`)}
          ${
            this.sharing === 'natverket'
              ? html`<label class="indented"
                  ><input
                    type="checkbox"
                    .checked=${this.toCounty}
                    @change=${(event: Event) => {
                      this.toCounty = (event.target as HTMLInputElement).checked;
                    }}
                  />
                  <span
                    >${msg(str`Visa er med namn även för länsstyrelsen i ${view.county}. Länets rapport kan begäras ut från länsstyrelsen.`)}</span
                  ></label
                >`
              : nothing
          }
          ${this.option('oppet', html`${msg('Vem som helst får se namn, nivåer, texter och underlag.')}`)}
        </fieldset>
        ${
          view.group && this.sharing
            ? html`<div role="status">
                <p><strong>${msg('Det här visar valet i er grupp')}</strong></p>
                <ul>
                  ${whatOpens(view, this.sharing).map((sentence) => html`<li>${sentence}</li>`)}
                </ul>
              </div>`
            : nothing
        }
        ${this.renderPlainWords()}
        <p><button class="ds-button">${view.current ? msg('Ändra delningen') : msg('Skicka in')}</button></p>
      </form>`;
  }

  private option(sharing: Sharing, text: TemplateResult) {
    const allowed = this.view.allowed.includes(sharing);
    return html`<label
      ><input
        type="radio"
        name="sharing"
        value=${sharing}
        ?disabled=${!allowed}
        .checked=${this.sharing === sharing}
        @change=${() => {
          this.sharing = sharing;
        }}
      />
      <span
        ><strong>${SHARING_NAMES[sharing]()}</strong
        >${allowed ? nothing : html` <span class="quiet">${msg('mer än beslutet tillåter')}</span>`}<br />${text}</span
      ></label
    >`;
  }

  private renderPlainWords() {
    const { wishes, operatorName } = this.view;
    return html`<section class="panel">
      <h2>${msg('Bra att veta innan ni skickar in')}</h2>
      <ul>
        <li>${msg('Den fastställda självskattningen är normalt en allmän handling hos er.')}</li>
        <li>${msg('Om ni väljer Nätverket kan andra medlemmar också behöva lämna ut den.')}</li>
        <li>
          ${msg('Väljer ni Öppet blir svaren öppna data: nivåerna utan villkor (CC0), texterna med er som källa (CC BY).')}
        </li>
        <li>
          ${msg('Ni kan dela mindre när som helst. Namn och text försvinner då direkt, men det som andra redan har hämtat går inte att ta tillbaka. En gäst i en kollegial granskning läser tills den är slut eller ni avslutar den. Delar ni bara statistik försvinner också de exempel i skyltfönstret som bygger på självskattningen.')}
        </li>
        <li>${msg('Ni kan dela mer senare, så långt beslutet tillåter.')}</li>
        <li>
          ${msg('I siffror för alla i en grupp är en del svar från dem som läsaren inte ser med namn utbytta. Ingen kan därför veta vad just ni har svarat.')}
        </li>
        <li>
          ${wishes.support + wishes.conditions > 0 ? msg(str`${operatorName} läser också vad ni har skrivit om önskat stöd (${wishes.support}) och era förutsättningar (${wishes.conditions}).`) : msg(str`Ni har inte skrivit något om önskat stöd eller förutsättningar till ${operatorName}.`)}
        </li>
        <li>${msg('Kommentarer följer aldrig med.')}</li>
      </ul>
    </section>`;
  }
}
