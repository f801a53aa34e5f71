import { BarController, BarElement, CategoryScale, Chart, LinearScale } from 'chart.js';
import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { CanvasChart, type Ink } from './canvas-chart.ts';
import { patternFill } from './pattern.ts';

Chart.register(BarController, BarElement, CategoryScale, LinearScale);

/** How many there are at each level 0–4, with the own level marked in words and by pattern. */
@customElement('mr-level-chart')
export class LevelChart extends CanvasChart {
  @property({ attribute: false }) counts: readonly number[] = [];
  @property({ attribute: false }) own: number | null = null;
  @property({ attribute: false }) levelNames: readonly string[] = [];

  protected override height(): number {
    return 260;
  }

  protected override draw(canvas: HTMLCanvasElement, { ink, line, accent, soft, font }: Ink): Chart {
    return new Chart(canvas, {
      type: 'bar',
      data: {
        labels: this.counts.map((_, level) =>
          level === this.own ? [String(level), msg('ni')] : [String(level)],
        ) as unknown as string[],
        datasets: [
          {
            data: [...this.counts],
            backgroundColor: this.counts.map((_, level) =>
              level === this.own ? patternFill(accent, ink, 0) : patternFill(soft, ink, 1),
            ),
            borderColor: ink,
            borderWidth: 1,
            maxBarThickness: 64,
          },
        ],
      },
      options: {
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        layout: { padding: { top: 22 } },
        scales: {
          x: { ticks: { color: ink, font }, grid: { display: false } },
          y: { beginAtZero: true, ticks: { color: ink, font, precision: 0 }, grid: { color: line } },
        },
        events: [],
      },
      plugins: [
        {
          id: 'counts',
          afterDatasetsDraw: (chart) => {
            const { ctx } = chart;
            ctx.save();
            ctx.fillStyle = ink;
            ctx.font = `600 ${font.size}px ${font.family}`;
            ctx.textAlign = 'center';
            chart.getDatasetMeta(0).data.forEach((bar, level) => {
              ctx.fillText(String(this.counts[level] ?? 0), bar.x, bar.y - 8);
            });
            ctx.restore();
          },
        },
      ],
    });
  }

  override render() {
    return this.frame(
      nothing,
      html`<thead>
          <tr>
            <th scope="col">${msg('Nivå')}</th>
            <th scope="col" class="num">${msg('Antal')}</th>
          </tr>
        </thead>
        <tbody>
          ${this.counts.map(
            (n, level) =>
              html`<tr>
                <th scope="row">
                  ${level}
                  ${this.levelNames[level]}${level === this.own ? html` <strong>${msg('(er nivå)')}</strong>` : nothing}
                </th>
                <td class="num">${n}</td>
              </tr>`,
          )}
        </tbody>`,
    );
  }
}
