import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { criteriaFor, tasksOf, type Catalogue } from '../../criteria/model.ts';
import type { NamedAssessment } from '../../server/comparison/contract.ts';
import { catalogue } from '../api/assessments.ts';
import { named } from '../api/network.ts';
import { civilSocietySection } from '../components/civil-society.ts';
import { readLevel, readWords } from '../components/read-answer.ts';
import { formatDate, formatIndex, formatNumber } from '../i18n/format.ts';
import { Page } from '../page.ts';
import '../styles/network.css';

/** Another organisation's assessment, as far as it shares it. */
@customElement('mr-named')
export class NamedPage extends Page {
  private shown!: NamedAssessment;
  private criteria!: Catalogue;

  override async load(): Promise<void> {
    this.shown = await named(this.params.code ?? '', Number(this.params.year));
    this.criteria = await catalogue(this.shown.catalogue);
    this.heading = msg(str`${this.shown.organisation.name} ${this.shown.year}`);
  }

  override render() {
    const { organisation, year, submittedAt, sight, areas } = this.shown;
    return html`<h1 tabindex="-1">${msg(str`${organisation.name}, självskattning ${year}`)}</h1>
      <p class="lead">
        ${msg(str`Egen bedömning, kriterier version ${this.shown.catalogue}. Inskickad ${formatDate(submittedAt)}.`)}
      </p>
      <p class="quiet">
        ${[organisation.group, organisation.county, msg(str`${formatNumber(organisation.population)} invånare`)].filter(Boolean).join(' · ')}
      </p>
      ${sight === 'levels' ? html`<p class="ds-alert" data-color="info">${msg('Organisationen delar bara statistik. Du ser nivåerna, men inte texter eller underlag.')}</p>` : html`<p class="quiet">${msg('Det du hämtar här kan bli allmän handling hos er.')}</p>`}
      <dl class="figures">
        ${areas.map(
          ({ name, index }) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${formatIndex(index)}</dd>
            </div>`,
        )}
      </dl>
      ${this.criteria.areas.map(({ code, name }) => this.renderArea(code, name))}
      ${civilSocietySection(this.shown.civilSociety, new Map(this.shown.answers.map(({ code, level }) => [code, level])), organisation.name)}`;
  }

  private renderArea(area: string, name: string): TemplateResult | typeof nothing {
    const answers = new Map(this.shown.answers.map((answer) => [answer.code, answer]));
    const rows = criteriaFor(this.criteria, tasksOf(this.shown.organisation.code)).filter((row) => row.area === area);
    if (rows.length === 0) return nothing;
    return html`<section>
      <h2>${name}</h2>
      <ul class="plain">
        ${rows.map(({ code, title }) => {
          const answer = answers.get(code);
          return html`<li class="answer-row">
            <div class="named-level">${readLevel(answer)}</div>
            <div>
              <h3><span class="code">${code}</span> ${title}</h3>
              ${readWords(answer)}
            </div>
          </li>`;
        })}
      </ul>
    </section>`;
  }
}
