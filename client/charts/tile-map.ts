import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { COUNTIES } from '../../criteria/comparison/peer-groups.ts';
import { sign } from '../components/sign.ts';
import { formatIndex } from '../i18n/format.ts';
import { LightElement } from '../page.ts';
import '../styles/charts.css';

export interface Tile {
  readonly county: string;
  readonly submitted: number;
  readonly n: number | null;
  readonly median: number | null;
  readonly note: string;
}

/** Names short enough for a tile, with a soft hyphen where a narrow one may break them. */
const TILE_NAMES: Readonly<Record<string, string>> = {
  '01': 'Stock\u00ADholm',
  '03': 'Uppsala',
  '04': 'Söder\u00ADman\u00ADland',
  '05': 'Öster\u00ADgöt\u00ADland',
  '06': 'Jön\u00ADköping',
  '07': 'Krono\u00ADberg',
  '08': 'Kalmar',
  '09': 'Gotland',
  '10': 'Blekinge',
  '12': 'Skåne',
  '13': 'Halland',
  '14': 'Västra Göta\u00ADland',
  '17': 'Värm\u00ADland',
  '18': 'Örebro',
  '19': 'Väst\u00ADman\u00ADland',
  '20': 'Dalarna',
  '21': 'Gävle\u00ADborg',
  '22': 'Väster\u00ADnorr\u00ADland',
  '23': 'Jämt\u00ADland',
  '24': 'Väster\u00ADbotten',
  '25': 'Norr\u00ADbotten',
};

/** The 21 counties as tiles, roughly where they lie, each with n and median. */
@customElement('mr-tile-map')
export class TileMap extends LightElement {
  @property() caption = '';
  @property() summary = '';
  @property({ attribute: false }) tiles: readonly Tile[] = [];
  /** What the darkest colour stands for. */
  @property({ attribute: false }) max = 100;
  @state() private asTable = false;

  override render() {
    // Nodes of its own for each figure: see CanvasChart.frame.
    return html`${keyed(JSON.stringify(this.tiles), this.renderFigure())}`;
  }

  private renderFigure() {
    return html`<figure class="chart">
      <figcaption>${this.caption}</figcaption>
      <p class="chart-summary">${this.summary}</p>
      <ul class="plain tiles" ?hidden=${this.asTable}>
        ${this.tiles.map(
          ({ county, median, n, submitted }) =>
            html`<li
              class="tile-${county}"
              data-heat=${median === null ? nothing : Math.min(4, Math.floor((median * 5) / this.max))}
            >
              ${TILE_NAMES[county]}
              <span class="value"
                >${median === null ? sign(submitted === 0 ? 'missing' : 'withheld') : formatIndex(median)}</span
              ><span>${n === null ? msg(str`inskickade: ${submitted}`) : msg(str`${n} svar`)}</span>
            </li>`,
        )}
      </ul>
      <div
        class="table-wrap ${this.asTable ? '' : 'print-only'}"
        tabindex=${this.asTable ? '0' : nothing}
        role="region"
        aria-label=${this.caption}
      >
        <table class="ds-table">
          <caption class="visually-hidden">
            ${this.caption}
          </caption>
          <thead>
            <tr>
              <th scope="col">${msg('Län')}</th>
              <th scope="col" class="num">${msg('Inskickade')}</th>
              <th scope="col" class="num">${msg('Antal')}</th>
              <th scope="col" class="num">${msg('Median')}</th>
              <th scope="col">${msg('Anmärkning')}</th>
            </tr>
          </thead>
          <tbody>
            ${this.tiles.map(
              ({ county, submitted, n, median, note }) =>
                html`<tr>
                  <th scope="row">${COUNTIES[county]}</th>
                  <td class="num">${submitted}</td>
                  <td class="num">${n ?? sign('withheld')}</td>
                  <td class="num">
                    ${median === null ? sign(submitted === 0 ? 'missing' : 'withheld') : formatIndex(median)}
                  </td>
                  <td class="small">${note}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <button
        class="ds-button no-print"
        data-variant="tertiary"
        data-size="sm"
        aria-pressed=${this.asTable ? 'true' : 'false'}
        @click=${() => {
          this.asTable = !this.asTable;
        }}
      >
        ${this.asTable ? msg('Visa som karta') : msg('Visa som tabell')}
      </button>
    </figure>`;
  }
}
