import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Catalogue } from '../../criteria/model.ts';
import type { CountyTable } from '../../server/counties/contract.ts';
import type { Round } from '../../server/rounds/contract.ts';
import { catalogue } from '../api/assessments.ts';
import { countyTable, rounds } from '../api/network.ts';
import { signedIn } from '../api/session.ts';
import '../charts/tile-map.ts';
import { about, isShown, leftOutHere, measuresOfLens } from '../components/figure.ts';
import { select } from '../components/select.ts';
import { chosenYear, yearSelect } from '../components/year-select.ts';
import { Page } from '../page.ts';
import { go } from '../router.ts';
import '../styles/network.css';

const FIRST = 'theme:rasism-antisemitism';

/** For the national coordinator among the länsstyrelser: aggregates of all counties. */
@customElement('mr-counties')
export class CountiesPage extends Page {
  @state() private shown: CountyTable | null = null;
  @state() private measure = FIRST;
  private rounds: readonly Round[] = [];
  private criteria!: Catalogue;
  private county = '';

  override async load(): Promise<void> {
    const { county } = await signedIn();
    this.county = county?.code ?? '';
    if (!county?.national) {
      // Only the national coordinator sees all counties; others come to their own.
      go(`/lan/${this.county}`, { replace: true });
      return;
    }
    this.rounds = (await rounds()).filter(({ edition }) => edition !== null);
    const year = chosenYear(this.rounds);
    if (year !== undefined) await this.fetchYear(year);
  }

  private async fetchYear(year: number): Promise<void> {
    this.shown = await countyTable(year);
    this.criteria = await catalogue(this.shown.catalogue);
  }

  override render() {
    const { shown } = this;
    const heading = html`<h1 tabindex="-1">${msg('Alla län')}</h1>`;
    if (!shown)
      return html`<div class="reading">
        ${heading}
        <p>${msg('Det finns inga siffror ännu. De publiceras senast när en omgång stänger.')}</p>
      </div>`;
    const choices = [...measuresOfLens(this.criteria, 'theme'), ...measuresOfLens(this.criteria, 'area')].filter(
      ({ key }) => shown.counties.some(({ figures }) => key in figures),
    );
    const name = choices.find(({ key }) => key === this.measure)?.name ?? '';
    const tiles = shown.counties.map(({ code, submitted, figures }) => {
      const figure = figures[this.measure];
      return {
        county: code,
        submitted,
        n: isShown(figure) ? figure.n : null,
        median: isShown(figure) ? figure.median : null,
        note: submitted === 0 ? msg('Ingen har skickat in.') : about(figure, leftOutHere),
      };
    });
    const visible = tiles.filter(({ median }) => median !== null).length;
    return html`${heading}
      <p>
        ${msg('Medianer för länens kommuner. Ett län visas när det finns tillräckligt många för att ingen kommuns svar ska gå att räkna ut.')}
      </p>
      <div class="choices no-print">
        ${yearSelect(this.rounds, shown.year, (year) => void this.fetchYear(year))}${select(
          'measure',
          msg('Tema eller område'),
          choices.map(({ key, name: label }) => ({ value: key, label })),
          this.measure,
          (key) => {
            this.measure = key;
          },
        )}
      </div>
      <mr-tile-map
        .caption=${msg(str`${name}: median av index per län, ${shown.year}`)}
        .summary=${visible === 0 ? msg('Inget län kan visas för det valda temat eller området.') : msg(str`${visible} av 21 län kan visas.`)}
        .tiles=${tiles}
      ></mr-tile-map>
      <p>
        ${this.county ? html`<a href="/lan/${this.county}?ar=${shown.year}">${msg('Ert eget län')}</a>` : nothing}
      </p>`;
  }
}
