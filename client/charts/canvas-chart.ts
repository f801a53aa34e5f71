import type { Chart } from 'chart.js';
import { msg } from '@lit/localize';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { LightElement } from '../page.ts';
import '../styles/charts.css';

export interface Ink {
  readonly ink: string;
  readonly line: string;
  readonly accent: string;
  readonly soft: string;
  readonly font: { readonly family: string; readonly size: number };
  readonly narrow: boolean;
}

/** What every chart has: a caption, a sentence, a table behind a button, and redrawing when the colours change. */
export abstract class CanvasChart extends LightElement {
  @property() caption = '';
  /** The chart in one sentence; a screen reader meets it first. */
  @property() summary = '';
  @state() protected asTable = false;
  #chart: Chart | undefined;
  /** Counts what has been shown, so that each figure is in nodes of its own. */
  #shown = 0;
  readonly #scheme = matchMedia('(prefers-color-scheme: dark)');
  readonly #paper = matchMedia('print');
  readonly #redraw = () => {
    this.#draw();
  };

  /** The chart on a canvas; `height` is set on the canvas' box, since the security policy allows no style attributes. */
  protected abstract draw(canvas: HTMLCanvasElement, ink: Ink): Chart;
  protected abstract height(): number;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#scheme.addEventListener('change', this.#redraw);
    this.#paper.addEventListener('change', this.#redraw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#scheme.removeEventListener('change', this.#redraw);
    this.#paper.removeEventListener('change', this.#redraw);
    this.#chart?.destroy();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (isNew(changed)) this.#shown += 1;
  }

  protected override updated(changed: PropertyValues): void {
    if (isNew(changed)) this.#draw();
  }

  #draw(): void {
    this.#chart?.destroy();
    const canvas = this.querySelector('canvas');
    if (!canvas?.parentElement) return;
    canvas.parentElement.style.blockSize = `${this.height()}px`;
    const style = getComputedStyle(canvas);
    const colour = (name: string, fallback: string) => style.getPropertyValue(name).trim() || fallback;
    this.#chart = this.draw(canvas, {
      ink: colour('--mr-ink', '#15262a'),
      line: colour('--mr-line', '#b9c7ca'),
      accent: colour('--mr-series-1', '#1b5e6b'),
      soft: colour('--mr-series-2', '#8fb8c0'),
      font: { family: style.fontFamily, size: 14 },
      narrow: canvas.parentElement.clientWidth < 480,
    });
  }

  readonly #toggle = () => {
    this.asTable = !this.asTable;
  };

  /**
   * The figure around the canvas: caption, sentence, legend, and the same figures as a table. A browser that translates
   * the page replaces its text nodes, and what is written into the old ones is never seen: new figures get a new figure.
   */
  protected frame(legend: TemplateResult | typeof nothing, table: TemplateResult): TemplateResult {
    const figure = html`<figure class="chart">
      <figcaption>${this.caption}</figcaption>
      <p class="chart-summary">${this.summary}</p>
      ${legend}
      <div class="canvas" ?hidden=${this.asTable}><canvas role="img" aria-label=${this.caption}></canvas></div>
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
          ${table}
        </table>
      </div>
      <button
        class="ds-button no-print"
        data-variant="tertiary"
        data-size="sm"
        aria-pressed=${this.asTable ? 'true' : 'false'}
        @click=${this.#toggle}
      >
        ${this.asTable ? msg('Visa som diagram') : msg('Visa som tabell')}
      </button>
    </figure>`;
    return html`${keyed(this.#shown, figure)}`;
  }
}

/** Whether there is something else to show, and not only another way of showing it. */
const isNew = (changed: PropertyValues): boolean => changed.size !== 1 || !changed.has('asTable');

/** Long names on several lines, so that they fit beside the bars. */
export function wrapped(label: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of label.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
