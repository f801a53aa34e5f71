import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { ApiError, type FieldError } from '../api/http.ts';
import { Page } from '../page.ts';

interface Preview<Change> {
  readonly changes: readonly Change[];
  readonly unchanged: number;
}

/** Something read from a file: every change is seen before anything is saved, and each is saved as if it were typed. */
export abstract class FileImportPage<Change> extends Page {
  @state() private preview: Preview<Change> | null = null;
  @state() private problem = '';
  @state() private errors: readonly FieldError[] = [];
  @state() private told = '';
  @state() private busy = false;
  /** Those that somebody else has changed since the file was read. */
  @state() private refused: readonly Change[] = [];

  /** What kinds of file the person chooses among, and what the field is called. */
  protected abstract readonly accept: string;
  protected abstract readonly fileLabel: string;
  /** Sends the file, and hears what it would change. */
  protected abstract ask(file: File): Promise<Preview<Change>>;
  /** Saves one of the changes over the revision that it was compared with. */
  protected abstract store(change: Change): Promise<unknown>;
  /** In the words of what is read: how many there are, and how many are saved. */
  protected abstract readonly words: {
    readonly unchanged: (n: number) => string;
    readonly changes: (n: number) => string;
    readonly saved: (n: number) => string;
  };
  protected abstract renderChanges(changes: readonly Change[]): TemplateResult;
  /** Where each of those that were not saved can be seen. */
  protected abstract renderRefused(refused: readonly Change[]): TemplateResult;

  /** The field for the file, and what comes of it. */
  protected renderImport(): TemplateResult {
    return html`<div class="field">
        <label class="ds-label" for="file">${this.fileLabel}</label>
        <input
          class="ds-input"
          id="file"
          type="file"
          accept=${this.accept}
          ?disabled=${this.busy}
          @change=${this.read}
        />
      </div>
      <p role="status">${this.told}</p>
      ${this.renderProblem()} ${this.preview ? this.renderPreview(this.preview) : nothing}
      ${
        this.refused.length > 0
          ? html`<section class="panel">
              <h2>${msg('Ändrat av någon annan under tiden')}</h2>
              ${this.renderRefused(this.refused)}
            </section>`
          : nothing
      }`;
  }

  private renderProblem() {
    if (this.problem === '') return nothing;
    const rows = this.errors.filter(({ field }) => field !== 'file');
    return html`<div class="ds-error-summary" role="alert" tabindex="-1">
      <h2>${this.problem}</h2>
      ${
        rows.length > 0
          ? html`<ul>
              ${rows.map(({ field, message }) => html`<li><strong>${field}:</strong> ${message}</li>`)}
            </ul>`
          : nothing
      }
    </div>`;
  }

  private renderPreview({ changes, unchanged }: Preview<Change>) {
    if (changes.length === 0)
      return html`<p><strong>${msg('Filen ändrar ingenting.')}</strong> ${this.words.unchanged(unchanged)}</p>`;
    return html`<section>
      <h2>${this.words.changes(changes.length)}</h2>
      <p>${this.words.unchanged(unchanged)}</p>
      ${this.renderChanges(changes)}
      <p class="actions">
        <button class="ds-button" ?disabled=${this.busy} @click=${this.save}>
          ${changes.length === 1 ? msg('Spara ändringen') : msg(str`Spara ${changes.length} ändringar`)}
        </button>
        <button
          class="ds-button"
          data-variant="tertiary"
          ?disabled=${this.busy}
          @click=${() => {
            this.start(msg('Inget är sparat.'));
          }}
        >
          ${msg('Avbryt')}
        </button>
      </p>
    </section>`;
  }

  private start(told: string): void {
    this.preview = null;
    this.problem = '';
    this.errors = [];
    this.refused = [];
    this.told = told;
    const input = this.querySelector<HTMLInputElement>('#file');
    if (input) input.value = '';
  }

  private fail(error: unknown): void {
    this.problem = error instanceof ApiError ? error.message : String(error);
    this.errors = error instanceof ApiError ? error.errors : [];
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.ds-error-summary')?.focus());
  }

  private readonly read = async ({ currentTarget }: Event): Promise<void> => {
    const file = (currentTarget as HTMLInputElement).files?.[0];
    if (!file) return;
    this.start(msg(str`Läser ${file.name} …`));
    this.busy = true;
    try {
      this.preview = await this.ask(file);
      this.told = msg(str`${file.name} är läst. Inget är sparat ännu.`);
    } catch (error) {
      this.told = '';
      this.fail(error);
    }
    this.busy = false;
  };

  /** One after another; what was saved stays saved when the connection is lost on the way. */
  private readonly save = async (): Promise<void> => {
    const changes = this.preview?.changes ?? [];
    const refused: Change[] = [];
    this.busy = true;
    let saved = 0;
    try {
      for (const change of changes) {
        this.told = msg(str`Sparar ${saved + refused.length + 1} av ${changes.length} …`);
        try {
          await this.store(change);
          saved += 1;
        } catch (error) {
          if (!(error instanceof ApiError) || error.code !== 'conflict') throw error;
          refused.push(change);
        }
      }
      this.start(this.words.saved(saved));
    } catch (error) {
      const left = changes.length - saved - refused.length;
      this.start(`${this.words.saved(saved)} ${msg(str`${left} är kvar. Läs in filen igen för att spara resten.`)}`);
      this.fail(error);
    }
    this.refused = refused;
    this.busy = false;
  };
}
