import { BarController, BarElement, CategoryScale, Chart, LinearScale, type ChartConfiguration } from 'chart.js';
import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { sign } from '../components/sign.ts';
import { formatIndex } from '../i18n/format.ts';
import { CanvasChart, wrapped, type Ink } from './canvas-chart.ts';
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
export class BarChart extends CanvasChart {
  @property({ attribute: false }) labels: readonly string[] = [];
  /** Oldest first; the last is the one that is emphasised. */
  @property({ attribute: false }) series: readonly Series[] = [];

  protected override height(): number {
    return 48 + this.labels.length * (Math.max(1, this.series.length) * 30 + 14);
  }

  protected override draw(canvas: HTMLCanvasElement, { ink, line, accent, soft, font, narrow }: Ink): Chart {
    const pale = getComputedStyle(canvas).getPropertyValue('--mr-series-3').trim() || '#e3ecee';
    return new Chart(canvas, this.configuration({ ink, line, font, narrow, colours: [pale, soft, accent] }));
  }

  private configuration({
    ink,
    line,
    font,
    narrow,
    colours,
  }: Pick<Ink, 'ink' | 'line' | 'font' | 'narrow'> & {
    readonly colours: readonly string[];
  }): ChartConfiguration<'bar'> {
    const n = this.series.length;
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
    const legend =
      this.series.length > 1
        ? html`<ul class="legend plain" aria-hidden="true">
            ${this.series.map(({ name }, i) => html`<li><span class="legend-key" data-series=${this.series.length - i}></span>${name}</li>`)}
          </ul>`
        : nothing;
    return this.frame(
      legend,
      html`<thead>
          <tr>
            <th scope="col">${msg('Grupp')}</th>
            ${this.series.map(({ name }) => html`<th scope="col" class="num">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${this.labels.map(
            (label, i) =>
              html`<tr>
                <th scope="row">${label}</th>
                ${this.series.map(({ values, notes }) => html`<td class="num">${values[i] === null ? sign('missing') : formatIndex(values[i] ?? null)} <span class="quiet small">${notes[i]}</span></td>`)}
              </tr>`,
          )}
        </tbody>`,
    );
  }
}
