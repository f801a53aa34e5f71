import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { ImportChange, ImportPreview } from '../../server/workbooks/contract.ts';
import { assessment, saveAnswer } from '../api/assessments.ts';
import { exportAddress, importPreview } from '../api/documents.ts';
import { ApiError, type FieldError } from '../api/http.ts';
import { changeList } from '../components/import-change.ts';
import { Page } from '../page.ts';

/** Answers from Excel: every change is seen before anything is saved, and each is saved as if it were typed. */
@customElement('mr-import')
export class ImportPage extends Page {
  @state() private preview: ImportPreview | null = null;
  @state() private problem = '';
  @state() private errors: readonly FieldError[] = [];
  @state() private told = '';
  @state() private busy = false;
  /** Those that somebody else has changed since the file was read. */
  @state() private refused: readonly ImportChange[] = [];
  private draft = true;

  override async load(): Promise<void> {
    this.draft = (await assessment(this.assessment, { fresh: true })).state === 'draft';
  }

  private get assessment(): string {
    return this.params.id ?? '';
  }

  override render() {
    return html`<div class="reading">
      <p class="eyebrow"><a href="/sjalvskattning/${this.assessment}">${msg('Självskattning')}</a></p>
      <h1 tabindex="-1">${msg('Läs in svar från Excel')}</h1>
      ${this.draft ? this.renderDraft() : html`<p>${msg('Självskattningen är låst, så inga svar kan läsas in.')}</p>`}
    </div>`;
  }

  private renderDraft() {
    return html`<ol>
        <li>
          <a href=${exportAddress(this.assessment, 'xlsx')} download>${msg('Hämta svaren som Excel')}</a>.
          ${msg('Låt kolumnernas namn och koderna vara.')}
        </li>
        <li>${msg('Ändra på bladen Svar och Underlag. Rader som du tar bort på bladet Svar lämnas som de är.')}</li>
        <li>${msg('Välj filen här. Du ser alla ändringar innan något sparas.')}</li>
      </ol>
      <div class="field">
        <label class="ds-label" for="file">${msg('Excelfil')}</label>
        <input class="ds-input" id="file" type="file" accept=".xlsx" ?disabled=${this.busy} @change=${this.read} />
      </div>
      <p role="status">${this.told}</p>
      ${this.renderProblem()} ${this.preview ? this.renderPreview(this.preview) : nothing} ${this.renderRefused()}`;
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

  private renderPreview({ changes, unchanged }: ImportPreview) {
    if (changes.length === 0)
      return html`<p>
        <strong>${msg('Filen ändrar ingenting.')}</strong> ${msg(str`${unchanged} svar är desamma som här.`)}
      </p>`;
    return html`<section>
      <h2>${changes.length === 1 ? msg('1 svar ändras') : msg(str`${changes.length} svar ändras`)}</h2>
      <p>${msg(str`${unchanged} är desamma som här.`)}</p>
      ${changeList(changes)}
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

  private renderRefused() {
    if (this.refused.length === 0) return nothing;
    return html`<section class="panel">
      <h2>${msg('Ändrat av någon annan under tiden')}</h2>
      <p>${msg('De här sparades inte. Öppna kriteriet, eller läs in filen igen och se skillnaden.')}</p>
      <ul>
        ${this.refused.map(({ code, title }) => html`<li><a href="/sjalvskattning/${this.assessment}/${code}">${code} ${title}</a></li>`)}
      </ul>
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
      this.preview = await importPreview(this.assessment, file);
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
    const refused: ImportChange[] = [];
    this.busy = true;
    let saved = 0;
    try {
      for (const change of changes) {
        this.told = msg(str`Sparar ${saved + refused.length + 1} av ${changes.length} …`);
        try {
          await saveAnswer(this.assessment, change.code, change.revision, change.after);
          saved += 1;
        } catch (error) {
          if (!(error instanceof ApiError) || error.code !== 'conflict') throw error;
          refused.push(change);
        }
      }
      this.start(saved === 1 ? msg('1 svar är sparat.') : msg(str`${saved} svar är sparade.`));
    } catch (error) {
      const left = changes.length - saved - refused.length;
      this.start(msg(str`${saved} svar är sparade, ${left} är kvar. Läs in filen igen för att spara resten.`));
      this.fail(error);
    }
    this.refused = refused;
    this.busy = false;
  };
}
