import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Round } from '../../../server/rounds/contract.ts';
import { versions } from '../../api/assessments.ts';
import { changeRound, createRound, rounds } from '../../api/network.ts';
import { session } from '../../api/session.ts';
import {
  errorFor,
  errorsOf,
  errorSummary,
  field,
  focusErrors,
  textField,
  typed,
  type Errors,
} from '../../components/form.ts';
import { formatDate } from '../../i18n/format.ts';
import { cancelButton } from '../../components/unsent-form.ts';
import { Page } from '../../page.ts';
import '../../styles/network.css';

const STATES: Record<Round['state'], () => string> = {
  planned: () => msg('Planerad'),
  open: () => msg('Öppen'),
  closed: () => msg('Stängd'),
};

const LABELS = (): Record<string, string> => ({
  year: msg('Året'),
  catalogue: msg('Kriterierna'),
  opens: msg('Öppningsdagen'),
  closes: msg('Stängningsdagen'),
  text: msg('Texten'),
});

/** For SKL: the rounds, and a new one. */
@customElement('mr-rounds')
export class RoundsPage extends Page {
  @state() private rounds: readonly Round[] = [];
  /** The year whose round is open in the form; 0 for a new one. */
  @state() private open: number | null = null;
  @state() private errors: Errors = [];
  @state() private told = '';
  private versions: readonly string[] = [];
  private year = 0;

  override async load(): Promise<void> {
    this.rounds = await rounds();
    this.versions = (await versions()).map(({ version }) => version).reverse();
    const { year } = await session();
    this.year = Math.max(year, ...this.rounds.map((round) => round.year + 1));
  }

  private async save(event: Event): Promise<void> {
    event.preventDefault();
    const value = (name: string) => typed(event, name);
    const fields = { opens: value('opens'), closes: value('closes'), text: value('text') };
    try {
      if (this.open) await changeRound(this.open, fields);
      else await createRound({ year: Number(value('year')), catalogue: value('catalogue'), ...fields });
      this.told = this.open ? msg('Omgången är ändrad.') : msg('Omgången är skapad.');
      this.errors = [];
      this.open = null;
      this.rounds = await rounds();
      await this.toHeading();
    } catch (error) {
      this.errors = errorsOf(error);
      await focusErrors(this);
    }
  }

  private async edit(year: number): Promise<void> {
    this.open = year;
    this.errors = [];
    await this.updateComplete;
    this.querySelector<HTMLElement>(year === 0 ? '#year' : '#opens')?.focus();
  }

  override render() {
    return html`<div class="reading">
      ${errorSummary(this.errors, LABELS())}
      <h1 tabindex="-1">${msg('Omgångar')}</h1>
      <p class="told" role="status">${this.told}</p>
      ${this.open === null ? html`<p><button class="ds-button" @click=${() => this.edit(0)}>${msg('Ny omgång')}</button></p>` : this.renderForm()}
      ${this.rounds.length === 0 ? html`<p>${msg('Ingen omgång ännu. En omgång har ett år, en version av kriterierna och en tid då medlemmarna skickar in.')}</p>` : nothing}
      <ul class="plain">
        ${this.rounds.map(
          (round) =>
            html`<li class="panel">
              <h2>
                <a href="/omgangar/${round.year}">${msg(str`Omgången ${round.year}`)}</a>
                <span class="ds-tag" data-size="sm" data-color=${round.state === 'open' ? 'success' : 'neutral'}
                  >${STATES[round.state]()}</span
                >
              </h2>
              <p>
                ${msg(str`${formatDate(round.opens)} till och med ${formatDate(round.closes)}, kriterier version ${round.catalogue}.`)}
              </p>
              <p class="quiet">
                ${round.edition ? msg(str`Utgåva ${round.edition.number} av jämförelsetalen bygger på ${round.edition.submissions} självskattningar, ${formatDate(round.edition.computedAt)}.`) : msg('Inga jämförelsetal är publicerade.')}
              </p>
              ${round.text ? html`<p class="message">${round.text}</p>` : nothing}
              <p>
                <button
                  class="link-button"
                  @click=${() => this.edit(round.year)}
                  aria-label=${msg(str`Ändra datum och text för ${round.year}`)}
                >
                  ${msg('Ändra datum och text')}
                </button>
              </p>
            </li>`,
        )}
      </ul>
    </div>`;
  }

  private renderForm() {
    const round = this.rounds.find(({ year }) => year === this.open);
    const year = round?.year ?? this.year;
    const fault = (name: string) => errorFor(this.errors, name);
    return html`<form class="form panel" novalidate @submit=${(event: Event) => this.save(event)}>
      <h2>${round ? msg(str`Ändra omgången ${year}`) : msg('Ny omgång')}</h2>
      ${
        round
          ? html`<p class="help">
              ${msg('År och kriterier går inte att ändra, eftersom det som skickas in bygger på dem.')}
            </p>`
          : html`${field({ label: msg('År'), name: 'year', help: msg('Det år som självskattningen beskriver.'), error: fault('year'), control: html`<input class="ds-input short" id="year" name="year" inputmode="numeric" value=${year} aria-describedby="year-help" />` })}
            ${field({
              label: msg('Kriterier'),
              name: 'catalogue',
              error: fault('catalogue'),
              control: html`<select class="ds-input short" id="catalogue" name="catalogue">
                ${this.versions.map((version) => html`<option value=${version}>${msg(str`version ${version}`)}</option>`)}
              </select>`,
            })}`
      }
      ${field({ label: msg('Öppningsdag'), name: 'opens', error: fault('opens'), control: html`<input class="ds-input short" type="date" id="opens" name="opens" value=${round?.opens ?? `${year}-02-01`} />` })}
      ${field({ label: msg('Sista dag'), name: 'closes', help: msg('Den sista dagen att skicka in. Jämförelsetalen publiceras natten efter.'), error: fault('closes'), control: html`<input class="ds-input short" type="date" id="closes" name="closes" value=${round?.closes ?? `${year}-12-15`} aria-describedby="closes-help" />` })}
      ${textField({
        label: msg('Text till medlemmarna'),
        name: 'text',
        help: msg('Visas när de ska skicka in.'),
        error: fault('text'),
        rows: 3,
        value: round?.text ?? '',
      })}
      <p class="actions">
        <button class="ds-button">${round ? msg('Spara') : msg('Skapa omgången')}</button> ${cancelButton(() => {
          this.open = null;
          this.errors = [];
        })}
      </p>
    </form>`;
  }
}
