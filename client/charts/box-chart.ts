import { BarController, BarElement, CategoryScale, Chart, LinearScale } from 'chart.js';
import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { sign } from '../components/sign.ts';
import { formatIndex } from '../i18n/format.ts';
import { CanvasChart, wrapped, type Ink } from './canvas-chart.ts';

Chart.register(BarController, BarElement, CategoryScale, LinearScale);

export interface Box {
  readonly label: string;
  /** The own value, shown as a diamond. */
  readonly own: number | null;
  readonly median: number | null;
  readonly quartiles: readonly [number, number] | null;
  readonly n: number | null;
  /** The wider group whose figure stands in the place of the group's own; null for its own. */
  readonly from?: string | null;
  /** Why there is no figure, or whom it leaves out. */
  readonly note: string;
}

/**
 * A strip per group: the box holds the middle half of the peers (from the lower to the upper quartile), the line is
 * their median, the diamond is the own value. Never a minimum or a maximum.
 */
@customElement('mr-box-chart')
export class BoxChart extends CanvasChart {
  @property({ attribute: false }) boxes: readonly Box[] = [];
  @property() ownName = '';
  @property() medianName = msg('Median i gruppen');
  @property() middleName = msg('Mittersta hälften av gruppen');
  /** Whether each row says how many have answered, and whose figure it is: where all is about one group. */
  @property({ type: Boolean }) counted = false;
  /** The scale; 0–100 for an index, symmetric around zero for a change. */
  @property({ attribute: false }) range: readonly [number, number] = [0, 100];

  protected override height(): number {
    return 40 + this.boxes.reduce((sum, { from }) => sum + (this.counted && from ? 96 : 68), 0);
  }

  protected override draw(canvas: HTMLCanvasElement, { ink, line, accent, soft, font, narrow }: Ink): Chart {
    const [min, max] = this.range;
    return new Chart<'bar', ([number, number] | null)[], string[]>(canvas, {
      type: 'bar',
      data: {
        labels: this.boxes.map(({ label, n, from }) => [
          ...[wrapped(label, narrow ? 15 : 30)].flat(),
          ...(this.counted && from ? [wrapped(from, narrow ? 15 : 30)].flat() : []),
          ...(this.counted && n !== null ? [msg(str`${n} svar`)] : []),
        ]),
        datasets: [
          {
            data: this.boxes.map(({ quartiles }) => (quartiles ? [quartiles[0], quartiles[1]] : null)),
            backgroundColor: soft,
            borderColor: ink,
            borderWidth: 1,
            borderSkipped: false,
            maxBarThickness: 18,
            minBarLength: 3,
          },
        ],
      },
      options: {
        indexAxis: 'y',
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        layout: { padding: { right: 10 } },
        scales: {
          x: {
            min,
            max,
            ticks: { color: ink, font, maxTicksLimit: 5 },
            grid: { color: line },
            border: { display: false },
          },
          y: {
            ticks: { color: ink, font: { ...font, size: narrow ? 12 : font.size }, autoSkip: false },
            grid: { display: false },
          },
        },
        events: [],
      },
      plugins: [
        {
          id: 'marks',
          afterDatasetsDraw: (chart) => {
            const { ctx, scales, chartArea } = chart;
            const { x, y } = scales;
            if (!x || !y) return;
            ctx.save();
            ctx.font = `600 ${font.size - 1}px ${font.family}`;
            ctx.textBaseline = 'middle';
            this.boxes.forEach(({ own, median, note }, i) => {
              const at = y.getPixelForValue(i);
              if (median !== null) {
                ctx.fillStyle = ink;
                ctx.fillRect(x.getPixelForValue(median) - 2, at - 13, 4, 26);
              } else if (own === null) {
                ctx.fillStyle = ink;
                ctx.fillText(note === '' ? '-' : '..', chartArea.left + 6, at);
              }
              if (own !== null) diamond(ctx, x.getPixelForValue(own), at, accent, ink);
              // The numbers stand where the marks are: the own above, the group's below.
              ctx.fillStyle = ink;
              ctx.textAlign = 'center';
              const within = (place: number) => Math.min(Math.max(place, chartArea.left + 16), chartArea.right - 8);
              if (own !== null) ctx.fillText(formatIndex(own), within(x.getPixelForValue(own)), at - 20);
              if (median !== null) ctx.fillText(formatIndex(median), within(x.getPixelForValue(median)), at + 22);
              ctx.textAlign = 'start';
            });
            ctx.restore();
          },
        },
      ],
    });
  }

  override render() {
    const legend = html`<ul class="legend plain" aria-hidden="true">
      ${
        this.ownName
          ? html`<li>
              <svg width="16" height="16" viewBox="0 0 16 16"><path d="M8 1l7 7-7 7-7-7z" class="own-key"></path></svg>
              ${this.ownName}
            </li>`
          : ''
      }
      <li><span class="median-key"></span>${this.medianName}</li>
      <li><span class="box-key"></span>${this.middleName}</li>
    </ul>`;
    return this.frame(
      legend,
      html`<thead>
          <tr>
            <th scope="col">${msg('Visar')}</th>
            ${this.ownName ? html`<th scope="col" class="num">${this.ownName}</th>` : ''}
            <th scope="col" class="num">${this.medianName}</th>
            <th scope="col" class="num">${msg('Undre kvartil')}</th>
            <th scope="col" class="num">${msg('Övre kvartil')}</th>
            <th scope="col" class="num">${msg('Antal')}</th>
            <th scope="col">${msg('Anmärkning')}</th>
          </tr>
        </thead>
        <tbody>
          ${this.boxes.map(
            (box) =>
              html`<tr>
                <th scope="row">
                  ${box.label}${box.from ? html` <span class="quiet small whose">${box.from}</span>` : nothing}
                </th>
                ${this.ownName ? html`<td class="num">${box.own === null ? sign('missing') : formatIndex(box.own)}</td>` : ''}
                <td class="num">${box.median === null ? sign('withheld') : formatIndex(box.median)}</td>
                <td class="num">${box.quartiles ? formatIndex(box.quartiles[0]) : sign('withheld')}</td>
                <td class="num">${box.quartiles ? formatIndex(box.quartiles[1]) : sign('withheld')}</td>
                <td class="num">${box.n ?? sign('withheld')}</td>
                <td class="small">${box.note}</td>
              </tr>`,
          )}
        </tbody>`,
    );
  }
}

function diamond(ctx: CanvasRenderingContext2D, x: number, y: number, fill: string, stroke: string): void {
  ctx.beginPath();
  ctx.moveTo(x, y - 9);
  ctx.lineTo(x + 9, y);
  ctx.lineTo(x, y + 9);
  ctx.lineTo(x - 9, y);
  ctx.closePath();
  ctx.fillStyle = fill;
  ctx.fill();
  ctx.strokeStyle = stroke;
  ctx.lineWidth = 1.5;
  ctx.stroke();
}
