import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { SurveyView } from '../../server/surveys/contract.ts';
import { assessment, summaries } from '../api/assessments.ts';
import { ApiError } from '../api/http.ts';
import { signedIn, type SignedIn } from '../api/session.ts';
import * as api from '../api/surveys.ts';
import { associationLetters, type AssociationLink } from '../components/association-letters.ts';
import { civilSocietyView } from '../components/civil-society.ts';
import {
  errorFor,
  errorsOf,
  errorSummary,
  field,
  focusErrors,
  textField,
  typed,
  type Errors,
} from '../components/form.ts';
import '../components/sure.ts';
import { formatDate } from '../i18n/format.ts';
import { Page } from '../page.ts';
import '../styles/panels.css';

const STATES = {
  invited: () => msg('Har inte svarat'),
  declined: () => msg('Har tackat nej'),
  answered: () => msg('Har svarat'),
} as const;
const WEEKS_TO_ANSWER = 4;

/** Which associations are asked, how many have answered, what they have said, and the organisation's reply. */
@customElement('mr-survey')
export class SurveyPage extends Page {
  @state() private survey: SurveyView | null = null;
  @state() private errors: Errors = [];
  @state() private told = '';
  @state() private links: readonly AssociationLink[] = [];
  @state() private names = '';
  /** What was typed when somebody else had written meanwhile. */
  private typedReply: string | undefined;
  private user!: SignedIn;
  private levels: ReadonlyMap<string, number | null> = new Map();

  override async load(): Promise<void> {
    this.user = await signedIn();
    this.survey = await api.survey(this.code, this.year);
    const own = (await summaries(this.code)).find(({ year }) => year === this.year);
    if (own) this.levels = new Map((await assessment(own.id)).answers.map(({ code, level }) => [code, level]));
    this.heading = msg(str`Civilsamhällets bild ${this.year}`);
  }

  private get code(): string {
    return this.user.organisation?.code ?? '';
  }

  private get year(): number {
    return Number(this.params.year);
  }

  private get organisation(): string {
    return this.user.organisation?.name ?? '';
  }

  private get leads(): boolean {
    return this.user.role === 'coordinator';
  }

  private async do(work: () => Promise<SurveyView | null>, told: string): Promise<void> {
    try {
      this.survey = await work();
      this.errors = [];
      this.told = told;
      await this.updateComplete;
      this.querySelector<HTMLElement>('.told')?.focus();
    } catch (error) {
      this.errors = errorsOf(error);
      await focusErrors(this);
    }
  }

  /** Over what is shown here. When a colleague has written meanwhile that is shown, and what was typed stays in the field. */
  private async reply(text: string): Promise<SurveyView> {
    try {
      return await api.replyToSurvey(this.code, this.year, this.survey?.revision ?? 0, text);
    } catch (error) {
      if (error instanceof ApiError && error.status === 412) {
        this.typedReply = text;
        this.survey = await api.survey(this.code, this.year);
      }
      throw error;
    }
  }

  /** One after another. A name that is refused stays, with the reason. */
  private async invite(event: Event): Promise<void> {
    event.preventDefault();
    const names = this.names
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
    const links: AssociationLink[] = [];
    const errors: { field: string; message: string }[] = [];
    const refused: string[] = [];
    if (names.length === 0) errors.push({ field: 'names', message: msg('Skriv minst en förening.') });
    for (const name of names) {
      try {
        const made = await api.inviteAssociation(this.code, this.year, name);
        this.survey = made.survey;
        links.push({ name, link: made.link });
      } catch (error) {
        refused.push(name);
        errors.push(...errorsOf(error).map(({ message }) => ({ field: 'names', message })));
      }
    }
    this.names = refused.join('\n');
    this.links = [...links, ...this.links];
    this.errors = errors;
    if (errors.length > 0) return focusErrors(this);
    this.told =
      links.length === 1
        ? msg('1 förening är inbjuden. Skicka länken.')
        : msg(str`${links.length} föreningar är inbjudna. Skicka länkarna.`);
  }

  private async renew(id: string): Promise<void> {
    await this.do(async () => {
      const made = await api.renewAssociationLink(this.code, this.year, id);
      this.links = [{ name: made.name, link: made.link }, ...this.links.filter(({ name }) => name !== made.name)];
      return made.survey;
    }, msg('Länken är bytt. Skicka den nya.'));
  }

  override render() {
    const { survey } = this;
    return html`${errorSummary(this.errors, { closes: msg('Sista dagen'), chosenBy: msg('Vem som valde'), text: msg('Svaret') })}
      <h1 tabindex="-1">${msg(str`Civilsamhällets bild ${this.year}`)}</h1>
      <p class="also no-print">
        <a href="/sjalvskattning">${msg('Självskattning')}</a> <a href="/resultat">${msg('Resultat')}</a>
      </p>
      <p class="told" role="status" tabindex="-1">${this.told}</p>
      <p class="reading">
        ${msg('Fråga föreningar hur de upplever ert arbete. De svarar på ungefär tio frågor på lätt svenska, utan konto. Deras svar visas bredvid er egen nivå. Ni kan skriva ett svar till det som de säger, men inte ta bort det.')}
      </p>
      ${survey === null ? this.renderStart() : survey.closedAt === null ? this.renderOpen(survey) : this.renderClosed(survey)}`;
  }

  private renderStart() {
    if (!this.leads)
      return html`<p>${msg('Inga föreningar är tillfrågade det här året. Samordnaren kan börja fråga.')}</p>`;
    const closes = new Date(Date.now() + WEEKS_TO_ANSWER * 7 * 86_400_000).toISOString().slice(0, 10);
    return html`<h2>${msg('Börja fråga')}</h2>
      <ul class="reading">
        <li>
          ${msg('Be gärna någon annan välja vilka ni frågar, till exempel ett föreningsråd. Vem som valde visas alltid.')}
        </li>
        <li>${msg('Bjud in minst tio. Har färre än fem svarat på en fråga visas inget.')}</li>
        <li>
          ${msg('Ingen får veta vad en viss förening har svarat, inte heller ni. Ni ser bara vilka som har svarat.')}
        </li>
        <li>
          ${msg('När frågorna är stängda har ni två veckor på er att skriva ett svar. Sedan ser andra bilden, om ni delar er självskattning med namn. Delar ni bara statistik ser ingen annan den.')}
        </li>
      </ul>
      ${this.renderBeginning(closes)}`;
  }

  private renderBeginning(closes: string) {
    return html`<form
      class="form"
      novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        const body = { chosenBy: typed(event, 'chosenBy'), closes: typed(event, 'closes') };
        return this.do(() => api.beginSurvey(this.code, this.year, body), msg('Nu kan ni bjuda in föreningar.'));
      }}
    >
      ${textField({
        label: msg('Vem väljer föreningarna, och hur?'),
        name: 'chosenBy',
        help: msg(
          'Till exempel: Föreningsrådet valde, med både stora och små föreningar. Visas för föreningarna och för alla som ser bilden.',
        ),
        error: errorFor(this.errors, 'chosenBy'),
        rows: 2,
      })}
      ${this.dayField(closes)}
      <button class="ds-button">${msg('Börja')}</button>
    </form>`;
  }

  private dayField(closes: string) {
    return field({
      label: msg('Sista dagen att svara'),
      name: 'closes',
      error: errorFor(this.errors, 'closes'),
      control: html`<input class="ds-input" id="closes" name="closes" type="date" .value=${closes} />`,
    });
  }

  private renderCounts({ invited, declined, answered, chosenBy }: SurveyView) {
    return html`<dl class="figures">
        <div>
          <dt>${msg('Tillfrågade')}</dt>
          <dd>${invited}</dd>
        </div>
        <div>
          <dt>${msg('Har svarat')}</dt>
          <dd>${answered}</dd>
        </div>
        <div>
          <dt>${msg('Har tackat nej')}</dt>
          <dd>${declined}</dd>
        </div>
      </dl>
      <p>${msg(str`Så valdes de: ${chosenBy}`)}</p>`;
  }

  private renderOpen(survey: SurveyView) {
    const untouched = survey.associations.every(({ state: now }) => now === 'invited');
    return html`<p>${msg(str`Föreningarna kan svara till och med ${formatDate(survey.closes)}.`)}</p>
      ${this.renderCounts(survey)} ${associationLetters(this.links, this.organisation, survey.closes)}
      <h2>${msg('Föreningar')}</h2>
      ${survey.associations.length === 0 ? html`<p>${msg('Ingen är inbjuden ännu.')}</p>` : nothing}
      <ul class="plain panel-list">
        ${survey.associations.map(
          ({ id, name, state: now }) =>
            html`<li>
              <div>
                <strong>${name}</strong>
                <p class="quiet small">${STATES[now]()}</p>
              </div>
              ${
                this.leads && now !== 'answered'
                  ? html`<p class="row-actions">
                      <mr-sure
                        label=${msg('Ny länk')}
                        said=${msg(str`Ny länk till ${name}`)}
                        question=${msg('Den gamla länken slutar gälla.')}
                        yes=${msg('Ja, byt')}
                        .work=${() => this.renew(id)}
                      ></mr-sure>
                      ${now === 'invited' ? html`<mr-sure label=${msg('Ta tillbaka')} said=${msg(str`Ta tillbaka inbjudan till ${name}`)} question=${msg('Föreningen kan då inte svara.')} yes=${msg('Ja, ta tillbaka')} .work=${() => this.do(() => api.withdrawAssociation(this.code, this.year, id), msg(str`Inbjudan till ${name} är tillbakatagen.`))}></mr-sure>` : nothing}
                    </p>`
                  : nothing
              }
            </li>`,
        )}
      </ul>
      ${this.leads ? this.renderLead(survey, untouched) : nothing}`;
  }

  private renderLead(survey: SurveyView, untouched: boolean) {
    return html`<form class="form" novalidate @submit=${this.invite}>
        ${textField({
          label: msg('Bjud in föreningar, en per rad'),
          name: 'names',
          error: errorFor(this.errors, 'names'),
          rows: 5,
          value: this.names,
          input: (text) => {
            this.names = text;
          },
        })}
        <button class="ds-button">${msg('Bjud in')}</button>
      </form>
      <section class="more">
        <h2>${msg('Mer')}</h2>
        <form
          class="form"
          novalidate
          @submit=${(event: Event) => {
            event.preventDefault();
            const closes = typed(event, 'closes');
            return this.do(() => api.changeSurvey(this.code, this.year, { closes }), msg('Sista dagen är ändrad.'));
          }}
        >
          ${this.dayField(survey.closes)}
          <button class="ds-button" data-variant="secondary">${msg('Ändra dagen')}</button>
        </form>
        ${
          survey.associations.length > 0 && survey.associations.every(({ state: now }) => now !== 'invited')
            ? html`<p>
                <mr-sure
                  label=${msg('Stäng frågorna nu')}
                  question=${msg('Frågorna öppnas inte igen.')}
                  yes=${msg('Ja, stäng')}
                  .work=${() => this.do(() => api.closeSurvey(this.code, this.year), msg('Frågorna är stängda.'))}
                ></mr-sure>
              </p>`
            : html`<p class="quiet">
                ${msg(str`Frågorna stänger av sig själva efter ${formatDate(survey.closes)}, eller när alla har svarat och du stänger dem.`)}
              </p>`
        }
        ${
          untouched
            ? html`<p>
                <mr-sure
                  label=${msg('Ta bort frågorna')}
                  question=${msg('Alla länkar slutar gälla. Går bara innan någon har svarat.')}
                  yes=${msg('Ja, ta bort')}
                  .work=${() =>
                    this.do(async () => {
                      await api.removeSurvey(this.code, this.year);
                      return null;
                    }, msg('Frågorna är borttagna.'))}
                ></mr-sure>
              </p>`
            : nothing
        }
      </section>`;
  }

  private renderClosed(survey: SurveyView) {
    const { picture } = survey;
    if (!picture) return nothing;
    return html`<p class="ds-alert" data-color="info">
        ${survey.shown ? msg(str`Sedan ${formatDate(picture.shownOn)} ser andra bilden, om ni delar er självskattning med namn.`) : msg(str`Andra ser bilden från ${formatDate(picture.shownOn)}, om ni delar er självskattning med namn. Skriv gärna ett svar innan dess.`)}
      </p>
      <h2>${msg('Det här säger föreningarna')}</h2>
      ${civilSocietyView(picture, this.levels, this.organisation)}
      ${this.leads ? this.renderReply(picture.reply?.text ?? '') : nothing}`;
  }

  private renderReply(text: string) {
    return html`<form
      class="form no-print"
      novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        const form = event.currentTarget as HTMLFormElement;
        const written = typed(event, 'text');
        return this.do(() => this.reply(written), msg('Svaret är sparat.')).then(() => {
          if (this.errors.length > 0) return;
          delete form.dataset.written;
          this.typedReply = undefined;
        });
      }}
    >
      ${textField({
        label: text === '' ? msg('Skriv ert svar') : msg('Ändra ert svar'),
        name: 'text',
        help: msg(
          'Vad tar ni med er, och vad gör ni nu? Visas med dagens datum för alla som ser bilden. Skriv inga personuppgifter.',
        ),
        error: errorFor(this.errors, 'text'),
        rows: 6,
        value: this.typedReply ?? text,
      })}
      <button class="ds-button">${msg('Spara svaret')}</button>
    </form>`;
  }
}
