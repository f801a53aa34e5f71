import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Catalogue } from '../../../criteria/model.ts';
import type { ExampleSummary } from '../../../server/showcase/contract.ts';
import { catalogue, versions } from '../../api/assessments.ts';
import { session, signedIn, type SignedIn } from '../../api/session.ts';
import { examplesOf, offerExample } from '../../api/showcase.ts';
import { errorFor, errorsOf, errorSummary, field, focusErrors, typed, type Errors } from '../../components/form.ts';
import { formatDate } from '../../i18n/format.ts';
import { Page } from '../../page.ts';
import { go } from '../../router.ts';
import '../../styles/showcase.css';
import { shownUntil, stageTag } from './stage.ts';

/** The organisation's examples for the showcase: what it has been invited to tell, and what it offers itself. */
@customElement('mr-examples')
export class ExamplesPage extends Page {
  @state() private rows: readonly ExampleSummary[] = [];
  @state() private errors: Errors = [];
  private user!: SignedIn;
  private criteria: Catalogue | undefined;
  private operator = '';

  override async load(): Promise<void> {
    this.user = await signedIn();
    this.operator = (await session()).operatorName;
    this.rows = await examplesOf(this.code);
    const latest = (await versions()).find((row) => row.latest);
    if (latest) this.criteria = await catalogue(latest.version);
  }

  private get code(): string {
    return this.user.organisation?.code ?? '';
  }

  private async offer(event: Event): Promise<void> {
    event.preventDefault();
    try {
      const made = await offerExample(this.code, { subject: typed(event, 'subject'), title: typed(event, 'title') });
      go(`/exempel/${made.id}`);
    } catch (error) {
      this.errors = errorsOf(error);
      await focusErrors(this);
    }
  }

  override render() {
    const waiting = this.rows.filter(({ stage }) => stage === 'invited');
    const shown = this.rows.filter(({ visible }) => visible);
    const rest = this.rows.filter((row) => !waiting.includes(row) && !shown.includes(row));
    const list = (heading: string, rows: readonly ExampleSummary[]) =>
      rows.length === 0
        ? nothing
        : html`<h2>${heading}</h2>
            <ul class="plain example-list">
              ${rows.map((row) => this.renderRow(row))}
            </ul>`;
    return html`<div class="reading">
      ${errorSummary(this.errors, { title: msg('Rubriken'), subject: msg('Ämnet') })}
      <h1 tabindex="-1">${msg('Exempel')}</h1>
      <p>
        ${msg('I skyltfönstret läser andra kommuner och regioner om arbete som de kan lära av. Ni skriver, ni samtycker till texten som den ska visas, och ni kan dra tillbaka den när ni vill.')}
        <a href="/skyltfonster">${msg('Se skyltfönstret')}</a>
      </p>
      ${this.rows.length === 0 ? html`<p>${msg(str`Ni har inga exempel ännu. ${this.operator} kan bjuda in er när ni utmärker er. Den som är med i nätverket kan också föreslå egna exempel.`)}</p>` : nothing}
      ${list(msg('Ni är inbjudna att berätta'), waiting)} ${list(msg('Visas i skyltfönstret'), shown)}
      ${list(msg('Pågår och avslutat'), rest)}
      ${
        this.user.role === 'coordinator'
          ? html`${this.renderOffer()}
              <p>
                ${msg('Har ni en kurs, mall eller metod som andra kan använda?')}
                <a href="/egna-material">${msg('Föreslå material')}</a>
              </p>`
          : nothing
      }
    </div>`;
  }

  private renderRow(row: ExampleSummary) {
    return html`<li class="panel">
      <h3>
        <a href="/exempel/${row.id}">${row.title || msg(str`${row.subject.title}: att skriva`)}</a> ${stageTag(row)}
      </h3>
      <p class="quiet">
        ${row.subject.code} ${row.subject.title} ·
        ${row.year}${row.origin === 'own' ? html` · ${msg('eget exempel')}` : nothing} ·
        ${msg(str`ändrat ${formatDate(row.updatedAt)}`)}
      </p>
      ${row.message ? html`<p class="message">${row.message}</p>` : nothing}
      ${row.visible ? html`<p>${shownUntil(row)} · <a href="/skyltfonster/${row.slug}">${msg('Se hur det visas')}</a></p>` : nothing}
    </li>`;
  }

  private renderOffer() {
    if (!this.user.organisation?.member)
      return html`<p class="quiet">${msg('Den som är med i nätverket kan föreslå egna exempel.')}</p>`;
    const fault = (name: string) => errorFor(this.errors, name);
    return html`<section class="panel">
      <h2>${msg('Föreslå ett eget exempel')}</h2>
      <p>${msg('Det får märkningen ”Eget exempel”. Det säger inget om vilken nivå ni är på.')}</p>
      <form class="form" novalidate @submit=${(event: Event) => this.offer(event)}>
        ${field({
          label: msg('Vad handlar det om?'),
          name: 'subject',
          error: fault('subject'),
          control: html`<select class="ds-input" id="subject" name="subject">
            <option value="">${msg('Välj område eller kriterium')}</option>
            ${this.criteria?.areas.map(
              (area) =>
                html`<optgroup label=${area.name}>
                  <option value=${area.code}>${msg(str`Hela området ${area.name}`)}</option>
                  ${this.criteria?.criteria.filter(({ area: code }) => code === area.code).map(({ code, title }) => html`<option value=${code}>${code} ${title}</option>`)}
                </optgroup>`,
            )}
          </select>`,
        })}
        ${field({ label: msg('Rubrik'), name: 'title', error: fault('title'), help: msg('Säg vad ni gör, till exempel ”Elevråden bestämmer över en egen budget”.'), control: html`<input class="ds-input" id="title" name="title" autocomplete="off" maxlength="120" aria-describedby="title-help" />` })}
        <button class="ds-button">${msg('Börja skriva')}</button>
      </form>
    </section>`;
  }
}
