import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { criterionKey } from '../../criteria/comparison/measure-keys.ts';
import { LEVELS, type Catalogue, type Criterion } from '../../criteria/model.ts';
import type { ExampleView, StandingView } from '../../server/comparison/contract.ts';
import type { Benchmark } from '../../server/editions/contract.ts';
import { catalogue } from '../api/assessments.ts';
import { ApiError } from '../api/http.ts';
import { benchmark, examples, rounds, standing } from '../api/network.ts';
import { signedIn, type SignedIn } from '../api/session.ts';
import '../charts/level-chart.ts';
import { fromAddress } from '../components/address-state.ts';
import { evidenceList } from '../components/evidence-list.ts';
import { about, isShown, placed } from '../components/figure.ts';
import { insteadNote } from './compare/boxes.ts';
import { formatIndex, formatNumber } from '../i18n/format.ts';
import { Page } from '../page.ts';
import '../styles/network.css';

/** How many examples are shown before "visa fler". */
const AT_FIRST = 5;

/** One criterion beside the peers, and whom to learn from. */
@customElement('mr-compare-criterion')
export class CompareCriterionPage extends Page {
  @state() private all = false;
  private user!: SignedIn;
  private criteria!: Catalogue;
  private criterion!: Criterion;
  private figures!: Benchmark;
  private own: StandingView | null = null;
  private examples: readonly ExampleView[] = [];

  override async load(): Promise<void> {
    const code = this.params.code ?? '';
    this.user = await signedIn();
    const organisation = this.user.organisation?.code ?? '';
    const year = Number(fromAddress('ar')) || ((await rounds()).find(({ edition }) => edition)?.year ?? 0);
    try {
      this.own = await standing(organisation, year);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 404) throw error;
    }
    const peers = fromAddress('grupp') ?? this.own?.suggested ?? 'kommuner';
    [this.figures, this.examples] = await Promise.all([benchmark(year, peers), examples(organisation, year, code)]);
    this.criteria = await catalogue(this.figures.catalogue);
    const criterion = this.criteria.criteria.find((row) => row.code === code);
    if (!criterion)
      throw new ApiError(404, { title: msg(str`${code} finns inte i kriterierna version ${this.criteria.version}.`) });
    this.criterion = criterion;
    this.heading = `${criterion.code} ${criterion.title}`;
  }

  private get level(): number | null {
    return this.own?.values[criterionKey(this.criterion.code)] ?? null;
  }

  override render() {
    const { criterion, figures } = this;
    return html`<div class="reading">
      <p class="eyebrow">
        <a href="/jamfor?ar=${figures.year}&amp;grupp=${figures.peers.key}">${msg('Jämför')}</a> · ${criterion.code}
      </p>
      <h1 tabindex="-1">${criterion.title}</h1>
      <p class="question">${criterion.question}</p>
      ${this.renderFigure()} ${this.renderNext()} ${this.renderExamples()}
    </div>`;
  }

  private renderFigure() {
    const { figures, criterion, level } = this;
    const { figure, fromName: from } = placed(figures, criterionKey(criterion.code));
    const group = from ?? figures.peers.name;
    const ours = level === null ? msg('Ni har ingen nivå i kriteriet.') : msg(str`Ni är på nivå ${level}.`);
    if (!isShown(figure))
      return html`<h2>${figures.peers.name}</h2>
        <p>${ours} ${about(figure)}</p>`;
    const sentence = [
      from === null ? '' : insteadNote(from),
      msg(str`${figure.n} har svarat. Medianen är ${formatIndex(figure.median)}. ${ours} ${about(figure)}`),
    ]
      .filter(Boolean)
      .join(' ');
    if (!figure.levels)
      return html`<h2>${group}</h2>
        <p>${sentence} ${msg('Fördelningen visas när minst tio har svarat.')}</p>`;
    return html`<mr-level-chart
      .caption=${msg(str`Antal per nivå, ${group}, ${figures.year}`)}
      .summary=${sentence}
      .counts=${figure.levels}
      .own=${level}
      .levelNames=${this.criteria.vocabulary.levelNames}
    ></mr-level-chart>`;
  }

  private renderNext() {
    const { level, criterion } = this;
    const next = level === null ? 1 : level + 1;
    if (next > Math.max(...LEVELS)) return nothing;
    return html`<section class="panel">
      <h2>${msg(str`Nästa steg: nivå ${next}`)}</h2>
      <p>${criterion.levels[next]}</p>
      <p class="actions no-print">
        ${this.user.role === 'coordinator' ? html`<a class="ds-button" href="/atgarder?${new URLSearchParams({ kriterium: criterion.code, niva: String(next), version: this.criteria.version }).toString()}">${msg('Gör till åtgärd')}</a>` : nothing}
        <a class="ds-button" data-variant="secondary" href="/kriterierna/${this.criteria.version}/${criterion.code}"
          >${msg('Läs hela kriteriet')}</a
        >
      </p>
    </section>`;
  }

  private renderExamples() {
    const shown = this.all ? this.examples : this.examples.slice(0, AT_FIRST);
    return html`<section>
      <h2>${msg('Lär av andra')}</h2>
      ${
        this.examples.length === 0
          ? html`<p>
              ${msg('Ingen medlem på nivå 3 eller 4 visar namn i det här kriteriet ännu. Stödet på kriteriets sida kan hjälpa på vägen.')}
            </p>`
          : html`<p>
                ${msg('Medlemmar på nivå 3 eller 4 som visar namn. De som liknar er mest står först: samma kommungrupp, sedan antal invånare.')}
                ${this.examples.some(({ contacts }) => contacts.length === 0) ? msg('Står det ingen att fråga: ring växeln och be att få tala med den som samordnar arbetet med mänskliga rättigheter.') : nothing}
              </p>
              <ul class="plain examples">
                ${shown.map((row) => this.renderExample(row))}
              </ul>`
      }
      ${
        shown.length < this.examples.length
          ? html`<button
              class="ds-button no-print"
              data-variant="secondary"
              @click=${() => {
                this.all = true;
              }}
            >
              ${msg(str`Visa ${this.examples.length - shown.length} till`)}
            </button>`
          : nothing
      }
    </section>`;
  }

  private renderExample({ organisation, sameGroup, level, motivation, evidence, contacts }: ExampleView) {
    return html`<li class="panel">
      <h3>
        <a href="/medlemmar/${organisation.code}/${this.figures.year}">${organisation.name}</a>
        <span class="ds-tag" data-size="sm" data-color=${level === 4 ? 'success' : 'info'}
          >${msg(str`nivå ${level}`)}</span
        >
      </h3>
      <p class="quiet">
        ${[organisation.group, sameGroup ? msg('samma grupp som ni') : '', organisation.county, msg(str`${formatNumber(organisation.population)} invånare`)].filter(Boolean).join(' · ')}
      </p>
      ${motivation ? html`<p class="typed">${motivation}</p>` : html`<p class="quiet">${msg('Ingen motivering är skriven.')}</p>`}
      ${evidenceList(evidence)}
      ${contacts.length > 0 ? html`<p>${msg('Fråga')} ${contacts.map(({ name, email }, i) => html`${i > 0 ? ', ' : ''}<a href="mailto:${email}">${name}</a>`)}.</p>` : nothing}
    </li>`;
  }
}
