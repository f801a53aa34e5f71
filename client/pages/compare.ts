import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { COMPARED_LENSES, type ComparedLens } from '../../criteria/scoring/lens.ts';
import type { Catalogue } from '../../criteria/model.ts';
import type { StandingView } from '../../server/comparison/contract.ts';
import type { Benchmark } from '../../server/editions/contract.ts';
import type { Round } from '../../server/rounds/contract.ts';
import { catalogue, summaries } from '../api/assessments.ts';
import { ApiError } from '../api/http.ts';
import { benchmark, rounds, standing } from '../api/network.ts';
import { session, signedIn, type SignedIn } from '../api/session.ts';
import '../charts/box-chart.ts';
import { fromAddress, toAddress } from '../components/address-state.ts';
import '../components/group-contacts.ts';
import { isShown, measuresOfLens } from '../components/figure.ts';
import { isComparedLens, LENS_LABELS, lensFilter } from '../components/lens-filter.ts';
import { missingPeers, peerSelect } from '../components/peer-select.ts';
import { select } from '../components/select.ts';
import { formatDate } from '../i18n/format.ts';
import { Page } from '../page.ts';
import { boxOf, changeRange, changeSummaryOf, notesOf, summaryOf } from './compare/boxes.ts';
import type { Comparison } from './compare/comparison.ts';
import { liftOf } from './compare/lift.ts';
import { criteriaTables, indicatorTable } from './compare/tables.ts';
import '../styles/network.css';

/** The own organisation beside its equals: by lens, per criterion, and in change. */
@customElement('mr-compare')
export class ComparePage extends Page {
  @state() private figures: Benchmark | null = null;
  @state() private own: StandingView | null = null;
  @state() private lens: ComparedLens = 'area';
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
    if (isComparedLens(lens)) this.lens = lens;
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
    const groups = figures.groups.filter(
      ({ task }) => (task === 'region') === (this.user.organisation?.kind === 'region'),
    );
    const comparison: Comparison = { figures, own: this.own, criteria: this.criteria };
    return html`<h1 tabindex="-1">${msg('Jämför')}</h1>
      <p class="lead">
        ${msg('Se hur ni ligger till bredvid kommuner och regioner som liknar er. Här finns ingen rangordning, bara hur det ser ut i gruppen.')}
      </p>
      ${this.user.role === 'coordinator' ? html`<p class="also no-print"><a href="/granskning">${msg('Kollegial granskning')}</a></p>` : nothing}
      <div class="choices no-print">
        ${select(
          'year',
          msg('År'),
          this.rounds.map(({ year }) => ({ value: String(year), label: String(year) })),
          String(figures.year),
          (year) => void this.change(() => this.fetchYear(Number(year), figures.peers.key)),
        )}${peerSelect(
          groups,
          figures.peers.key,
          (key) => void this.change(() => this.fetchPeers(figures.year, key)),
          this.own?.peers,
        )}
      </div>
      ${missingPeers(groups, this.own?.peers)}
      <p role="status" class="visually-hidden">${this.told}</p>
      ${this.renderAbout(figures)} ${this.renderOwnState()}
      ${lensFilter(COMPARED_LENSES, this.lens, (lens) => {
        this.lens = lens;
        void this.change(() => Promise.resolve());
      })}
      ${this.renderLens(figures)} ${liftOf(comparison, this.user.role === 'coordinator')} ${this.renderChange(figures)}
      <mr-group-contacts
        organisation=${this.user.organisation.code}
        year=${figures.year}
        peers=${figures.peers.key}
      ></mr-group-contacts>
      ${indicatorTable(comparison)} ${criteriaTables(comparison, this.user.organisation.code)}
      <p class="quiet no-print">
        <a href="/api/v1/benchmark.xlsx?year=${figures.year}&amp;peers=${figures.peers.key}" download
          >${msg('Hämta jämförelsetalen som Excel')}</a
        >
        ·
        <a href="/api/v1/benchmark.csv?year=${figures.year}&amp;peers=${figures.peers.key}" download>${msg('CSV')}</a> ·
        <a href="/sa-raknar-vi#jamforelse">${msg('Så räknar vi')}</a>
      </p>`;
  }

  private renderAbout({ edition, peers, figures, instead, catalogue: version }: Benchmark) {
    const shown = [...Object.values(figures), ...Object.values(instead).map(({ figure }) => figure)];
    return html`<p class="quiet">
        ${msg(str`${peers.name}: ${peers.submitted} har skickat in. Utgåva ${edition.number}, ${formatDate(edition.computedAt)}, kriterier version ${version}.`)}
        ${edition.reason === 'early' ? msg('Omgången pågår. Tills den stänger ingår bara de som visar namn.') : nothing}
      </p>
      ${edition.exchanged && shown.some((figure) => isShown(figure) && figure.scope === 'everyone') ? html`<p class="quiet">${msg('I siffror för alla är en del svar från dem som inte syns med namn utbytta, så att ingen kan veta vad en organisation har svarat.')} <a href="/sa-raknar-vi#skydd">${msg('Så skyddas de')}</a></p>` : nothing}
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

  private renderLens(figures: Benchmark) {
    const boxes = measuresOfLens(this.criteria, this.lens)
      .filter(({ key }) => key in figures.figures)
      .map(({ key, name }) => boxOf(figures, this.own, key, name));
    return html`<section>
      <mr-box-chart
        .caption=${msg(str`Index 0–100 per ${LENS_LABELS[this.lens]().toLocaleLowerCase('sv')}, ${figures.year}`)}
        .summary=${summaryOf(boxes)}
        .ownName=${this.own ? msg('Ni') : ''}
        .medianName=${boxes.some(({ from }) => from) ? msg('Median') : msg('Median i gruppen')}
        .middleName=${boxes.some(({ from }) => from) ? msg('Mittersta hälften') : msg('Mittersta hälften av gruppen')}
        counted
        .boxes=${boxes}
      ></mr-box-chart
      >${notesOf(boxes)}
    </section>`;
  }

  private renderChange(figures: Benchmark) {
    const boxes = measuresOfLens(this.criteria, this.lens, true)
      .filter(({ key }) => key in figures.figures)
      .map(({ key, name }) => boxOf(figures, this.own, key, name))
      .filter(({ median, own }) => median !== null || own !== null);
    const heading = html`<h2>${msg(str`Förändring sedan ${figures.year - 1}`)}</h2>`;
    if (boxes.length === 0)
      return html`<section>
        ${heading}
        <p>${msg('För få har skickat in båda åren för att förändringen ska kunna visas.')}</p>
      </section>`;
    const fewest = Math.min(...boxes.flatMap(({ n }) => n ?? []));
    return html`<section>
      ${heading}
      <p>${msg('Samma organisationer båda åren, och bara kriterier som betyder samma sak.')}</p>
      <mr-box-chart
        .caption=${msg('Förändring av index')}
        .summary=${changeSummaryOf(boxes)}
        .ownName=${this.own ? msg('Ni') : ''}
        .medianName=${boxes.some(({ from }) => from) ? msg('Median') : msg('Median i gruppen')}
        .middleName=${boxes.some(({ from }) => from) ? msg('Mittersta hälften') : msg('Mittersta hälften av gruppen')}
        counted
        .range=${changeRange(boxes)}
        .boxes=${boxes}
      ></mr-box-chart>
      ${Number.isFinite(fewest) ? html`<p class="quiet">${msg(str`Medianen bygger på ${fewest} organisationer eller fler, se tabellen.`)}</p>` : nothing}${notesOf(boxes)}
    </section>`;
  }
}
