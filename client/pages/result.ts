import { paragraphSign } from '../../criteria/paragraph.ts';
import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { LENSES, type Lens } from '../../criteria/scoring/lens.ts';
import type { GroupScoreView, ResultView, YearResult } from '../../server/assessments/contract.ts';
import type { Spreads } from '../../server/panels/contract.ts';
import type { KeyFiguresView } from '../../server/key-figures/contract.ts';
import type { CivilSociety } from '../../server/surveys/contract.ts';
import { result } from '../api/assessments.ts';
import { ApiError } from '../api/http.ts';
import '../charts/bar-chart.ts';
import type { Series } from '../charts/bar-chart.ts';
import { LENS_LABELS, lensFilter } from '../components/lens-filter.ts';
import { levelsTable } from '../components/levels-table.ts';
import { downloads } from '../components/downloads.ts';
import { keyFiguresSection } from '../components/key-figures.ts';
import { civilSocietySection } from '../components/civil-society.ts';
import { spreadSection } from '../components/spread-section.ts';
import { notApplicableWords } from '../components/progress-bar.ts';
import { formatDate, formatIndex, formatList, formatSigned } from '../i18n/format.ts';
import { template } from '../api/documents.ts';
import { keyFigures } from '../api/key-figures.ts';
import { spreads } from '../api/panels.ts';
import { survey } from '../api/surveys.ts';
import { signedIn } from '../api/session.ts';
import { Page } from '../page.ts';

function counts({ answered, applicable, notApplicable, incomplete }: GroupScoreView): string {
  if (applicable + notApplicable === 0) return msg('inga kriterier');
  const base = msg(str`${answered} av ${applicable} besvarade`);
  return `${base}${notApplicableWords(notApplicable)}${incomplete ? msg(', ofullständigt') : ''}`;
}

/** What has changed over the same criteria first, then the profile by any lens, and every criterion below. */
@customElement('mr-result')
export class ResultPage extends Page {
  @state() private shown!: ResultView;
  @state() private problem = '';
  private day = '';
  private spreads: Spreads = [];
  private civilSociety: CivilSociety | null = null;
  private keyFigures: KeyFiguresView | null = null;
  private may: Parameters<typeof downloads>[1] = {
    import: false,
    template: false,
    adopted: false,
    hasTemplate: false,
  };

  override async load(): Promise<void> {
    this.shown = await result(this.params.id ?? '', 'area');
    [this.spreads, this.keyFigures] = await Promise.all([
      spreads(this.params.id ?? ''),
      // Beside the result, which is shown without them.
      keyFigures(this.params.id ?? '').catch(() => null),
    ]);
    const { role, organisation } = await signedIn();
    this.civilSociety = (await survey(organisation?.code ?? '', this.now.year))?.picture ?? null;
    const isCoordinator = role === 'coordinator';
    this.may = {
      import: isCoordinator && this.now.state === 'draft',
      template: isCoordinator,
      adopted: this.shown.decision !== null,
      hasTemplate: (await template(organisation?.code ?? '')) !== null,
    };
    this.day = new Date().toISOString();
    this.heading = msg(str`Resultat ${this.now.year}`);
  }

  private get now(): YearResult {
    const now = this.shown.years.at(-1);
    if (!now) throw new Error('A result has at least one year.');
    return now;
  }

  private get levels(): ReadonlyMap<string, number | null> {
    return new Map(this.shown.criteria.map(({ code, level }) => [code, level]));
  }

  private async choose(lens: Lens): Promise<void> {
    try {
      this.shown = await result(this.now.id, lens);
      this.problem = '';
    } catch (error) {
      this.problem = error instanceof ApiError ? error.message : String(error);
    }
  }

  override render() {
    const { now, shown } = this;
    return html`<div class="print-head">
        <h1 tabindex="-1">${msg(str`Resultat ${now.year}`)}</h1>
        <p class="lead">
          ${shown.organisation.name}. ${msg(str`Egen bedömning, kriterier version ${now.catalogue}.`)} ${this.decided()}
        </p>
        <p class="print-only">${msg(str`Utskrivet ${formatDate(this.day)}.`)}</p>
      </div>
      ${now.track === 'starter' ? this.renderStarter() : nothing}
      ${lensFilter(LENSES, shown.lens, (lens) => void this.choose(lens))}
      <p class="no-print">
        <button
          class="link-button"
          @click=${() => {
            print();
          }}
        >
          ${msg('Skriv ut')}
        </button>
        · <a href="#hamta">${msg('Hämta som Word, PDF eller Excel')}</a> ·
        <a href="/resultat/${now.id}/ramverk">${msg('Visa efter andra ramverk')}</a>
      </p>
      <p role="status">${this.problem}</p>
      ${this.renderChanges()} ${now.track === 'full' ? this.renderProfile() : nothing} ${this.renderFacts()}
      ${this.renderLegalFloor()} ${spreadSection(this.spreads, this.shown.criteria)}
      ${civilSocietySection(this.civilSociety, this.levels, this.shown.organisation.name)}
      ${keyFiguresSection(this.keyFigures, this.levels)} ${this.renderCriteria()} ${this.renderDeepenings()}
      ${downloads(now.id, this.may)}`;
  }

  /** Where the assessment stands, and whose decision it is: what a reader of the paper needs to trust it. */
  private decided(): string {
    const { decision } = this.shown;
    if (this.now.state === 'ready') return msg('Klar för beslut, inte fastställd.');
    if (this.now.state === 'draft' || decision === null) return msg('Utkast, inte fastställd.');
    return msg(
      str`Fastställd av ${decision.body} ${formatDate(decision.date)}, ${paragraphSign(decision.paragraph)}, dnr ${decision.diarienummer}.`,
    );
  }

  private renderStarter() {
    const { answered, applicable, levels } = this.now.total;
    const spread = levels.flatMap((n, level) => (n > 0 ? [msg(str`${n} på nivå ${level}`)] : []));
    return html`<section class="panel">
      <h2>${msg('Startspåret')}</h2>
      <p>
        ${msg(str`Ni har svarat på ${answered} av ${applicable} kriterier`)}${spread.length > 0 ? html`: ${formatList(spread)}` : nothing}.
        ${msg('Startspåret visar nivån för varje kriterium. Index och jämförelse per område kommer när ni har svarat på alla kriterier.')}
      </p>
      ${this.now.state === 'draft' ? html`<p class="no-print"><a class="ds-button" data-variant="secondary" href="/sjalvskattning/${this.now.id}">${msg('Gå vidare till alla kriterier')}</a> ${msg('Svaren ni har följer med.')}</p>` : html`<p class="no-print">${msg('Nästa gång kan ni svara på alla kriterier. Svaren ni har följer med.')}</p>`}
    </section>`;
  }

  private groups(): readonly GroupScoreView[] {
    return this.now.groups.filter(({ applicable, notApplicable }) => applicable + notApplicable > 0);
  }

  /** One chart per version of the criteria: between versions the questions differ, so the bars do not stand together. */
  private renderProfile() {
    const groups = this.groups();
    const without = this.now.groups.filter(({ applicable, notApplicable }) => applicable + notApplicable === 0);
    const years = this.shown.years.filter(({ track }) => track === 'full').slice(-3);
    const older = years.filter(({ catalogue }) => catalogue !== this.now.catalogue);
    const total = this.now.total.index;
    return html`${this.renderChart(
      groups,
      years.filter(({ catalogue }) => catalogue === this.now.catalogue),
      this.summary(groups),
    )}
    ${total === null ? nothing : html`<p class="quiet small">${msg(str`Alla områden tillsammans: ${formatIndex(total)}.`)}</p>`}
    ${without.length > 0 ? html`<p class="quiet">${msg(str`Inga kriterier: ${without.map(({ name }) => name).join(', ')}.`)}</p>` : nothing}
    ${[...new Set(older.map(({ catalogue }) => catalogue))].map((version) => {
      const same = older.filter(({ catalogue }) => catalogue === version);
      const span = same.map(({ year }) => year).join(', ');
      return html`<section class="version-break">
        <h2>${msg(str`${span}: kriterier version ${version}`)}</h2>
        ${this.renderChart(same.at(-1)?.groups ?? [], same, msg('Kriterierna har ändrats sedan dess. Staplarna går inte att jämföra rakt av med dem ovanför.'))}
      </section>`;
    })}`;
  }

  private renderChart(groups: readonly GroupScoreView[], years: readonly YearResult[], summary: string) {
    const asked = groups.filter(({ applicable, notApplicable }) => applicable + notApplicable > 0);
    const series = years.map((year): Series => {
      const scores = asked.map(({ key }) => year.groups.find((group) => group.key === key));
      return {
        name: String(year.year),
        values: scores.map((group) => group?.index ?? null),
        notes: scores.map((group) => (group ? counts(group) : '')),
      };
    });
    return html`<mr-bar-chart
      .caption=${msg(str`Index 0–100 per ${LENS_LABELS[this.shown.lens]().toLocaleLowerCase('sv')}`)}
      .summary=${summary}
      .labels=${asked.map(({ name }) => name)}
      .series=${series}
    ></mr-bar-chart>`;
  }

  /** The chart in words: the highest and the lowest, and what is incomplete. */
  private summary(groups: readonly GroupScoreView[]): string {
    const incomplete = groups.filter((group) => group.incomplete).map(({ name }) => name);
    const aside =
      incomplete.length > 0 ? msg(str`Ofullständigt, färre än 80 procent besvarade: ${incomplete.join(', ')}.`) : '';
    return `${this.extremes(groups)} ${aside}`.trim();
  }

  private extremes(groups: readonly GroupScoreView[]): string {
    const known = groups.filter((group): group is GroupScoreView & { index: number } => group.index !== null);
    const sorted = known.toSorted((a, b) => b.index - a.index);
    const [first] = sorted;
    const last = sorted.at(-1);
    if (!first || !last) {
      return msg('Det finns för få svar för att visa index. Minst tre kriterier i en grupp behöver vara besvarade.');
    }
    if (first === last) return msg(str`${first.name} har index ${formatIndex(first.index)}.`);
    return msg(
      str`Högst är ${first.name} med ${formatIndex(first.index)}, lägst är ${last.name} med ${formatIndex(last.index)}.`,
    );
  }

  private renderFacts() {
    const { evidence, total } = this.now;
    return html`<section>
      <h2>${msg('I siffror')}</h2>
      <dl class="figures">
        <div>
          <dt>${msg('Besvarade kriterier')}</dt>
          <dd>${total.answered} <span class="quiet">${msg(str`av ${total.applicable}`)}</span></dd>
        </div>
        <div>
          <dt>${msg('Underlagsgrad')}</dt>
          <dd>
            ${evidence.share === null ? '-' : html`${formatIndex(evidence.share)} %`}
            <span class="quiet">${msg(str`${evidence.withEvidence} av ${evidence.atLeastTwo} svar på nivå 2–4`)}</span>
          </dd>
        </div>
      </dl>
      <p class="quiet"><a href="/sa-raknar-vi">${msg('Så räknar vi')}</a></p>
    </section>`;
  }

  /** Said plainly, and to the organisation alone: a level is its own judgement, the law is not. */
  private renderLegalFloor() {
    const rows = this.shown.belowLegalFloor;
    if (rows.length === 0) return nothing;
    return html`<section class="panel">
      <h2>${msg('Under lagkrav')}</h2>
      <p>
        ${msg('Här är er nivå lägre än det som lagen kräver. Det är er egen bedömning, och visas bara för er. Börja gärna här.')}
      </p>
      <ul>
        ${rows.map(
          ({ code, title, level, floor }) =>
            html`<li>
              <a href="/sjalvskattning/${this.now.id}/${code}">${code} ${title}</a>:
              ${msg(str`nivå ${level}, lagkravet är nivå ${floor.level}.`)} ${floor.says}
              <a href=${floor.link} rel="noopener">${floor.paragraph} ${floor.name}</a>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  private renderChanges() {
    const before = this.shown.years.at(-2);
    const rows = this.now.changes.filter(({ n }) => n > 0);
    if (!before || rows.length === 0) return nothing;
    const nameOf = new Map(this.now.groups.map(({ key, name }) => [key, name]));
    return html`<section>
      <h2>${msg(str`Förändring sedan ${before.year}`)}</h2>
      <p>
        ${msg('Bara kriterier som betyder samma sak och är besvarade båda åren. Därför kan talen skilja sig från profilen nedan.')}
      </p>
      <div class="table-wrap" tabindex="0" role="region" aria-label=${msg(str`Förändring sedan ${before.year}`)}>
        <table class="ds-table">
          <thead>
            <tr>
              <th scope="col">${LENS_LABELS[this.shown.lens]()}</th>
              <th scope="col" class="num">${msg('Antal kriterier')}</th>
              <th scope="col" class="num">${before.year}</th>
              <th scope="col" class="num">${this.now.year}</th>
              <th scope="col" class="num">${msg('Skillnad')}</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              ({ key, n, before: earlier, after }) =>
                html`<tr>
                  <th scope="row">${nameOf.get(key)}</th>
                  <td class="num">${n}</td>
                  <td class="num">${formatIndex(earlier)}</td>
                  <td class="num">${formatIndex(after)}</td>
                  <td class="num">${difference(earlier, after)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  /** At most two, so that the table fits a page. */
  private earlierYears(): readonly number[] {
    return this.shown.years
      .slice(0, -1)
      .slice(-2)
      .map(({ year }) => year);
  }

  private renderCriteria() {
    const years = this.earlierYears();
    return html`<section>
      <h2>${msg('Kriterium för kriterium')}</h2>
      ${this.now.groups.map((group) => {
        const rows = this.shown.criteria.filter(({ groups }) => groups.includes(group.key));
        return rows.length === 0
          ? nothing
          : levelsTable({
              assessment: this.now.id,
              year: this.now.year,
              earlier: years,
              name: group.name,
              colour: group.colour,
              about: counts(group),
              rows,
            });
      })}
    </section>`;
  }

  /** By themselves: whoever has chosen more to answer is not measured by it. */
  private renderDeepenings() {
    const { deepenings } = this.shown;
    if (deepenings.length === 0) return nothing;
    const years = this.earlierYears();
    return html`<section>
      <h2>${msg('Fördjupningar')}</h2>
      <p>${msg('Frivilliga ämnen som ni har valt. De räknas för sig och ingår inte i profilen.')}</p>
      ${deepenings.map(
        ({ name, total, criteria: rows }) =>
          html`${total.index === null ? nothing : html`<p>${msg(str`${name}: index ${formatIndex(total.index)}.`)}</p>`}
          ${levelsTable({ assessment: this.now.id, year: this.now.year, earlier: years, name, about: counts(total), rows })}`,
      )}
    </section>`;
  }
}

function difference(before: number | null, after: number | null): string {
  return before === null || after === null
    ? '-'
    : formatSigned((Math.round(after * 10) - Math.round(before * 10)) / 10);
}
