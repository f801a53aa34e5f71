import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Relation } from '../../criteria/model.ts';
import type { FrameworksView, FrameworkView } from '../../server/frameworks/contract.ts';
import { frameworks } from '../api/frameworks.ts';
import { fromAddress, toAddress } from '../components/address-state.ts';
import { fileLinks } from '../components/file-links.ts';
import { select } from '../components/select.ts';
import { sign } from '../components/sign.ts';
import { formatDate, formatList } from '../i18n/format.ts';
import { Page } from '../page.ts';

type Part = FrameworkView['parts'][number];

const RELATIONS: Readonly<Record<Relation, () => string>> = {
  same: () => msg('Samma fråga'),
  part: () => msg('En del av frågan'),
  related: () => msg('Hör ihop'),
};

/** What is answered once, by the parts of other bodies' frameworks; and what our criteria do not cover. */
@customElement('mr-frameworks')
export class FrameworksPage extends Page {
  @state() private chosen = '';
  private view!: FrameworksView;

  override async load(): Promise<void> {
    this.view = await frameworks(this.params.id ?? '');
    const wanted = fromAddress('ramverk');
    this.chosen = (this.view.frameworks.find(({ id }) => id === wanted) ?? this.view.frameworks[0])?.id ?? '';
    this.heading = msg(str`Andra ramverk ${this.view.year}`);
  }

  override render() {
    const found = this.view.frameworks.find(({ id }) => id === this.chosen);
    const id = this.params.id ?? '';
    return html`<h1 tabindex="-1">${msg('Andra ramverk')}</h1>
      <p class="also no-print"><a href="/resultat/${id}">${msg(str`Resultat ${this.view.year}`)}</a></p>
      <p class="reading">
        ${msg('Svaren ni redan har gett, ordnade efter andra ramverk. Kopplingen är vår egen. Den säger inte att ni uppfyller ramverket, bara var ni kan börja.')}
      </p>
      <div class="choices no-print">
        ${select(
          'framework',
          msg('Ramverk'),
          this.view.frameworks.map(({ id: value, name }) => ({ value, label: name })),
          this.chosen,
          (value) => {
            this.chosen = value;
            toAddress({ ramverk: value });
          },
        )}
      </div>
      ${found ? this.renderFramework(found, id) : nothing}`;
  }

  private renderFramework(
    { id, name, owner, source, link, checked, partial, parts }: FrameworkView,
    assessment: string,
  ) {
    const bare = parts.filter(({ criteria }) => criteria.length === 0);
    return html`<h2>${name}</h2>
      <p class="reading">
        ${msg(str`${owner}. Källa: ${source}, läst ${formatDate(checked)}.`)}
        <a href=${link} rel="noopener">${msg('Till källan')}</a>
      </p>
      ${partial === null ? nothing : html`<p class="reading ds-alert" data-color="info">${partial}</p>`}
      ${fileLinks(`/api/v1/assessments/${assessment}/frameworks/${id}.xlsx`, `/api/v1/assessments/${assessment}/frameworks/${id}.csv`)}
      <div class="table-wrap" tabindex="0" role="region" aria-label=${name}>
        <table class="ds-table">
          <thead>
            <tr>
              <th scope="col">${msg('Kriterium')}</th>
              <th scope="col">${msg('Samband')}</th>
              <th scope="col" class="num">${msg('Er nivå')}</th>
            </tr>
          </thead>
          ${parts.map((part) => this.renderPart(part, assessment))}
        </table>
      </div>
      <h2>${msg('Det som våra kriterier inte täcker')}</h2>
      <p class="reading">
        ${bare.length === 0 ? msg('Alla delar har minst ett kriterium som hör ihop med dem.') : msg(str`Här behöver ni svara på annat sätt: ${formatList(bare.map(({ key, title }) => `${key} ${title}`))}.`)}
      </p>`;
  }

  /** A part and the criteria under it. */
  private renderPart({ key, title, criteria }: Part, assessment: string) {
    return html`<tbody>
      <tr class="part">
        <th scope="rowgroup" colspan="3"><span class="code">${key}</span> ${title}</th>
      </tr>
      ${
        criteria.length === 0
          ? html`<tr>
              <td colspan="3">${msg('Täcks inte')}</td>
            </tr>`
          : criteria.map(
              ({ code, title: name, relation, level, notApplicable }) =>
                html`<tr>
                  <td>
                    <a href="/sjalvskattning/${assessment}/${code}"><span class="code">${code}</span> ${name}</a>
                  </td>
                  <td>${RELATIONS[relation]()}</td>
                  <td class="num">${notApplicable ? sign('notApplicable') : (level ?? sign('missing'))}</td>
                </tr>`,
            )
      }
    </tbody>`;
  }
}
