import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { bySwedish } from '../../../criteria/order.ts';
import type { Support } from '../../../server/network/contract.ts';
import type { Round } from '../../../server/rounds/contract.ts';
import { rounds, support } from '../../api/network.ts';
import { select } from '../../components/select.ts';
import { chosenYear, yearSelect } from '../../components/year-select.ts';
import { networkFiles } from '../../components/network-files.ts';
import { Page } from '../../page.ts';
import '../../styles/network.css';

/** For SKL: what members asked for when they submitted, and the conditions they work under. */
@customElement('mr-support')
export class SupportPage extends Page {
  @state() private shown: Support | null = null;
  @state() private group = '';
  private rounds: readonly Round[] = [];

  override async load(): Promise<void> {
    this.rounds = await rounds();
    const year = chosenYear(this.rounds);
    if (year !== undefined) this.shown = await support(year);
  }

  private async choose(year: number): Promise<void> {
    this.shown = await support(year);
    this.group = '';
  }

  override render() {
    const { shown } = this;
    const heading = html`<h1 tabindex="-1">${msg('Önskat stöd')}</h1>`;
    if (!shown)
      return html`<div class="reading">
        ${heading}
        <p>${msg('Det finns ingen omgång ännu.')}</p>
      </div>`;
    const groups = [...new Set(shown.areas.flatMap(({ wishes }) => wishes.map(({ group }) => group)))].sort((a, b) =>
      bySwedish(a, b),
    );
    return html`${heading}
      <p class="quiet">
        ${msg('Det som medlemmarna skrev till er när de skickade in. Dela inte vidare vem som har skrivit vad utan att fråga.')}
      </p>
      <div class="choices no-print">
        ${yearSelect(this.rounds, shown.year, (year) => void this.choose(year))}${select(
          'group',
          msg('Grupp'),
          [{ value: '', label: msg('Alla') }, ...groups.map((value) => ({ value, label: value }))],
          this.group,
          (value) => {
            this.group = value;
          },
        )}
      </div>
      ${networkFiles('stod', shown.year)} ${shown.areas.map((area) => this.renderArea(area))}
      ${this.renderConditions(shown)}`;
  }

  private renderArea({ name, question, wishes }: Support['areas'][number]) {
    const rows = wishes.filter(({ group }) => this.group === '' || group === this.group);
    return html`<section>
      <h2>${name} <span class="quiet">(${rows.length})</span></h2>
      <p class="quiet">${question}</p>
      ${rows.length === 0 ? html`<p>${msg('Ingen har önskat något här.')}</p>` : nothing}
      <ul class="plain wishes">
        ${rows.map(
          (row) =>
            html`<li>
              <p class="typed">${row.text}</p>
              <p class="quiet small">${row.organisation} · ${row.group} · ${row.county}</p>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  private renderConditions({ conditions, year }: Support) {
    return html`<section>
      <h2>${msg('Förutsättningar')}</h2>
      ${networkFiles('forutsattningar', year)}
      ${conditions.map(({ question, answered, options, groups }) => {
        const group = groups.find(({ name }) => name === this.group);
        const total = group ? group.answered : answered;
        const counts = options.map(({ n }, i) => (group ? (group.options[i] ?? 0) : n));
        return html`<div class="table-wrap" tabindex="0" role="region" aria-label=${question}>
          <table class="ds-table group-table">
            <caption>
              ${question}
              <span class="quiet">${msg(str`${total} har svarat`)}</span>
            </caption>
            <thead>
              <tr>
                <th scope="col">${msg('Svar')}</th>
                <th scope="col" class="num">${msg('Antal')}</th>
                <th scope="col" class="num">${msg('Andel')}</th>
              </tr>
            </thead>
            <tbody>
              ${options.map(
                ({ text }, i) =>
                  html`<tr>
                    <th scope="row">${text}</th>
                    <td class="num">${counts[i]}</td>
                    <td class="num">${total === 0 ? '-' : `${Math.round((100 * (counts[i] ?? 0)) / total)} %`}</td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>`;
      })}
    </section>`;
  }
}
