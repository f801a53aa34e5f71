import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AnswerVersion } from '../../server/assessments/contract.ts';
import { removeVersion, versionsOf } from '../api/assessments.ts';
import { ApiError } from '../api/http.ts';
import { formatTime } from '../i18n/format.ts';
import { LightElement } from '../page.ts';

/** The revision to put back. */
export type RestoreVersion = CustomEvent<number>;

/** What the answer to one criterion has said before: nothing that somebody wrote is gone while it is a draft. */
@customElement('mr-answer-versions')
export class AnswerVersions extends LightElement {
  @property() assessment = '';
  @property() code = '';
  /** Whether they can be put back. */
  @property({ type: Boolean }) editable = false;
  @state() private versions: readonly AnswerVersion[] | null = null;
  @state() private problem = '';
  /** The version that the person is asked once more about. */
  @state() private removing: number | null = null;

  /** The answer's own revision when the page was drawn. */
  @property({ type: Number }) revision = 0;

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('revision') && this.versions !== null) void this.fetch();
  }

  /** Asked for each time it is opened: a colleague may have saved meanwhile. */
  private async open(event: Event): Promise<void> {
    if ((event.target as HTMLDetailsElement).open) await this.fetch();
  }

  private async fetch(): Promise<void> {
    try {
      this.versions = await versionsOf(this.assessment, this.code);
      this.problem = '';
    } catch (error) {
      this.problem = error instanceof ApiError ? error.message : String(error);
    }
  }

  /** For good: what should not have been written, such as a person's name. */
  private async takeAway(revision: number): Promise<void> {
    try {
      await removeVersion(this.assessment, this.code, revision);
    } catch (error) {
      this.problem = error instanceof ApiError ? error.message : String(error);
    }
    this.removing = null;
    await this.fetch();
  }

  private restore(revision: number): void {
    this.dispatchEvent(new CustomEvent('restore-version', { detail: revision, bubbles: true }));
  }

  override render() {
    return html`<details class="ds-details" @toggle=${this.open}>
      <summary>${msg('Tidigare versioner')}</summary>
      <div>
        ${this.problem ? html`<p role="alert">${this.problem}</p>` : nothing}
        ${
          this.versions?.length === 0
            ? html`<p>
                ${msg('Inga ännu. En version sparas när någon annan tar vid, när du kommer tillbaka efter ett tag eller när mycket text tas bort.')}
              </p>`
            : html`<ol class="plain thread">
                ${this.versions?.map((version) => this.renderVersion(version))}
              </ol>`
        }
      </div>
    </details>`;
  }

  private renderVersion({ revision, level, notApplicable, reason, motivation, evidence, ...saved }: AnswerVersion) {
    const when = formatTime(saved.savedAt);
    return html`<li>
      <p class="quiet">${saved.savedBy ? html`<strong>${saved.savedBy}</strong>, ${when}` : when}</p>
      <p>${notApplicable ? msg('Ej aktuellt') : level === null ? msg('Ingen nivå vald') : msg(str`Nivå ${level}`)}</p>
      ${reason ? html`<p class="typed">${reason}</p>` : nothing}
      ${motivation ? html`<p class="typed">${motivation}</p>` : nothing}
      ${
        evidence.length > 0
          ? html`<ul>
              ${evidence.map(({ title, diarienummer }) => html`<li>${[title, diarienummer].filter(Boolean).join(', ')}</li>`)}
            </ul>`
          : nothing
      }
      ${
        this.editable
          ? html`<p>
              <button
                class="link-button"
                aria-label=${msg(str`Återställ versionen från ${when}`)}
                @click=${() => {
                  this.restore(revision);
                }}
              >
                ${msg('Återställ')}
              </button>
              ${
                this.removing === revision
                  ? html`<button class="link-button" @click=${() => this.takeAway(revision)}>
                      ${msg('Ja, ta bort för gott')}
                    </button>`
                  : html`<button
                      class="link-button"
                      aria-label=${msg(str`Ta bort versionen från ${when}`)}
                      @click=${() => {
                        this.removing = revision;
                      }}
                    >
                      ${msg('Ta bort')}
                    </button>`
              }
            </p>`
          : nothing
      }
    </li>`;
  }
}
