import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { byName, bySwedish } from '../../../criteria/order.ts';
import type { Heat } from '../../../server/network/contract.ts';
import type { Round } from '../../../server/rounds/contract.ts';
import { heat, rounds } from '../../api/network.ts';
import { select } from '../../components/select.ts';
import { sign } from '../../components/sign.ts';
import { chosenYear, yearSelect } from '../../components/year-select.ts';
import { formatDate, formatIndex } from '../../i18n/format.ts';
import { networkFiles } from '../../components/network-files.ts';
import { Page } from '../../page.ts';
import '../../styles/network.css';

type Order = 'name' | 'group' | 'county' | 'date';
type Row = Heat['rows'][number];

const ORDERS: Record<Order, () => string> = {
  name: () => msg('Namn'),
  group: () => msg('Kommungrupp'),
  county: () => msg('Län'),
  date: () => msg('Inskickad'),
};

/** For SKL: every organisation that has submitted × area or criterion. Ordered by name, group, county or date only. */
@customElement('mr-heat')
export class HeatPage extends Page {
  @state() private shown: Heat | null = null;
  @state() private search = '';
  @state() private order: Order = 'name';
  @state() private column = '';
  @state() private atMost = '';
  private rounds: readonly Round[] = [];

  override async load(): Promise<void> {
    this.rounds = await rounds();
    const year = chosenYear(this.rounds);
    if (year !== undefined) this.shown = await heat(year, 'area');
  }

  private async fetchHeat(year: number, by: Heat['by']): Promise<void> {
    this.shown = await heat(year, by);
    this.column = '';
    this.atMost = '';
  }

  private rowsOf({ rows, columns, by }: Heat): readonly Row[] {
    const wanted = this.search.trim().toLocaleLowerCase('sv');
    const at = columns.findIndex(({ key }) => key === this.column);
    const most = Number(this.atMost) * (by === 'area' ? 25 : 1);
    const key = ({ name, group, county, submittedAt, kind }: Row) =>
      ({ name, group: kind === 'region' ? 'Ö' : group, county, date: submittedAt })[this.order];
    return rows
      .filter(({ name, county, group }) =>
        [name, county, group].some((value) => value.toLocaleLowerCase('sv').includes(wanted)),
      )
      .filter(({ values }) => {
        if (at < 0 || this.atMost === '') return true;
        const value = values[at];
        return typeof value === 'number' && value <= most;
      })
      .toSorted((a, b) => bySwedish(key(a), key(b)) || byName(a, b));
  }

  override render() {
    const { shown } = this;
    const heading = html`<h1 tabindex="-1">${msg('Alla svar')}</h1>`;
    if (!shown)
      return html`<div class="reading">
        ${heading}
        <p>${msg('Det finns ingen omgång ännu.')}</p>
      </div>`;
    const rows = this.rowsOf(shown);
    const by = (value: Heat['by'], label: string) =>
      html`<button
        class="filter"
        aria-pressed=${shown.by === value ? 'true' : 'false'}
        @click=${() => this.fetchHeat(shown.year, value)}
      >
        ${label}
      </button>`;
    return html`${heading}
      <p class="quiet">
        ${msg('Bara för er som samordnar nätverket. Tabellen går inte att ordna efter värde, och den ska inte lämnas vidare: här finns även de som bara delar statistik.')}
      </p>
      <div class="choices no-print">
        ${yearSelect(this.rounds, shown.year, (year) => void this.fetchHeat(year, shown.by))}
        ${select(
          'order',
          msg('Ordna efter'),
          (Object.keys(ORDERS) as Order[]).map((value) => ({ value, label: ORDERS[value]() })),
          this.order,
          (value) => {
            this.order = value as Order;
          },
        )}
        ${select(
          'column',
          msg('Område eller kriterium'),
          [{ value: '', label: msg('alla') }, ...shown.columns.map(({ key, name }) => ({ value: key, label: name }))],
          this.column,
          (value) => {
            this.column = value;
            if (this.atMost === '') this.atMost = '1';
          },
        )}
        ${
          this.column
            ? select(
                'most',
                msg('Visa nivå och lägre'),
                ['0', '1', '2', '3'].map((value) => ({
                  value,
                  label: shown.by === 'area' ? msg(str`${value} (index ${Number(value) * 25})`) : value,
                })),
                this.atMost,
                (value) => {
                  this.atMost = value;
                },
              )
            : nothing
        }
      </div>
      <div class="filters" role="group" aria-label=${msg('Visa efter')}>
        ${by('area', msg('Område'))}${by('criterion', msg('Kriterium'))}
      </div>
      <div class="field">
        <label for="search">${msg('Sök kommun, region, län eller kommungrupp')}</label
        ><input
          class="ds-input"
          type="search"
          id="search"
          autocomplete="off"
          .value=${this.search}
          @input=${(event: Event) => {
            this.search = (event.target as HTMLInputElement).value;
          }}
        />
      </div>
      <p role="status">
        ${msg(str`Visar ${rows.length} av ${shown.rows.length} organisationer.`)}
        ${msg('Starkare färg är högre nivå; talen står i rutorna.')}
      </p>
      ${shown.rows.length === 0 ? html`<p>${msg('Ingen har skickat in ännu.')}</p>` : html`${networkFiles(shown.by === 'area' ? 'omraden' : 'kriterier', shown.year)}${this.renderTable(shown, rows)}`}
      <p id="after-heat" tabindex="-1" class="quiet">${msg('Slut på tabellen.')}</p>`;
  }

  private renderTable({ columns, by, year }: Heat, rows: readonly Row[]) {
    const caption = by === 'area' ? msg('Index 0–100 per område') : msg('Nivå 0–4 per kriterium');
    return html`<p class="no-print"><a href="#after-heat">${msg('Hoppa över tabellen')}</a></p>
      <div class="heat-wrap" tabindex="0" role="region" aria-label=${caption}>
        <table class="heat">
          <caption class="visually-hidden">
            ${caption}
          </caption>
          <thead>
            <tr>
              <th scope="col">${msg('Organisation')}</th>
              ${columns.map(({ name }) => html`<th scope="col" class="num">${by === 'area' ? name : html`<abbr title=${name}>${name.slice(0, 5)}</abbr>`}</th>`)}
              <th scope="col">${msg('Inskickad')}</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              (row) =>
                html`<tr>
                  <th scope="row"><a href="/medlemmar/${row.code}/${year}">${row.name}</a></th>
                  ${row.values.map((value) => cell(value, by))}
                  <td>${formatDate(row.submittedAt)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }
}

function cell(value: Row['values'][number], by: Heat['by']) {
  if (value === null) return html`<td class="num">${sign('missing')}</td>`;
  if (value === 'na') return html`<td class="num">${sign('notApplicable')}</td>`;
  return by === 'area'
    ? html`<td class="num" data-heat=${Math.min(4, Math.floor(value / 20))}>${formatIndex(value)}</td>`
    : html`<td class="num" data-heat=${value}>${value}</td>`;
}
