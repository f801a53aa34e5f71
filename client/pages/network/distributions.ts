import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { COMPARED_LENSES, type ComparedLens } from '../../../criteria/scoring/lens.ts';
import type { Catalogue } from '../../../criteria/model.ts';
import { indexKey } from '../../../criteria/comparison/measure-keys.ts';
import { peerGroupsWith } from '../../../criteria/comparison/peer-groups.ts';
import type { GroupFigures, InnerFigure, NetworkFigures, Weakest } from '../../../server/network/contract.ts';
import type { Round } from '../../../server/rounds/contract.ts';
import { catalogue } from '../../api/assessments.ts';
import { groupFigures, networkFigures, rounds, weakest } from '../../api/network.ts';
import '../../charts/box-chart.ts';
import type { Box } from '../../charts/box-chart.ts';
import '../../charts/tile-map.ts';
import { measuresOfLens, type NamedMeasure } from '../../components/figure.ts';
import { LENS_LABELS, lensFilter } from '../../components/lens-filter.ts';
import { select } from '../../components/select.ts';
import { chosenYear, yearSelect } from '../../components/year-select.ts';
import { formatIndex, formatSigned } from '../../i18n/format.ts';
import { networkFiles } from '../../components/network-files.ts';
import { Page } from '../../page.ts';
import '../../styles/network.css';

const OUTWARD: Record<InnerFigure['outward'], () => string> = {
  public: () => '',
  members: () => msg('visas för medlemmar men inte öppet'),
  none: () => msg('visas inte utåt'),
};

/** For SKL: how the network has answered, by group and county, what has changed, where it is weakest. */
@customElement('mr-distributions')
export class DistributionsPage extends Page {
  @state() private figures: NetworkFigures | null = null;
  @state() private counties: GroupFigures = [];
  @state() private weak: Weakest = [];
  @state() private lens: ComparedLens = 'area';
  @state() private measure = '';
  private rounds: readonly Round[] = [];
  private criteria!: Catalogue;

  override async load(): Promise<void> {
    this.rounds = await rounds();
    const year = chosenYear(this.rounds);
    if (year !== undefined) await this.fetchYear(year, 'kommuner');
  }

  private async fetchYear(year: number, peers: string): Promise<void> {
    const [figures, weak] = await Promise.all([networkFigures(year, peers), weakest(year)]);
    this.criteria = await catalogue(figures.catalogue);
    this.figures = figures;
    this.weak = weak;
    if (!this.choices().some(({ key }) => key === this.measure))
      this.measure = indexKey('area', this.criteria.areas[0]?.code ?? '');
    this.counties = await groupFigures(year, this.measure);
  }

  private async chooseMeasure(key: string): Promise<void> {
    this.measure = key;
    this.counties = await groupFigures(this.figures?.year ?? 0, key);
  }

  private choices(): readonly NamedMeasure[] {
    return [...measuresOfLens(this.criteria, 'area'), ...measuresOfLens(this.criteria, 'theme')].filter(
      ({ key }) => key in (this.figures?.figures ?? {}),
    );
  }

  override render() {
    const { figures } = this;
    const heading = html`<h1 tabindex="-1">${msg('Så ser det ut i nätverket')}</h1>`;
    if (!figures)
      return html`<div class="reading">
        ${heading}
        <p>${msg('Det finns ingen omgång ännu.')}</p>
      </div>`;
    if (figures.submitted === 0 && figures.peers.key === 'kommuner' && this.weak.length === 0)
      return html`${heading}
        <div class="choices">${this.years(figures)}</div>
        <p>${msg('Ingen har skickat in ännu.')}</p>`;
    return html`${heading}
      <p class="quiet">
        ${msg('Det som får spridas står som det är publicerat, med en del svar utbytta. Det som är märkt ”visas inte utåt” är era egna siffror, över alla som har skickat in. De är inte publicerade för alla i gruppen och finns inte i någon fil.')}
      </p>
      <div class="choices no-print">
        ${this.years(figures)}${select(
          'peers',
          msg('Grupp'),
          peerGroupsWith(this.counties.map(({ key }) => key)).map(({ key, name }) => ({ value: key, label: name })),
          figures.peers.key,
          (key) => void this.fetchYear(figures.year, key),
        )}
      </div>
      ${lensFilter(COMPARED_LENSES, this.lens, (lens) => {
        this.lens = lens;
      })}
      ${this.renderLens(figures, false)} ${this.renderCounties(figures)} ${this.renderLens(figures, true)}
      ${this.renderWeakest(figures)}
      <p class="quiet no-print">
        ${figures.edition ? html`<a href="/api/v1/network/figures.csv?year=${figures.year}" download>${msg('Hämta det som får spridas som CSV')}</a>` : msg('När en utgåva är publicerad går det som får spridas att hämta som CSV.')}
      </p>`;
  }

  private years({ year, peers }: NetworkFigures) {
    return yearSelect(this.rounds, year, (chosen) => void this.fetchYear(chosen, peers.key));
  }

  private renderLens(figures: NetworkFigures, change: boolean) {
    const boxes = measuresOfLens(this.criteria, this.lens, change).flatMap(({ key, name }): Box[] => {
      const figure = figures.figures[key];
      return figure
        ? [
            {
              label: name,
              own: null,
              median: figure.median,
              quartiles: figure.quartiles,
              n: figure.n,
              note: OUTWARD[figure.outward](),
            },
          ]
        : [];
    });
    if (boxes.length === 0)
      return change
        ? html`<p>
            ${msg(str`${figures.peers.name}: det finns ingen förändring att visa mellan ${figures.year - 1} och ${figures.year}.`)}
          </p>`
        : nothing;
    const named = LENS_LABELS[this.lens]().toLocaleLowerCase('sv');
    const caption = change
      ? msg(str`Förändring sedan ${figures.year - 1} per ${named}, samma organisationer`)
      : msg(str`Index 0–100 per ${named}, ${figures.peers.name}`);
    const sentence = boxes
      .slice(0, 4)
      .map(({ label, median, n }) =>
        change
          ? msg(str`${label}: median ${formatSigned(median)} för ${n}.`)
          : msg(str`${label}: median ${formatIndex(median)} för ${n}.`),
      )
      .join(' ');
    const most = Math.max(
      10,
      ...boxes.flatMap(({ median, quartiles }) => [median ?? 0, ...(quartiles ?? [])].map(Math.abs)),
    );
    const end = Math.ceil(most / 10) * 10;
    return html`<section>
      <mr-box-chart
        .caption=${caption}
        .summary=${sentence}
        .range=${change ? [-end, end] : [0, 100]}
        .boxes=${boxes}
      ></mr-box-chart
      >${this.renderMarked(boxes)}
    </section>`;
  }

  private renderMarked(boxes: readonly Box[]) {
    const notes = [...new Set(boxes.map(({ note }) => note).filter(Boolean))];
    return notes.length === 0
      ? nothing
      : html`<ul class="notes quiet">
          ${notes.map(
            (note) =>
              html`<li>
                <strong>${note}:</strong> ${boxes
                  .filter((box) => box.note === note)
                  .map(({ label }) => label)
                  .join(', ')}
              </li>`,
          )}
        </ul>`;
  }

  private renderCounties(figures: NetworkFigures) {
    const rows = this.counties.filter(({ kind }) => kind === 'county');
    const shown = rows.filter(({ figure }) => figure !== null);
    const name = this.choices().find(({ key }) => key === this.measure)?.name ?? '';
    return html`<section>
      <h2>${msg('Länen')}</h2>
      ${select(
        'measure',
        msg('Visa'),
        this.choices().map(({ key, name: label }) => ({ value: key, label })),
        this.measure,
        (key) => void this.chooseMeasure(key),
      )}
      <mr-tile-map
        .caption=${msg(str`Median av index per län, ${name}, ${figures.year}`)}
        .summary=${msg(str`${shown.length} av 21 län har något att visa. ${shown.filter(({ figure }) => figure?.outward === 'none').length} av dem visas inte utåt, se tabellen.`)}
        .tiles=${rows.map(({ key, submitted, figure }) => ({ county: key.slice(4), submitted, n: figure?.n ?? null, median: figure?.median ?? null, note: figure ? OUTWARD[figure.outward]() : '' }))}
      ></mr-tile-map>
    </section>`;
  }

  private renderWeakest(figures: NetworkFigures) {
    return html`<section>
      <h2>${msg('Var nätverket är svagast')}</h2>
      <p>
        ${msg('De tio kriterierna med lägst median, kommuner och regioner tillsammans, och vilka som kan lära ut.')}
      </p>
      ${networkFiles('svagast', figures.year)}
      <div class="table-wrap" tabindex="0" role="region" aria-label=${msg('Var nätverket är svagast')}>
        <table class="ds-table">
          <thead>
            <tr>
              <th scope="col">${msg('Kriterium')}</th>
              <th scope="col" class="num">${msg('Antal')}</th>
              <th scope="col" class="num">${msg('Median')}</th>
              <th scope="col">${msg('På nivå 3–4, visar namn')}</th>
            </tr>
          </thead>
          <tbody>
            ${this.weak.map(
              ({ code, title, n, median, teachers, unnamed }) =>
                html`<tr>
                  <th scope="row">
                    <a href="/kriterierna/${figures.catalogue}/${code}"><span class="code">${code}</span> ${title}</a>
                  </th>
                  <td class="num">${n}</td>
                  <td class="num">${formatIndex(median)}</td>
                  <td>
                    ${teachers.slice(0, 6).map(({ code: organisation, name }, i) => html`${i > 0 ? ', ' : ''}<a href="/medlemmar/${organisation}/${figures.year}">${name}</a>`)}${teachers.length > 6 ? msg(str` och ${teachers.length - 6} till`) : nothing}${unnamed > 0 ? html`<span class="quiet">${teachers.length > 0 ? ', ' : ''}${msg(str`${unnamed} som bara delar statistik`)}</span>` : nothing}${teachers.length + unnamed === 0 ? msg('ingen') : nothing}
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </section>`;
  }
}
