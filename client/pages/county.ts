import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { COMPARED_LENSES, type ComparedLens } from '../../criteria/scoring/lens.ts';
import { criterionKey } from '../../criteria/comparison/measure-keys.ts';
import { criteriaFor, type Catalogue } from '../../criteria/model.ts';
import type { CountyReport } from '../../server/counties/contract.ts';
import type { Round } from '../../server/rounds/contract.ts';
import { catalogue } from '../api/assessments.ts';
import { countyReport, rounds } from '../api/network.ts';
import { signedIn } from '../api/session.ts';
import '../charts/box-chart.ts';
import type { Box } from '../charts/box-chart.ts';
import { about, isShown, leftOutHere, measuresOfLens, withheld } from '../components/figure.ts';
import { LENS_LABELS, lensFilter } from '../components/lens-filter.ts';
import { chosenYear, yearSelect } from '../components/year-select.ts';
import { formatDate, formatIndex } from '../i18n/format.ts';
import { Page } from '../page.ts';
import { SHARING_NAMES } from '../components/sharing-name.ts';
import '../styles/network.css';

const RACISM = 'rasism-antisemitism';

/** For a länsstyrelse: the county's picture by theme, beside the whole network's open figures. */
@customElement('mr-county')
export class CountyPage extends Page {
  @state() private report: CountyReport | null = null;
  @state() private lens: ComparedLens = 'theme';
  private rounds: readonly Round[] = [];
  private criteria!: Catalogue;
  private county = '';
  private national = false;

  override async load(): Promise<void> {
    const { county } = await signedIn();
    this.county = this.params.county ?? county?.code ?? '';
    this.national = county?.national ?? false;
    this.rounds = (await rounds()).filter(({ edition }) => edition !== null);
    const year = chosenYear(this.rounds);
    if (year !== undefined) await this.fetchYear(year);
  }

  private async fetchYear(year: number): Promise<void> {
    this.report = await countyReport(this.county, year);
    this.criteria = await catalogue(this.report.catalogue);
    this.heading = this.report.county.name;
  }

  override render() {
    const { report } = this;
    if (!report)
      return html`<div class="reading">
        <h1 tabindex="-1">${msg('Länets bild')}</h1>
        <p>${msg('Det finns inga siffror ännu. De publiceras senast när en omgång stänger.')}</p>
      </div>`;
    const { county, year, edition, joined, submitted } = report;
    return html`<h1 tabindex="-1">${msg(str`${county.name}, ${year}`)}</h1>
      <div class="choices no-print">${yearSelect(this.rounds, year, (chosen) => void this.fetchYear(chosen))}</div>
      <dl class="figures">
        <div>
          <dt>${msg('Kommuner i nätverket')}</dt>
          <dd>${joined}</dd>
        </div>
        <div>
          <dt>${msg('Med i siffrorna')}</dt>
          <dd>${submitted}</dd>
        </div>
      </dl>
      <p class="quiet">
        ${msg(str`Egna bedömningar. Utgåva ${edition.number}, ${formatDate(edition.computedAt)}, kriterier version ${report.catalogue}. Siffrorna är gjorda så att det inte går att räkna ut vad en kommun som inte visar namn för er har svarat.`)}
      </p>
      ${lensFilter(COMPARED_LENSES, this.lens, (lens) => {
        this.lens = lens;
      })}
      ${this.renderLens(report)} ${this.renderRacism(report)} ${this.renderCriteria(report)} ${this.renderNamed(report)}
      <p class="actions no-print">
        <button
          class="ds-button"
          @click=${() => {
            print();
          }}
        >
          ${msg('Skriv ut rapporten')}
        </button>
        <a
          class="ds-button"
          data-variant="secondary"
          href="/api/v1/counties/${county.code}/report.csv?year=${year}"
          download
          >${msg('Hämta som CSV')}</a
        >${this.national ? html` <a href="/lan?ar=${year}">${msg('Alla län')}</a>` : nothing}
      </p>
      <p class="quiet">
        ${msg('Rapporten kan bli allmän handling hos er. Siffrorna är räknade så att inte heller en medlem som läser alla läns rapporter kan räkna ut vad någon som bara delar statistik har svarat.')}
      </p>`;
  }

  private boxes(report: CountyReport, lens: ComparedLens): Box[] {
    return measuresOfLens(this.criteria, lens)
      .filter(({ key }) => key in report.figures)
      .map(({ key, name }) => {
        const figure = report.figures[key];
        const network = report.network[key];
        const shown = isShown(figure) ? figure : null;
        return {
          label: name,
          own: shown?.median ?? null,
          median: isShown(network) ? network.median : null,
          quartiles: isShown(network) ? network.quartiles : null,
          n: isShown(network) ? network.n : null,
          note: shown
            ? [msg(str`länet: ${shown.n} svar`), about(figure, leftOutHere)].filter(Boolean).join('. ')
            : about(figure, leftOutHere),
        };
      });
  }

  private renderLens(report: CountyReport) {
    const boxes = this.boxes(report, this.lens);
    const withheldNames = boxes.filter(({ own }) => own === null);
    const both = boxes.filter(({ own, median }) => own !== null && median !== null);
    const over = both.filter(({ own, median }) => (own ?? 0) > (median ?? 0)).map(({ label }) => label);
    const under = both.filter(({ own, median }) => (own ?? 0) < (median ?? 0)).map(({ label }) => label);
    const sentence = [
      over.length > 0 ? msg(str`Länets median är högre än nätverkets i ${over.join(', ')}.`) : '',
      under.length > 0 ? msg(str`Länets median är lägre än nätverkets i ${under.join(', ')}.`) : '',
      withheldNames.length > 0 ? msg(str`${withheldNames.length} av ${boxes.length} visas inte för länet.`) : '',
    ]
      .filter(Boolean)
      .join(' ');
    const reasons = [...new Set(withheldNames.map(({ note }) => note))];
    return html`<section>
      <mr-box-chart
        .caption=${msg(str`Index 0–100 per ${LENS_LABELS[this.lens]().toLocaleLowerCase('sv')}: länet och kommunerna i nätverket`)}
        .summary=${sentence}
        .ownName=${msg('Median i länet')}
        .medianName=${msg('Median i nätverket')}
        .middleName=${msg('Mittersta hälften av nätverket')}
        .boxes=${boxes}
      ></mr-box-chart>
      ${
        reasons.length > 0
          ? html`<ul class="notes quiet">
              ${reasons.map(
                (reason) =>
                  html`<li>
                    ${withheldNames
                      .filter(({ note }) => note === reason)
                      .map(({ label }) => label)
                      .join(', ')}:
                    ${reason}
                  </li>`,
              )}
            </ul>`
          : nothing
      }
    </section>`;
  }

  private renderRacism(report: CountyReport) {
    const rows = criteriaFor(this.criteria, ['kommun']).filter(({ themes }) => themes.includes(RACISM));
    return html`<section>
      <h2>${msg('Rasism och antisemitism')}</h2>
      <p>${msg('Kriterierna i temat, ett och ett.')}</p>
      ${this.table(report, rows, msg('Rasism och antisemitism'))}
    </section>`;
  }

  private renderCriteria(report: CountyReport) {
    return html`<section>
      <h2>${msg('Kriterium för kriterium')}</h2>
      ${this.criteria.areas.map(({ code, name }) =>
        this.table(
          report,
          criteriaFor(this.criteria, ['kommun']).filter(({ area }) => area === code),
          name,
        ),
      )}
    </section>`;
  }

  private table(report: CountyReport, rows: Catalogue['criteria'], caption: string) {
    return html`<div class="table-wrap" tabindex="0" role="region" aria-label=${caption}>
      <table class="ds-table levels-table">
        <caption>
          ${caption}
        </caption>
        <thead>
          <tr>
            <th scope="col">${msg('Kriterium')}</th>
            <th scope="col" class="num">${msg('Länets median')}</th>
            <th scope="col" class="num">${msg('Antal')}</th>
            <th scope="col" class="num">${msg('Nätverkets median')}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(({ code, title }) => {
            const figure = report.figures[criterionKey(code)];
            const network = report.network[criterionKey(code)];
            return html`<tr>
              <th scope="row">
                <a href="/kriterierna/${report.catalogue}/${code}"><span class="code">${code}</span> ${title}</a>
              </th>
              <td class="num">${isShown(figure) ? formatIndex(figure.median) : withheld(figure)}</td>
              <td class="num">${isShown(figure) ? figure.n : withheld(figure)}</td>
              <td class="num">${isShown(network) ? formatIndex(network.median) : withheld(network)}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>`;
  }

  private renderNamed({ named, year }: CountyReport) {
    return html`<section>
      <h2>${msg('De som visar namn för er')}</h2>
      ${named.length === 0 ? html`<p>${msg(str`Ingen i länet visar namn för länsstyrelsen för ${year}. Kommunerna väljer själva när de skickar in.`)}</p>` : html`<p>${msg('Här kan ni läsa nivåer, texter och underlag, och hitta exempel att föra vidare.')}</p>`}
      <ul>
        ${named.map(({ code, name, sharing }) => html`<li><a href="/medlemmar/${code}/${year}">${name}</a> <span class="quiet">${SHARING_NAMES[sharing]()}</span></li>`)}
      </ul>
    </section>`;
  }
}
