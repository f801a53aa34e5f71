import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Action, StatusChange } from '../../server/actions/contract.ts';
import { actions, changeAction, statusPreview } from '../api/network.ts';
import { signedIn } from '../api/session.ts';
import { actionBodyOf } from '../components/action-body.ts';
import { actionState } from '../components/action-state.ts';
import { formatDate } from '../i18n/format.ts';
import { FileImportPage } from './file-import.ts';
import '../styles/document.css';

/** How far the actions have come, from the system in which the organisation follows up everything else. */
@customElement('mr-status-import')
export class StatusImportPage extends FileImportPage<StatusChange> {
  private code = '';
  private rows: readonly Action[] = [];
  protected override readonly accept = '.txt,.tsv,.csv,.xlsx';
  protected override readonly fileLabel = msg('Fil');
  protected override readonly words = {
    unchanged: (n: number) => (n === 1 ? msg('1 åtgärd är som här.') : msg(str`${n} åtgärder är som här.`)),
    changes: (n: number) => (n === 1 ? msg('1 åtgärd ändras') : msg(str`${n} åtgärder ändras`)),
    saved: (n: number) => (n === 1 ? msg('1 åtgärd är sparad.') : msg(str`${n} åtgärder är sparade.`)),
  };

  override async load(): Promise<void> {
    this.code = (await signedIn()).organisation?.code ?? '';
    this.rows = await actions(this.code);
  }

  protected override async ask(file: File) {
    const preview = await statusPreview(this.code, file);
    this.rows = await actions(this.code);
    return preview;
  }

  /** Everything else of the action stays as it was when the file was compared with it. */
  protected override store({ id, revision, after }: StatusChange) {
    const action = this.rows.find((row) => row.id === id);
    if (!action) throw new Error(`There is no action ${id}.`);
    return changeAction(this.code, id, revision, { ...actionBodyOf(action), ...after });
  }

  override render() {
    return html`<div class="reading">
      <p class="eyebrow"><a href="/atgarder">${msg('Åtgärder')}</a></p>
      <h1 tabindex="-1">${msg('Läs in åtgärdernas läge')}</h1>
      <p>
        ${msg('Följer ni upp åtgärderna i ett annat system? Ta dit dem som en fil, och läs in läget här när det har ändrats.')}
      </p>
      <ol>
        <li>
          <a href="/api/v1/organisations/${this.code}/actions.tsv" download
            >${msg('Hämta åtgärderna som tabbavgränsad text')}</a
          >
          ${msg('eller')}
          <a href="/api/v1/organisations/${this.code}/actions.xlsx" download>${msg('som Excel')}</a>.
          ${msg('Kolumnen Id ska följa med till det andra systemet.')}
        </li>
        <li>
          ${msg('Hämta en fil därifrån med kolumnerna Id och Läge, och gärna Klart senast. Läget ska vara Planerad, Pågår eller Klar.')}
        </li>
        <li>${msg('Välj filen här. Du ser alla ändringar innan något sparas.')}</li>
      </ol>
      ${this.renderImport()}
    </div>`;
  }

  protected override renderChanges(changes: readonly StatusChange[]): TemplateResult {
    const words = ({ state, due }: StatusChange['after']) =>
      due === null ? actionState(state) : msg(str`${actionState(state)}, klart senast ${formatDate(due)}`);
    return html`<ul class="plain">
      ${changes.map(
        ({ title, before, after }) =>
          html`<li class="panel">
            <h3>${title}</h3>
            <p>
              <span class="quiet">${msg('Nu:')}</span> ${words(before)}<br /><span class="quiet"
                >${msg('I filen:')}</span
              >
              <strong>${words(after)}</strong>
            </p>
          </li>`,
      )}
    </ul>`;
  }

  protected override renderRefused(refused: readonly StatusChange[]): TemplateResult {
    return html`<p>${msg('De här sparades inte. Läs in filen igen och se skillnaden.')}</p>
      <ul>
        ${refused.map(({ title }) => html`<li>${title}</li>`)}
      </ul>`;
  }
}
