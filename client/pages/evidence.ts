import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { AssessmentView, EvidenceItem } from '../../server/assessments/contract.ts';
import { bySwedish } from '../../criteria/order.ts';
import type { Catalogue } from '../../criteria/model.ts';
import { assessment, catalogue, summaries } from '../api/assessments.ts';
import { organisationCode } from '../api/session.ts';
import { lacksEvidence } from '../components/answer-state.ts';
import { formatDate } from '../i18n/format.ts';
import { exportAddress, tableAddress } from '../api/documents.ts';
import { fileLinks } from '../components/file-links.ts';
import { Page } from '../page.ts';

/** Every reference in the newest assessment, once each, and where one is missing. */
@customElement('mr-evidence')
export class EvidencePage extends Page {
  private view: AssessmentView | undefined;
  private catalogue: Catalogue | undefined;

  override async load(): Promise<void> {
    const [latest] = await summaries(await organisationCode());
    if (!latest) return;
    this.view = await assessment(latest.id, { fresh: true });
    this.catalogue = await catalogue(latest.catalogue);
  }

  override render() {
    const { view } = this;
    if (!view)
      return html`<div class="reading">
        <h1 tabindex="-1">${msg('Underlag')}</h1>
        <p>${msg('Det finns ingen självskattning ännu. Underlag lägger ni till när ni svarar på ett kriterium.')}</p>
      </div>`;
    const rows = new Map<string, { item: EvidenceItem; codes: string[] }>();
    for (const { code, evidence } of view.answers) {
      for (const item of evidence) {
        const key = JSON.stringify(item);
        rows.set(key, { item, codes: [...(rows.get(key)?.codes ?? []), code] });
      }
    }
    const sorted = [...rows.values()].sort((a, b) => bySwedish(a.item.title, b.item.title));
    const bare = view.answers.filter((answer) => lacksEvidence(answer));
    const titles = new Map(this.catalogue?.criteria.map(({ code, title }) => [code, title]));
    const link = (code: string) =>
      html`<a href="/sjalvskattning/${view.id}/${code}" title=${titles.get(code) ?? ''}>${code}</a> `;
    return html`<h1 tabindex="-1">${msg(str`Underlag ${view.year}`)}</h1>
      ${sorted.length > 0 ? fileLinks(exportAddress(view.id, 'xlsx'), tableAddress(view.id, 'underlag')) : nothing}
      ${
        sorted.length === 0
          ? html`<p>
              ${msg('Inget underlag ännu. Lägg till beslut och dokument när ni svarar på ett kriterium.')}
              <a href="/sjalvskattning/${view.id}">${msg('Till kriterierna')}</a>
            </p>`
          : html`<div class="table-wrap" tabindex="0" role="region" aria-label=${msg('Underlag')}>
              <table class="ds-table">
                <thead>
                  <tr>
                    <th scope="col">${msg('Rubrik')}</th>
                    <th scope="col">${msg('Diarienummer')}</th>
                    <th scope="col">${msg('Datum')}</th>
                    <th scope="col">${msg('Kriterier')}</th>
                  </tr>
                </thead>
                <tbody>
                  ${sorted.map(
                    ({ item, codes }) =>
                      html`<tr>
                        <th scope="row">
                          ${item.link ? html`<a href=${item.link} rel="noopener">${item.title}</a>` : item.title}
                        </th>
                        <td>${item.diarienummer ?? ''}</td>
                        <td>${item.date ? formatDate(item.date) : nothing}</td>
                        <td>${codes.map(link)}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>`
      }
      ${
        bare.length > 0
          ? html`<section>
              <h2>${msg('Svar på nivå 2 eller högre utan underlag')}</h2>
              <ul>
                ${bare.map(({ code }) => html`<li>${link(code)} ${titles.get(code)}</li>`)}
              </ul>
            </section>`
          : nothing
      }`;
  }
}
