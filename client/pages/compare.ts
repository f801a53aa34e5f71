import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Lens } from '../../criteria/scoring/lens.ts';
import { mostLifting } from '../../criteria/comparison/lift.ts';
import { criterionKey, indicatorKey } from '../../criteria/comparison/measure-keys.ts';
import type { Catalogue, Level } from '../../criteria/model.ts';
import { criteriaFor, tasksOf } from '../../criteria/model.ts';
import type { StandingView } from '../../server/comparison/contract.ts';
import type { Benchmark } from '../../server/editions/contract.ts';
import type { Round } from '../../server/rounds/contract.ts';
import { catalogue, summaries } from '../api/assessments.ts';
import { ApiError } from '../api/http.ts';
import { benchmark, rounds, standing } from '../api/network.ts';
import { session, signedIn, type SignedIn } from '../api/session.ts';
import '../charts/box-chart.ts';
import type { Box } from '../charts/box-chart.ts';
import { fromAddress, toAddress } from '../components/address-state.ts';
import { about, isShown, measuresOfLens, withheld } from '../components/figure.ts';
import { isLens, LENS_LABELS, lensFilter } from '../components/lens-filter.ts';
import { peerSelect } from '../components/peer-select.ts';
import { select } from '../components/select.ts';
import { sign } from '../components/sign.ts';
import { formatDate, formatIndex, formatList, formatSigned } from '../i18n/format.ts';
import { Page } from '../page.ts';
import '../styles/network.css';

/** How many criteria "Vad lyfter oss mest" has. */
const LIFTS = 5;

/** The own organisation beside its equals: by lens, per criterion, and in change. */
@customElement('mr-compare')
export class ComparePage extends Page {
  @state() private figures: Benchmark | null = null;
  @state() private own: StandingView | null = null;
  @state() private lens: Lens = 'area';
  @state() private told = '';
  private user!: SignedIn;
  private operator = '';
  private rounds: readonly Round[] = [];
  private criteria!: Catalogue;

  override async load(): Promise<void> {
    this.user = await signedIn();
    this.operator = (await session()).operatorName;
    this.rounds = (await rounds()).filter(({ edition }) => edition !== null);
    const lens = fromAddress('visa');
    if (isLens(lens)) this.lens = lens;
    if (!this.user.organisation?.member) return;
    const year = await this.firstYear();
    if (year !== undefined) await this.fetchYear(year, fromAddress('grupp'));
  }

  /** The year of the address; otherwise the newest that we have sent something for, or just the newest. */
  private async firstYear(): Promise<number | undefined> {
    const has = (year: number) => this.rounds.some((row) => row.year === year);
    const wanted = Number(fromAddress('ar'));
    if (has(wanted)) return wanted;
    const sent = (await summaries(this.user.organisation?.code ?? '')).filter(({ sharing }) => sharing !== null);
    return sent.find(({ year }) => has(year))?.year ?? this.rounds[0]?.year;
  }

  private async fetchYear(year: number, peers: string | null): Promise<void> {
    const code = this.user.organisation?.code ?? '';
    try {
      this.own = await standing(code, year);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 404) throw error;
      this.own = null;
    }
    const fallback = this.user.organisation?.kind === 'region' ? 'regioner' : 'kommuner';
    await this.fetchPeers(year, peers ?? this.own?.suggested ?? fallback);
  }

  private async fetchPeers(year: number, peers: string): Promise<void> {
    this.figures = await benchmark(year, peers);
    this.criteria = await catalogue(this.figures.catalogue);
  }

  private async change(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      const { year, peers } = this.figures ?? {};
      if (year !== undefined && peers) {
        toAddress({ ar: String(year), grupp: peers.key, visa: this.lens });
        this.told = msg(str`Visar ${peers.name}, ${year}.`);
      }
    } catch (error) {
      this.told = error instanceof ApiError ? error.message : msg('Sidan kunde inte visas.');
    }
  }

  override render() {
    if (!this.user.organisation?.member)
      return html`<div class="reading">
        <h1 tabindex="-1">${msg('Jämför')}</h1>
        <p>
          ${msg(str`Här jämför medlemmarna i nätverket sig med varandra. Er organisation är inte med i nätverket ännu. Hör av er till ${this.operator} om ni vill vara med.`)}
        </p>
        <p>${msg('Självskattningen och resultatet kan ni använda som vanligt.')}</p>
      </div>`;
    const { figures } = this;
    if (!figures)
      return html`<div class="reading">
        <h1 tabindex="-1">${msg('Jämför')}</h1>
        <p>${msg('Det finns inga jämförelsetal ännu. De publiceras senast när en omgång stänger.')}</p>
      </div>`;
    return html`<h1 tabindex="-1">${msg('Jämför')}</h1>
      <p class="lead">
        ${msg('Se hur ni ligger till bredvid kommuner och regioner som liknar er. Här finns ingen rangordning, bara hur det ser ut i gruppen.')}
      </p>
      <div class="choices no-print">
        ${select(
          'year',
          msg('År'),
          this.rounds.map(({ year }) => ({ value: String(year), label: String(year) })),
          String(figures.year),
          (year) => void this.change(() => this.fetchYear(Number(year), figures.peers.key)),
        )}${peerSelect(
          figures.groups.filter(({ task }) => (task === 'region') === (this.user.organisation?.kind === 'region')),
          figures.peers.key,
          (key) => void this.change(() => this.fetchPeers(figures.year, key)),
          this.own?.peers,
        )}
      </div>
      <p role="status" class="visually-hidden">${this.told}</p>
      ${this.renderAbout(figures)} ${this.renderOwnState()}
      ${lensFilter(this.lens, (lens) => {
        this.lens = lens;
        void this.change(() => Promise.resolve());
      })}
      ${this.renderLens(figures)} ${this.renderLift(figures)} ${this.renderChange(figures)}
      ${this.renderIndicators(figures)} ${this.renderCriteria(figures)}
      <p class="quiet no-print">
        <a href="/api/v1/benchmark.csv?year=${figures.year}&amp;peers=${figures.peers.key}" download
          >${msg('Hämta jämförelsetalen som CSV')}</a
        >
        · <a href="/sa-raknar-vi#jamforelse">${msg('Så räknar vi')}</a>
      </p>`;
  }

  private renderAbout({ edition, peers, catalogue: version }: Benchmark) {
    return html`<p class="quiet">
        ${msg(str`${peers.name}: ${peers.submitted} har skickat in. Utgåva ${edition.number}, ${formatDate(edition.computedAt)}, kriterier version ${version}.`)}
        ${edition.reason === 'early' ? msg('Omgången pågår, så fler kan komma till.') : nothing}
      </p>
      ${edition.reason === 'interim' ? html`<p class="ds-alert" data-color="info">${msg('Någon delar mindre än förut, och siffrorna räknas om just nu. Ladda om sidan om en liten stund.')}</p>` : nothing}`;
  }

  private renderOwnState() {
    const { own, figures } = this;
    if (!own)
      return html`<p class="ds-alert" data-color="info">
        ${msg(str`Ni har ingen självskattning för ${figures?.year ?? ''}, så bara gruppen visas.`)}
      </p>`;
    if (own.catalogue !== figures?.catalogue)
      return html`<p class="ds-alert" data-color="info">
        ${msg(str`Er självskattning bygger på kriterier version ${own.catalogue} och kan inte jämföras rakt av.`)}
      </p>`;
    return own.state === 'submitted'
      ? nothing
      : html`<p class="ds-alert" data-color="info">
          ${msg('Era egna värden kommer från en självskattning som inte är inskickad. De syns bara för er.')}
        </p>`;
  }

  private box(figures: Benchmark, key: string, name: string): Box {
    const figure = figures.figures[key];
    const shown = isShown(figure) ? figure : null;
    return {
      label: name,
      own: this.own?.values[key] ?? null,
      median: shown?.median ?? null,
      quartiles: shown?.quartiles ?? null,
      n: shown?.n ?? null,
      note: about(figure),
    };
  }

  private renderLens(figures: Benchmark) {
    const boxes = measuresOfLens(this.criteria, this.lens)
      .filter(({ key }) => key in figures.figures)
      .map(({ key, name }) => this.box(figures, key, name));
    return html`<section>
      <mr-box-chart
        .caption=${msg(str`Index 0–100 per ${LENS_LABELS[this.lens]().toLocaleLowerCase('sv')}, ${figures.year}`)}
        .summary=${this.summary(boxes)}
        .ownName=${this.own ? msg('Ni') : ''}
        .boxes=${boxes}
      ></mr-box-chart
      >${this.renderNotes(boxes)}
    </section>`;
  }

  /** The chart in words: where we are above and below, and what is not shown. */
  private summary(boxes: readonly Box[]): string {
    const compared = boxes.filter(({ own, median }) => own !== null && median !== null);
    const names = (test: (own: number, median: number) => boolean) =>
      compared.filter(({ own, median }) => test(own ?? 0, median ?? 0)).map(({ label }) => label);
    const [over, under, level] = [
      names((own, median) => own > median),
      names((own, median) => own < median),
      names((own, median) => own === median),
    ];
    const hidden = boxes.filter(({ median }) => median === null).length;
    return [
      compared.length === 0
        ? boxes.every(({ median }) => median === null)
          ? msg('Vi kan inte jämföra er med den här gruppen: för få har svarat för att något ska kunna visas.')
          : msg('Det finns inget att jämföra i den här vyn.')
        : '',
      over.length > 0 ? msg(str`Ni ligger över gruppens median i ${formatList(over)}.`) : '',
      under.length > 0 ? msg(str`Ni ligger under gruppens median i ${formatList(under)}.`) : '',
      level.length > 0 ? msg(str`Ni ligger på medianen i ${formatList(level)}.`) : '',
      hidden > 0 && compared.length > 0 ? msg(str`${hidden} av ${boxes.length} visas inte för gruppen.`) : '',
    ]
      .filter(Boolean)
      .join(' ');
  }

  /** Why figures are missing or partial: each reason once, with what it is about. */
  private renderNotes(boxes: readonly Box[]) {
    const notes = [...new Set(boxes.map(({ note }) => note).filter(Boolean))];
    if (notes.length === 0) return nothing;
    const all = boxes.length;
    return html`<ul class="notes quiet">
      ${notes.map((note) => {
        const about = boxes.filter((box) => box.note === note);
        return html`<li>
          ${about.length === all ? nothing : `${formatList(about.map(({ label }) => label))}: `}${note}
        </li>`;
      })}
    </ul>`;
  }

  private levels(): Map<string, Level> {
    return new Map(
      this.criteria.criteria.flatMap(({ code }): [string, Level][] => {
        const value = this.own?.values[criterionKey(code)];
        return value === undefined ? [] : [[code, value as Level]];
      }),
    );
  }

  private renderLift(figures: Benchmark) {
    const medians = new Map(
      this.criteria.criteria.flatMap(({ code }): [string, number][] => {
        const figure = figures.figures[criterionKey(code)];
        return isShown(figure) ? [[code, figure.median]] : [];
      }),
    );
    const lifts = mostLifting(this.criteria.criteria, this.levels(), medians).slice(0, LIFTS);
    if (!this.own) return nothing;
    const titles = new Map(this.criteria.criteria.map(({ code, title }) => [code, title]));
    return html`<section>
      <h2>${msg('Vad lyfter er mest?')}</h2>
      ${
        lifts.length === 0
          ? html`<p>${this.whyNoLift(medians)}</p>`
          : html`<p>
                ${msg('Kriterierna där ni ligger längst under gruppens median. Öppna ett för att se hur andra gör.')}
              </p>
              <ol class="plain lifts">
                ${lifts.map(
                  ({ code, level, median }) =>
                    html`<li class="panel">
                      <h3>
                        <a href=${this.hrefOf(code, figures)}><span class="code">${code}</span> ${titles.get(code)}</a>
                      </h3>
                      <p>
                        ${msg(str`Ni: nivå ${level}. Gruppens median: ${formatIndex(median)}.`)} ${this.learnable(code)}
                      </p>
                      <p class="actions no-print">
                        <a
                          class="ds-button"
                          data-size="sm"
                          data-variant="secondary"
                          href=${this.hrefOf(code, figures)}
                          aria-label=${msg(str`Lär av andra om ${code}`)}
                          >${msg('Lär av andra')}</a
                        >
                        ${this.user.role === 'coordinator' ? html`<a class="ds-button" data-size="sm" data-variant="tertiary" href="/atgarder?${new URLSearchParams({ kriterium: code, niva: String(level + 1), version: figures.catalogue }).toString()}" aria-label=${msg(str`Gör till åtgärd: ${code}`)}>${msg('Gör till åtgärd')}</a>` : nothing}
                      </p>
                    </li>`,
                )}
              </ol>`
      }
    </section>`;
  }

  private whyNoLift(medians: ReadonlyMap<string, number>): string {
    const levels = this.levels();
    if (medians.size === 0)
      return msg('Vi kan inte jämföra er med den här gruppen: färre än fem har svarat. Välj en större grupp.');
    if (![...medians.keys()].some((code) => levels.has(code)))
      return msg('Det finns inget kriterium där både ni och gruppen har ett svar som kan jämföras.');
    return msg('Inget kriterium som går att jämföra ligger under gruppens median. Se alla kriterier nedan.');
  }

  private learnable(code: string): string {
    const n = this.own?.examples[code] ?? 0;
    return n > 0 ? msg(str`Medlemmar på nivå 3–4 att lära av: ${n}.`) : msg('Ingen medlem på nivå 3–4 visar namn här.');
  }

  private hrefOf(code: string, { year, peers }: Benchmark): string {
    return `/jamfor/${code}?ar=${year}&grupp=${peers.key}`;
  }

  private renderChange(figures: Benchmark) {
    const boxes = measuresOfLens(this.criteria, this.lens, true)
      .filter(({ key }) => key in figures.figures)
      .map(({ key, name }) => this.box(figures, key, name))
      .filter(({ median, own }) => median !== null || own !== null);
    const heading = html`<h2>${msg(str`Förändring sedan ${figures.year - 1}`)}</h2>`;
    if (boxes.length === 0)
      return html`<section>
        ${heading}
        <p>${msg('För få har skickat in båda åren för att förändringen ska kunna visas.')}</p>
      </section>`;
    const [first] = boxes.filter(({ n }) => n !== null);
    return html`<section>
      ${heading}
      <p>${msg('Samma organisationer båda åren, och bara kriterier som betyder samma sak.')}</p>
      <mr-box-chart
        .caption=${msg('Förändring av index')}
        .summary=${this.changeSummary(boxes)}
        .ownName=${this.own ? msg('Ni') : ''}
        .range=${changeRange(boxes)}
        .boxes=${boxes}
      ></mr-box-chart>
      ${first ? html`<p class="quiet">${msg(str`Medianen bygger på ${first.n} organisationer eller fler, se tabellen.`)}</p>` : nothing}${this.renderNotes(boxes)}
    </section>`;
  }

  private changeSummary(boxes: readonly Box[]): string {
    return boxes
      .filter(({ median }) => median !== null)
      .map(({ label, own, median, n }) =>
        own === null
          ? msg(str`${label}: medianen för ${n} är ${formatSigned(median)}.`)
          : msg(str`${label}: ni ${formatSigned(own)}, medianen för ${n} är ${formatSigned(median)}.`),
      )
      .slice(0, 5)
      .join(' ');
  }

  private renderIndicators(figures: Benchmark) {
    const rows = this.criteria.indicators.filter(({ code }) => indicatorKey(code) in figures.figures);
    return html`<section>
      <h2>${msg('Nyckeltal')}</h2>
      <div class="table-wrap" tabindex="0" role="region" aria-label=${msg('Nyckeltal')}>
        <table class="ds-table">
          <thead>
            <tr>
              <th scope="col">${msg('Nyckeltal, procent')}</th>
              <th scope="col" class="num">${msg('Ni')}</th>
              <th scope="col" class="num">${msg('Median')}</th>
              <th scope="col" class="num">${msg('Mittersta hälften')}</th>
              <th scope="col" class="num">${msg('Antal')}</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map(({ code, title }) => {
              const figure = figures.figures[indicatorKey(code)];
              const own = this.own?.values[indicatorKey(code)];
              return html`<tr>
                <th scope="row">${title}</th>
                <td class="num">${own === undefined ? sign('missing') : formatIndex(own)}</td>
                ${
                  isShown(figure)
                    ? html`<td class="num">${formatIndex(figure.median)}</td>
                        <td class="num">
                          ${figure.quartiles ? `${formatIndex(figure.quartiles[0])}–${formatIndex(figure.quartiles[1])}` : sign('withheld')}
                        </td>
                        <td class="num">${figure.n}</td>`
                    : html`<td class="num">${withheld(figure)}</td>
                        <td class="num">${withheld(figure)}</td>
                        <td class="num">${withheld(figure)}</td>`
                }
              </tr>`;
            })}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  private renderCriteria(figures: Benchmark) {
    const asked = criteriaFor(this.criteria, tasksOf(this.user.organisation?.code ?? '').slice(0, 1));
    return html`<section>
      <h2>${msg('Kriterium för kriterium')}</h2>
      ${this.criteria.areas.map(
        ({ code: area, name }) =>
          html`<div class="table-wrap" tabindex="0" role="region" aria-label=${name}>
            <table class="ds-table levels-table">
              <caption>
                ${name}
              </caption>
              <thead>
                <tr>
                  <th scope="col">${msg('Kriterium')}</th>
                  <th scope="col" class="num">${msg('Ni')}</th>
                  <th scope="col" class="num">${msg('Median')}</th>
                  <th scope="col" class="num">${msg('Antal')}</th>
                </tr>
              </thead>
              <tbody>
                ${asked.filter((row) => row.area === area).map((row) => this.renderCriterion(figures, row.code, row.title))}
              </tbody>
            </table>
          </div>`,
      )}
    </section>`;
  }

  private renderCriterion(figures: Benchmark, code: string, title: string): TemplateResult {
    const figure = figures.figures[criterionKey(code)];
    const own = this.own?.values[criterionKey(code)];
    return html`<tr>
      <th scope="row">
        <a href=${this.hrefOf(code, figures)}><span class="code">${code}</span> ${title}</a>
      </th>
      <td class="num">
        ${own === undefined ? sign('missing') : html`<span class="level-mark" data-level=${own}>${own}</span>`}
      </td>
      <td class="num">${isShown(figure) ? formatIndex(figure.median) : withheld(figure)}</td>
      <td class="num">
        ${isShown(figure) ? html`${figure.n}${figure.without > 0 ? html`<span class="visually-hidden">. ${about(figure)}</span>` : nothing}` : withheld(figure)}
      </td>
    </tr>`;
  }
}

/** Symmetric around zero, to the nearest ten that holds every mark. */
function changeRange(boxes: readonly Box[]): readonly [number, number] {
  const values = boxes.flatMap(({ own, median, quartiles }) => [own, median, ...(quartiles ?? [])]);
  const most = Math.max(10, ...values.map((value) => Math.abs(value ?? 0)));
  const end = Math.ceil(most / 10) * 10;
  return [-end, end];
}
