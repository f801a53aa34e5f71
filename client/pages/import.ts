import { msg, str } from '@lit/localize';
import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { ImportChange } from '../../server/workbooks/contract.ts';
import { assessment, saveAnswer } from '../api/assessments.ts';
import { exportAddress, importPreview } from '../api/documents.ts';
import { changeList } from '../components/import-change.ts';
import { FileImportPage } from './file-import.ts';

/** Answers from Excel. */
@customElement('mr-import')
export class ImportPage extends FileImportPage<ImportChange> {
  private draft = true;
  protected override readonly accept = '.xlsx';
  protected override readonly fileLabel = msg('Excelfil');
  protected override readonly words = {
    unchanged: (n: number) => msg(str`${n} svar är desamma som här.`),
    changes: (n: number) => (n === 1 ? msg('1 svar ändras') : msg(str`${n} svar ändras`)),
    saved: (n: number) => (n === 1 ? msg('1 svar är sparat.') : msg(str`${n} svar är sparade.`)),
  };

  override async load(): Promise<void> {
    this.draft = (await assessment(this.assessment, { fresh: true })).state === 'draft';
  }

  private get assessment(): string {
    return this.params.id ?? '';
  }

  protected override ask(file: File) {
    return importPreview(this.assessment, file);
  }

  protected override store({ code, revision, after }: ImportChange) {
    return saveAnswer(this.assessment, code, revision, after);
  }

  override render() {
    return html`<div class="reading">
      <p class="eyebrow"><a href="/sjalvskattning/${this.assessment}">${msg('Självskattning')}</a></p>
      <h1 tabindex="-1">${msg('Läs in svar från Excel')}</h1>
      ${
        this.draft
          ? html`<ol>
                <li>
                  <a href=${exportAddress(this.assessment, 'xlsx')} download>${msg('Hämta svaren som Excel')}</a>.
                  ${msg('Låt kolumnernas namn och koderna vara.')}
                </li>
                <li>
                  ${msg('Ändra på bladen Svar och Underlag. Rader som du tar bort på bladet Svar lämnas som de är.')}
                </li>
                <li>${msg('Välj filen här. Du ser alla ändringar innan något sparas.')}</li>
              </ol>
              ${this.renderImport()}`
          : html`<p>${msg('Självskattningen är låst, så inga svar kan läsas in.')}</p>`
      }
    </div>`;
  }

  protected override renderChanges(changes: readonly ImportChange[]) {
    return changeList(changes);
  }

  protected override renderRefused(refused: readonly ImportChange[]) {
    return html`<p>${msg('De här sparades inte. Öppna kriteriet, eller läs in filen igen och se skillnaden.')}</p>
      <ul>
        ${refused.map(({ code, title }) => html`<li><a href="/sjalvskattning/${this.assessment}/${code}">${code} ${title}</a></li>`)}
      </ul>`;
  }
}
