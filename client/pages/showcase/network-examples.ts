import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { ExampleSummary } from '../../../server/showcase/contract.ts';
import { networkExamples } from '../../api/showcase.ts';
import { formatDate } from '../../i18n/format.ts';
import { Page } from '../../page.ts';
import '../../styles/showcase.css';
import { shownUntil, stageTag } from './stage.ts';

/** For SKL: every example and where it is, with what waits for SKL first. */
@customElement('mr-network-examples')
export class NetworkExamplesPage extends Page {
  @state() private rows: readonly ExampleSummary[] = [];

  override async load(): Promise<void> {
    this.rows = await networkExamples();
  }

  override render() {
    const of = (test: (row: ExampleSummary) => boolean) => this.rows.filter(test);
    const waiting = of(({ stage }) => stage === 'consented');
    const soon = of((row) => row.expiresSoon && row.stage !== 'consented');
    const shown = of((row) => row.visible && !row.expiresSoon && row.stage !== 'consented');
    const rest = of((row) => !row.visible && row.stage !== 'consented');
    return html`<h1 tabindex="-1">${msg('Skyltfönstret')}</h1>
      <p>
        <a href="/skyltfonster">${msg('Se hur det visas')}</a> ·
        <a href="/natverket/utmarker-sig">${msg('Se vilka som utmärker sig')}</a>
      </p>
      ${this.rows.length === 0 ? html`<p>${msg('Inga exempel ännu. Börja med att bjuda in några som utmärker sig.')}</p>` : nothing}
      ${this.renderTable(msg('Att granska'), waiting, msg('Inget väntar på granskning.'))}
      ${this.renderTable(msg('Slutar snart'), soon)} ${this.renderTable(msg('Visas'), shown)}
      ${this.renderTable(msg('Visas inte'), rest)}`;
  }

  private renderTable(heading: string, rows: readonly ExampleSummary[], empty?: string) {
    if (rows.length === 0)
      return empty && this.rows.length > 0
        ? html`<h2>${heading}</h2>
            <p>${empty}</p>`
        : nothing;
    return html`<h2>${heading} <span class="quiet">${rows.length}</span></h2>
      <table class="ds-table two-lines">
        <thead>
          <tr>
            <th scope="col">${msg('Exempel')}</th>
            <th scope="col">${msg('Läge')}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) => {
            const title = row.title || row.subject.title;
            return html`<tr>
              <th scope="row">
                <a
                  href="/natverket/skyltfonster/${row.id}"
                  aria-label=${msg(str`${title} från ${row.organisation.name}`)}
                  >${title}</a
                ><span class="quiet"
                  >${row.organisation.name} ·
                  ${row.subject.code}${row.origin === 'own' ? html` · ${msg('eget exempel')}` : nothing}</span
                >
              </th>
              <td>
                ${stageTag(row)} ${shownUntil(row)}<span class="quiet"
                  >${msg(str`Ändrat ${formatDate(row.updatedAt)}`)}</span
                >
              </td>
            </tr>`;
          })}
        </tbody>
      </table>`;
  }
}
