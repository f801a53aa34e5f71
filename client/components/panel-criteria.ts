import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Part } from './answer-state.ts';
import { LightElement } from '../page.ts';

export type CriteriaChosen = CustomEvent<readonly string[]>;

/** Chooses which criteria are opened to the assessors: one by one, or an area at a time. */
@customElement('mr-panel-criteria')
export class PanelCriteria extends LightElement {
  @property({ attribute: false }) parts: readonly Part[] = [];
  /** Criteria that are there already. */
  @property({ attribute: false }) taken: ReadonlySet<string> = new Set();
  @state() private chosen: ReadonlySet<string> = new Set();

  /** Those that have been opened are no longer to be chosen; what was refused stays. */
  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('taken')) this.chosen = new Set([...this.chosen].filter((code) => !this.taken.has(code)));
  }

  private choose(codes: readonly string[], on: boolean): void {
    const next = new Set(this.chosen);
    for (const code of codes) {
      if (on) next.add(code);
      else next.delete(code);
    }
    this.chosen = next;
  }

  private submit(event: Event): void {
    event.preventDefault();
    this.dispatchEvent(new CustomEvent('criteria-chosen', { detail: [...this.chosen] }));
  }

  override render() {
    const n = this.chosen.size;
    return html`<form @submit=${this.submit}>
      ${this.parts.map((part) => this.renderPart(part))}
      <button class="ds-button" ?disabled=${n === 0}>
        ${n === 0 ? msg('Öppna de valda') : n === 1 ? msg('Öppna 1 kriterium') : msg(str`Öppna ${n} kriterier`)}
      </button>
    </form>`;
  }

  private renderPart({ name, criteria }: Part) {
    const left = criteria.filter(({ code }) => !this.taken.has(code));
    if (left.length === 0) return nothing;
    const on = left.filter(({ code }) => this.chosen.has(code)).length;
    const codes = left.map(({ code }) => code);
    return html`<details class="ds-details">
      <summary>${name}${on > 0 ? html` <span class="quiet">${msg(str`${on} valda`)}</span>` : nothing}</summary>
      <div>
        ${this.box(msg(str`Hela ${name}`), on === left.length, (now) => {
          this.choose(codes, now);
        })}
        ${left.map(({ code, title }) =>
          this.box(`${code} ${title}`, this.chosen.has(code), (now) => {
            this.choose([code], now);
          }),
        )}
      </div>
    </details>`;
  }

  private box(label: string, on: boolean, change: (on: boolean) => void) {
    return html`<label class="check"
      ><input
        type="checkbox"
        .checked=${on}
        @change=${(event: Event) => {
          change((event.target as HTMLInputElement).checked);
        }}
      />
      ${label}</label
    >`;
  }
}
