import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Overview } from '../../../server/network/contract.ts';
import type { Round } from '../../../server/rounds/contract.ts';
import { overview, rounds } from '../../api/network.ts';
import { chosenYear, yearSelect } from '../../components/year-select.ts';
import { formatDate, formatNumber } from '../../i18n/format.ts';
import { networkFiles } from '../../components/network-files.ts';
import { Page } from '../../page.ts';
import '../../styles/network.css';

const KINDS: Record<Overview['groups'][number]['kind'], () => string> = {
  all: () => msg('Kommuner och regioner'),
  merged: () => msg('Flera kommungrupper'),
  main: () => msg('Huvudgrupp'),
  group: () => msg('Kommungrupp'),
  size: () => msg('Storlek'),
  county: () => msg('Län'),
};

/** For SKL: how far the round has come, by group. */
@customElement('mr-network')
export class NetworkPage extends Page {
  @state() private shown: Overview | null = null;
  private rounds: readonly Round[] = [];

  override async load(): Promise<void> {
    this.rounds = await rounds();
    const year = chosenYear(this.rounds);
    if (year !== undefined) this.shown = await overview(year);
  }

  private async choose(year: number): Promise<void> {
    this.shown = await overview(year);
  }

  override render() {
    const { shown } = this;
    if (!shown)
      return html`<div class="reading">
        <h1 tabindex="-1">${msg('Nätverket')}</h1>
        <p>${msg('Det finns ingen omgång ännu. Skapa den första, och ta in de organisationer som är med.')}</p>
        <p class="actions">
          <a class="ds-button" href="/omgangar">${msg('Skapa en omgång')}</a>
          <a class="ds-button" data-variant="secondary" href="/medlemmar">${msg('Medlemmar')}</a>
        </p>
      </div>`;
    const round = this.rounds.find(({ year }) => year === shown.year);
    const { joined, started, submitted } = shown.totals;
    return html`<h1 tabindex="-1">${msg('Nätverket')}</h1>
      <div class="choices no-print">${yearSelect(this.rounds, shown.year, (year) => void this.choose(year))}</div>
      ${round ? html`<p>${round.state === 'open' ? msg(str`Omgången ${shown.year} är öppen till och med ${formatDate(round.closes)}.`) : round.state === 'closed' ? msg(str`Omgången ${shown.year} stängde ${formatDate(round.closes)}.`) : msg(str`Omgången ${shown.year} öppnar ${formatDate(round.opens)}.`)} <a href="/omgangar/${shown.year}">${msg('Medlemmarnas läge och påminnelser')}</a></p>` : nothing}
      <dl class="figures">
        <div>
          <dt>${msg('Med i omgången')}</dt>
          <dd>${formatNumber(joined)}</dd>
        </div>
        <div>
          <dt>${msg('Påbörjade')}</dt>
          <dd>${formatNumber(started)} <span class="quiet">${share(started, joined)}</span></dd>
        </div>
        <div>
          <dt>${msg('Inskickade')}</dt>
          <dd>${formatNumber(submitted)} <span class="quiet">${share(submitted, joined)}</span></dd>
        </div>
      </dl>
      ${networkFiles('uppslutning', shown.year)} ${round?.edition ? this.renderReports(shown.year) : nothing}
      ${(Object.keys(KINDS) as (keyof typeof KINDS)[]).map((kind) => this.renderKind(kind))}`;
  }

  /** What is sent on: made of what the disclosure control lets out. */
  private renderReports(year: number) {
    const link = (name: string, format: 'docx' | 'pdf', label: string) =>
      html`<a href="/api/v1/network/reports/${name}.${format}?year=${year}" download>${label}</a>`;
    const report = (name: string, title: string, about: string) =>
      html`<li>
        <strong>${title}</strong> (${link(name, 'docx', 'Word')}, ${link(name, 'pdf', 'PDF')})<br /><span class="quiet"
          >${about}</span
        >
      </li>`;
    return html`<section class="no-print">
      <h2>${msg('Rapporter')}</h2>
      <ul class="plain">
        ${report('lagesbild', msg('Lägesbild'), msg('Struktur, styrning, uppföljning och utbildning, per grupp. Bara siffror som får spridas.'))}
        ${report('redovisning-av-overenskommelsen', msg('Redovisning av överenskommelsen'), msg('De tre delmålen, år för år, och medlemmarnas förutsättningar. Er bedömning skriver ni i Word.'))}
        ${report('ekonomisk-redovisning', msg('Ekonomisk redovisning'), msg('Formuläret i överenskommelsens bilaga 1, att fylla i.'))}
      </ul>
    </section>`;
  }

  private renderKind(kind: keyof typeof KINDS) {
    const rows = (this.shown?.groups ?? []).filter((row) => row.kind === kind && (row.joined > 0 || kind !== 'county'));
    const name = KINDS[kind]();
    return html`<div class="table-wrap" tabindex="0" role="region" aria-label=${name}>
      <table class="ds-table group-table">
        <caption>
          ${name}
        </caption>
        <thead>
          <tr>
            <th scope="col">${msg('Grupp')}</th>
            <th scope="col" class="num">${msg('Med')}</th>
            <th scope="col" class="num">${msg('Påbörjade')}</th>
            <th scope="col" class="num">${msg('Inskickade')}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                <th scope="row">${row.name}</th>
                <td class="num">${row.joined}</td>
                <td class="num">${row.started}</td>
                <td class="num">${row.submitted}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

function share(part: number, whole: number): string {
  return whole === 0 ? '' : `${Math.round((100 * part) / whole)} %`;
}
