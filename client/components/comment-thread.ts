import { msg } from '@lit/localize';
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CommentView } from '../../server/assessments/contract.ts';
import { addComment, comments } from '../api/assessments.ts';
import { ApiError } from '../api/http.ts';
import { formatTime } from '../i18n/format.ts';
import { LightElement } from '../page.ts';

/** Working notes between colleagues about one criterion: never frozen, sent or exported. */
@customElement('mr-comment-thread')
export class CommentThread extends LightElement {
  @property() assessment = '';
  @property() code = '';
  @property({ type: Number }) count = 0;
  /** Open from the start: whoever comes from a list of comments to read. */
  @property({ type: Boolean }) opened = false;
  @state() private thread: readonly CommentView[] | null = null;
  @state() private text = '';
  @state() private problem = '';

  private async open(event: Event): Promise<void> {
    if ((event.target as HTMLDetailsElement).open && !this.thread) await this.fetch();
  }

  /** A question from elsewhere on the page has become a comment. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('count') && this.thread && this.thread.length !== this.count) void this.fetch();
  }

  private async fetch(): Promise<void> {
    try {
      this.thread = await comments(this.assessment, this.code);
    } catch (error) {
      this.problem = error instanceof ApiError ? error.message : String(error);
    }
  }

  private async send(event: Event): Promise<void> {
    event.preventDefault();
    try {
      this.thread = await addComment(this.assessment, this.code, this.text);
      this.count = this.thread.length;
      this.text = '';
      this.problem = '';
    } catch (error) {
      this.problem = error instanceof ApiError ? (error.errors[0]?.message ?? error.message) : String(error);
      await this.updateComplete;
      this.querySelector<HTMLElement>('.ds-error-summary')?.focus();
    }
  }

  override render() {
    return html`<details class="ds-details" ?open=${this.opened} @toggle=${this.open}>
      <summary>${msg('Kommentarer')} (${this.count})</summary>
      <div>
        ${
          this.thread?.length
            ? html`<ol class="plain thread">
                ${this.thread.map(
                  ({ name, text, createdAt }) =>
                    html`<li>
                      <p class="quiet"><strong>${name}</strong>, ${formatTime(createdAt)}</p>
                      <p class="typed">${text}</p>
                    </li>`,
                )}
              </ol>`
            : nothing
        }
        <form novalidate @submit=${this.send}>
          ${
            this.problem
              ? html`<div class="ds-error-summary" role="alert" tabindex="-1">
                  <h2>${msg('Det här behöver rättas')}</h2>
                  <ul>
                    <li>
                      <a
                        href="#comment"
                        @click=${(event: Event) => {
                          event.preventDefault();
                          this.querySelector('textarea')?.focus();
                        }}
                        >${this.problem}</a
                      >
                    </li>
                  </ul>
                </div>`
              : nothing
          }
          <div class="field">
            <label for="comment">${msg('Skriv till dina kollegor')}</label>
            <p class="help" id="comment-help">
              ${msg('Kommentarer är arbetsanteckningar och följer inte med till beslutet. Det du skriver kan bli allmän handling. Skriv inga personuppgifter.')}
            </p>
            <textarea
              class="ds-input"
              id="comment"
              rows="2"
              aria-describedby="comment-help"
              .value=${this.text}
              @input=${(event: Event) => {
                this.text = (event.target as HTMLTextAreaElement).value;
              }}
            ></textarea>
          </div>
          <button class="ds-button" data-variant="secondary" data-size="sm">${msg('Skicka kommentaren')}</button>
        </form>
      </div>
    </details>`;
  }
}
