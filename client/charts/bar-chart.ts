import { BarController, BarElement, CategoryScale, Chart, LinearScale, type ChartConfiguration } from 'chart.js';
import { msg } from '@lit/localize';
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { sign } from '../components/sign.ts';
import { formatIndex } from '../i18n/format.ts';
import { LightElement } from '../page.ts';
import { patternFill } from './pattern.ts';

Chart.register(BarController, BarElement, CategoryScale, LinearScale);

export interface Series {
  readonly name: string;
  /** One per label; null where there is no figure. */
  readonly values: readonly (number | null)[];
  /** What the table says beside each figure. */
  readonly notes: readonly string[];
}

/** Horizontal bars 0–100 with the figure on each bar, a sentence before them and the same figures as a table. */
@customElement('mr-bar-chart')
export class BarChart extends LightElement {
  @property() caption = '';
  /** The chart in one sentence; a screen reader meets it first. */
  @property() summary = '';
  @property({ attribute: false }) labels: readonly string[] = [];
  /** Oldest first; the last is the one that is emphasised. */
  @property({ attribute: false }) series: readonly Series[] = [];
  @state() private asTable = false;
  private chart: Chart | undefined;
  private readonly scheme = matchMedia('(prefers-color-scheme: dark)');
  private readonly redraw = () => {
    this.draw();
  };

  override connectedCallback(): void {
    super.connectedCallback();
    this.scheme.addEventListener('change', this.redraw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.scheme.removeEventListener('change', this.redraw);
    this.chart?.destroy();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('labels') || changed.has('series')) this.draw();
  }

  private draw(): void {
    this.chart?.destroy();
    const canvas = this.querySelector('canvas');
    if (!canvas?.parentElement) return;
    const bars = this.labels.length * Math.max(1, this.series.length);
    // By property: the content security policy allows no style attributes.
    canvas.parentElement.style.blockSize = `${48 + bars * 30 + this.labels.length * 14}px`;
    this.chart = new Chart(canvas, this.configuration(canvas));
  }

  private configuration(canvas: HTMLCanvasElement): ChartConfiguration<'bar'> {
    const style = getComputedStyle(canvas);
    const ink = style.getPropertyValue('--mr-ink').trim() || '#15262a';
    const line = style.getPropertyValue('--mr-line').trim() || '#b9c7ca';
    const colours = ['--mr-series-3', '--mr-series-2', '--mr-series-1'].map(
      (name) => style.getPropertyValue(name).trim() || '#1b5e6b',
    );
    const n = this.series.length;
    const font = { family: style.fontFamily, size: 14 };
    const narrow = canvas.clientWidth < 480;
    return {
      type: 'bar',
      data: {
        labels: this.labels.map((label) => wrapped(label, narrow ? 16 : 30)),
        datasets: this.series.map(({ name, values }, i) => ({
          label: name,
          data: [...values],
          backgroundColor: patternFill(colours[Math.max(0, 3 - n + i)] ?? ink, ink, n - 1 - i),
          borderColor: ink,
          borderWidth: 1,
          borderRadius: 2,
          maxBarThickness: 22,
        })),
      },
      options: {
        indexAxis: 'y',
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        layout: { padding: { right: 42 } },
        scales: {
          x: {
            min: 0,
            max: 100,
            ticks: { color: ink, font, stepSize: 25 },
            grid: { color: line },
            border: { display: false },
          },
          y: { ticks: { color: ink, font, autoSkip: false }, grid: { display: false } },
        },
        events: [],
      },
      plugins: [
        {
          id: 'figures',
          afterDatasetsDraw: (chart) => {
            const { ctx, data } = chart;
            ctx.save();
            ctx.fillStyle = ink;
            ctx.font = `600 ${font.size}px ${font.family}`;
            ctx.textBaseline = 'middle';
            data.datasets.forEach((dataset, i) => {
              chart.getDatasetMeta(i).data.forEach((bar, j) => {
                const value = dataset.data[j] as number | null;
                ctx.fillText(
                  formatIndex(value),
                  (value === null ? (bar.getProps(['base'], true).base as number) : bar.x) + 6,
                  bar.y,
                );
              });
            });
            ctx.restore();
          },
        },
      ],
    };
  }

  override render() {
    return html`<figure class="chart"><figcaption>${this.caption}</figcaption>
      <p class="chart-summary">${this.summary}</p>
      ${this.series.length > 1 ? html`<ul class="legend plain" aria-hidden="true">${this.series.map(({ name }, i) => html`<li><span class="legend-key" data-series=${this.series.length - i}></span>${name}</li>`)}</ul>` : nothing}
      <div class="canvas" ?hidden=${this.asTable}><canvas role="img" aria-label=${this.caption}></canvas></div>
      <div class="table-wrap ${this.asTable ? '' : 'print-only'}" tabindex=${this.asTable ? '0' : nothing} role="region" aria-label=${this.caption}><table class="ds-table"><caption class="visually-hidden">${this.caption}</caption>
        <thead><tr><th scope="col">${msg('Grupp')}</th>${this.series.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
        <tbody>${this.labels.map((label, i) => html`<tr><th scope="row">${label}</th>${this.series.map(({ values, notes }) => html`<td>${values[i] === null ? sign('missing') : formatIndex(values[i] ?? null)} <span class="quiet small">${notes[i]}</span></td>`)}</tr>`)}</tbody></table></div>
      <button class="ds-button no-print" data-variant="tertiary" data-size="sm" aria-pressed=${this.asTable ? 'true' : 'false'} @click=${() => {
        this.asTable = !this.asTable;
      }}>${this.asTable ? msg('Visa som diagram') : msg('Visa som tabell')}</button></figure>`;
  }
}

/** Long names on several lines, so that they fit beside the bars. */
function wrapped(label: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of label.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
