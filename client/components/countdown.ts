import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { LightElement } from '../page.ts';

const MINUTES = [1, 2, 3, 5, 10] as const;

/** A clock for the talk about one criterion: seen on the big screen, heard when it is out. */
@customElement('mr-countdown')
export class Countdown extends LightElement {
  @state() private left: number | null = null;
  @state() private running = false;
  private ends = 0;
  private tick: ReturnType<typeof setInterval> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.tick);
  }

  private start(seconds: number): void {
    clearInterval(this.tick);
    this.left = seconds;
    this.running = seconds > 0;
    this.ends = Date.now() + seconds * 1000;
    this.tick = setInterval(() => {
      this.left = Math.max(0, Math.round((this.ends - Date.now()) / 1000));
      if (this.left === 0) this.pause();
    }, 250);
  }

  private pause(): void {
    clearInterval(this.tick);
    this.running = false;
  }

  override render() {
    const { left } = this;
    const shown = left === null ? '' : `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
    return html`<div class="countdown no-print" role="group" aria-label=${msg('Tidtagning')}>
      ${left === null ? nothing : html`<span class="countdown-left" role="timer">${shown}</span>`}
      ${
        left === null || left === 0
          ? MINUTES.map(
              (minutes) =>
                html`<button
                  class="ds-button"
                  data-size="sm"
                  data-variant="secondary"
                  @click=${() => {
                    this.start(minutes * 60);
                  }}
                >
                  ${msg(str`${minutes} min`)}
                </button>`,
            )
          : html`<button
                class="ds-button"
                data-size="sm"
                data-variant="secondary"
                @click=${() => {
                  if (this.running) this.pause();
                  else this.start(left);
                }}
              >
                ${this.running ? msg('Pausa') : msg('Fortsätt')}</button
              ><button
                class="ds-button"
                data-size="sm"
                data-variant="tertiary"
                @click=${() => {
                  this.pause();
                  this.left = null;
                }}
              >
                ${msg('Nollställ')}
              </button>`
      }
      <span class="visually-hidden" role="status">${left === 0 ? msg('Tiden är ute.') : ''}</span>
    </div>`;
  }
}
