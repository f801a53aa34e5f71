import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { SessionView } from '../../server/accounts/contract.ts';
import type { AssessmentSummary, Work } from '../../server/assessments/contract.ts';
import type { Round } from '../../server/rounds/contract.ts';
import { daysBetween, dayOf } from '../../criteria/day.ts';
import type { Catalogue } from '../../criteria/model.ts';
import type { ExampleSummary } from '../../server/showcase/contract.ts';
import type { ReviewSummary } from '../../server/peer-reviews/contract.ts';
import type { OwnSeats } from '../../server/panels/contract.ts';
import { catalogue, seenOf, summaries, work } from '../api/assessments.ts';
import { rounds } from '../api/network.ts';
import { ownSeats } from '../api/panels.ts';
import { reviews } from '../api/peer-reviews.ts';
import { examplesOf } from '../api/showcase.ts';
import { session, signedIn, type SignedIn } from '../api/session.ts';
import '../components/own-resets.ts';
import '../components/unsent-list.ts';
import { handedOut, outcome } from '../components/handed-out.ts';
import type { DocumentView } from '../../server/documents/contract.ts';
import { glance } from '../api/documents.ts';
import { documentView } from '../components/document-view.ts';
import { materialInbox } from '../components/material-inbox.ts';
import { inboxList, networkInbox, type Waiting } from '../components/network-inbox.ts';
import { progressBar } from '../components/progress-bar.ts';
import { stepList } from '../components/step-list.ts';
import { waitsForNote } from '../components/waits-for.ts';
import { ownReviews } from '../components/review-phase.ts';
import { ownSeatList } from '../components/own-seat-list.ts';
import { workList } from '../components/work-list.ts';
import { formatDate } from '../i18n/format.ts';
import { draftsOf, type Draft } from '../offline/drafts.ts';
import { Live } from '../live.ts';
import { Page } from '../page.ts';
import { countySections, networkSections, providerSections, section } from './overview-sections.ts';

const STATE_NAMES: Record<AssessmentSummary['state'], () => string> = {
  draft: () => msg('Utkast'),
  ready: () => msg('Klar för beslut'),
  adopted: () => msg('Fastställd'),
};

/** Where are we, and what is next. */
@customElement('mr-overview')
export class Overview extends Page {
  private user!: SignedIn;
  private installation!: SessionView;
  private assessments: readonly AssessmentSummary[] = [];
  private criteria: Catalogue | undefined;
  private unsent: readonly Draft[] = [];
  /** Examples that wait for the organisation: invited, sent back, or soon to end. */
  private waiting: readonly ExampleSummary[] = [];
  private work: Work | undefined;
  /** Where the person is to rate criteria with others. */
  private seats: OwnSeats = [];
  /** With other members. */
  private reviews: readonly ReviewSummary[] = [];
  private round: Round | undefined;
  private glance: DocumentView | null = null;
  private inbox: readonly Waiting[] = [];

  constructor() {
    super();
    new Live(
      this,
      () => {
        const [latest] = this.assessments;
        return latest && latest.state !== 'adopted' ? seenOf(latest) : undefined;
      },
      async () => {
        const before = this.assessments;
        try {
          await this.load();
        } catch (error) {
          // What could not be fetched whole has not been seen, and is fetched again.
          this.assessments = before;
          throw error;
        }
        this.requestUpdate();
      },
    );
  }

  override async load(): Promise<void> {
    this.user = await signedIn();
    this.installation = await session();
    this.unsent = await draftsOf(this.user.id);
    if (this.user.role === 'unassigned') return;
    const { organisation } = this.user;
    if (organisation)
      [this.assessments, this.seats, { reviews: this.reviews }] = await Promise.all([
        summaries(organisation.code),
        ownSeats(),
        this.user.role === 'coordinator' ? reviews(organisation.code) : { reviews: [] },
      ]);
    if (organisation && this.user.role !== 'contributor')
      this.waiting = (await examplesOf(organisation.code)).filter(
        ({ stage, origin, message, expiresSoon }) =>
          stage === 'invited' || (stage === 'draft' && (origin === 'invited' || message !== '')) || expiresSoon,
      );
    const [latest] = this.assessments;
    if (latest && this.user.role === 'contributor') this.criteria = await catalogue(latest.catalogue);
    if (latest && latest.state !== 'adopted') this.work = await work(latest.id);
    if (organisation && this.user.role !== 'contributor')
      this.round = (await rounds()).find(({ year }) => year === (latest?.year ?? this.installation.year));
    if (this.user.role === 'network_admin') this.inbox = await networkInbox();
    else if (!this.user.organisation) this.inbox = await materialInbox();
    if (this.user.role === 'decision_maker' && latest) this.glance = await glance(latest.id);
  }

  override render() {
    const { organisation } = this.user;
    return html`<h1 tabindex="-1">${organisation ? organisation.name : msg(str`Välkommen, ${this.user.name}`)}</h1>
      <mr-unsent-list user=${this.user.id} .drafts=${this.unsent}></mr-unsent-list>
      ${this.user.role === 'unassigned' ? waitsForNote(this.user) : organisation ? this.renderOrganisation() : this.renderOutside()}`;
  }

  private renderOutside() {
    return html`<mr-own-resets></mr-own-resets>${this.renderOutsideWork()}`;
  }

  private renderOutsideWork() {
    if (this.user.role === 'network_admin')
      return html`${inboxList(this.inbox)}
        <div class="columns">${networkSections().map(section)}</div>`;
    const sections = this.user.county ? countySections(this.user.county) : providerSections();
    return html`${this.inbox.length > 0 ? inboxList(this.inbox) : nothing}
      <div class="columns">${sections.map(section)}</div>`;
  }

  private renderOrganisation() {
    if (this.user.role === 'contributor') return html`${ownSeatList(this.seats)} ${this.renderMine()}`;
    const [latest, ...earlier] = this.assessments;
    const { year } = this.installation;
    const mayStart = this.user.role === 'coordinator' && (latest?.year ?? 0) < year;
    return html`${ownSeatList(this.seats)} ${latest ? this.renderLatest(latest) : nothing} ${this.renderGlance()}
    ${this.renderWaiting()} ${ownReviews(this.reviews)}
    ${
      mayStart
        ? html`<section class="panel">
            <h2>${latest ? msg(str`Dags för ${year}?`) : msg('Kom igång')}</h2>
            <p>
              ${latest ? msg('Utgå från förra årets svar, så behöver ni bara skriva det som har ändrats.') : msg('Börja med startspåret. Det går att besvara på en eftermiddag, och ni kan gå vidare till alla kriterier när som helst.')}
            </p>
            <p><a class="ds-button" href="/sjalvskattning/ny">${msg('Starta självskattning')}</a></p>
          </section>`
        : !latest
          ? html`<p>${msg('Samordnaren har inte startat någon självskattning ännu.')}</p>`
          : nothing
    }
    ${
      earlier.length > 0
        ? html`<section>
            <h2>${msg('Tidigare')}</h2>
            <div class="table-wrap" tabindex="0" role="region" aria-label=${msg('Tidigare självskattningar')}>
              <table class="ds-table">
                <thead>
                  <tr>
                    <th scope="col">${msg('År')}</th>
                    <th scope="col">${msg('Läge')}</th>
                    <th scope="col">${msg('Visa')}</th>
                  </tr>
                </thead>
                <tbody>
                  ${earlier.map(
                    (row) =>
                      html`<tr>
                        <td>${row.year}${row.revision > 1 ? msg(str`, rättelse ${row.revision - 1}`) : nothing}</td>
                        <td>
                          ${row.sharing === null ? STATE_NAMES[row.state]() : msg('Inskickad')}
                          <span class="quiet">${msg(str`kriterier version ${row.catalogue}`)}</span>
                        </td>
                        <td>
                          <a href="/resultat/${row.id}" aria-label=${msg(str`Resultat ${row.year}`)}
                            >${msg('Resultat')}</a
                          >
                          ·
                          <a href="/sjalvskattning/${row.id}" aria-label=${msg(str`Svaren ${row.year}`)}
                            >${msg('Svaren')}</a
                          >
                        </td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>
          </section>`
        : nothing
    }`;
  }

  /** Whoever decides meets the result itself, not the work with it. */
  private renderGlance() {
    return this.glance
      ? html`<section>
          <h2>${msg('Läget på en sida')}</h2>
          ${documentView(this.glance, 3)}
        </section>`
      : nothing;
  }

  private renderWaiting() {
    if (this.waiting.length === 0) return nothing;
    const why = ({ stage, expiresSoon, expiresAt }: ExampleSummary) =>
      stage === 'invited'
        ? msg('Ni är inbjudna att berätta.')
        : expiresSoon
          ? msg(str`Slutar visas ${formatDate(expiresAt ?? '')}.`)
          : msg('Utkast. Skriv klart, samtyck och skicka.');
    return html`<section class="panel">
      <h2>${msg('Skyltfönstret')}</h2>
      <ul class="plain">
        ${this.waiting.map((row) => html`<li><a href="/exempel/${row.id}">${row.title || row.subject.title}</a>: ${why(row)}</li>`)}
      </ul>
    </section>`;
  }

  private renderLatest(latest: AssessmentSummary) {
    const left = this.round ? daysBetween(dayOf(new Date()), this.round.closes) : 0;
    return html`<section class="panel">
        <h2>
          ${msg(str`Självskattning ${latest.year}`)}
          <span class="ds-tag" data-color=${latest.state === 'adopted' ? 'success' : 'info'}
            >${latest.sharing === null ? STATE_NAMES[latest.state]() : msg('Inskickad')}</span
          >
        </h2>
        ${progressBar(latest.progress)} ${this.renderRound(left)} ${stepList(latest, this.work)}
        <p class="actions">${this.nextStep(latest)}</p>
        <p class="quiet small">
          ${msg(str`Kriterier version ${latest.catalogue}`)}${latest.track === 'starter' ? html`, ${msg('startspåret')}` : nothing}.
          ${msg(str`Senast ändrad ${formatDate(latest.updatedAt)}.`)}
        </p>
      </section>
      ${this.work ? workList(latest.id, this.work) : nothing}`;
  }

  /** Until when SKL takes answers, and what SKL has written to the members. */
  private renderRound(left: number) {
    const { round } = this;
    if (!round) return nothing;
    const days =
      left < 0
        ? msg(str`Omgången stängde ${formatDate(round.closes)}.`)
        : left === 0
          ? msg(str`Omgången stänger i dag, ${formatDate(round.closes)}.`)
          : left === 1
            ? msg(str`Omgången stänger i morgon, ${formatDate(round.closes)}.`)
            : msg(str`Omgången är öppen till och med ${formatDate(round.closes)}: ${left} dagar kvar.`);
    return html`<p><strong>${days}</strong></p>
      ${
        round.text
          ? html`<div class="message">
              <p class="quiet small">${msg(str`Från ${this.installation.operatorName}`)}</p>
              <p class="typed">${round.text}</p>
            </div>`
          : nothing
      }`;
  }

  private nextStep({ id, state, sharing, progress }: AssessmentSummary): TemplateResult {
    const coordinator = this.user.role === 'coordinator';
    const results = html`<a class="ds-button" data-variant="secondary" href="/resultat/${id}"
      >${msg('Se resultatet')}</a
    >`;
    if (state === 'adopted') {
      return sharing === null
        ? html`<a class="ds-button" href="/sjalvskattning/${id}/skicka"
              >${coordinator ? msg('Skicka in till nätverket') : msg('Se vad som kan skickas in')}</a
            >
            ${results}`
        : html`<a class="ds-button" href="/jamfor">${msg('Jämför med andra')}</a> ${results}
            <a href="/sjalvskattning/${id}/skicka">${msg('Ändra delningen')}</a>`;
    }
    if (state === 'ready')
      return html`<a class="ds-button" href="/sjalvskattning/${id}/beslut">${msg('Registrera beslutet')}</a>
        ${results}`;
    if (!coordinator) return html`${msg('Samordnaren arbetar med svaren.')} ${results}`;
    const left = progress.applicable - progress.answered;
    const next = this.work?.next;
    return left > 0
      ? html`<a class="ds-button" href=${next ? `/sjalvskattning/${id}/${next.code}` : `/sjalvskattning/${id}`}
            >${next ? msg(str`Fortsätt med ${next.code} ${next.title}`) : msg('Fortsätt')}</a
          >
          <a href="/sjalvskattning/${id}">${left === 1 ? msg('1 kvar, se alla') : msg(str`${left} kvar, se alla`)}</a>
          ${results}`
      : html`<a class="ds-button" href="/sjalvskattning/${id}/beslut">${msg('Gör klar för beslut')}</a> ${results}`;
  }

  private async reload(): Promise<void> {
    await this.load();
    this.requestUpdate();
    await this.toHeading();
  }

  private renderMine() {
    const [first, ...older] = this.assessments;
    if (!first)
      return html`<p>
        ${msg('Inget kriterium är utdelat till dig just nu. Samordnaren i din organisation delar ut dem, och då syns de här.')}
      </p>`;
    return html`${handedOut(first, this.criteria, this.work, () => void this.reload())}
    ${
      older.length > 0
        ? html`<section>
            <h2>${msg('Tidigare')}</h2>
            <ul>
              ${older.map((row) => html`<li><a href="/sjalvskattning/${row.id}">${msg(str`Självskattning ${row.year}`)}</a>: ${outcome(row)}</li>`)}
            </ul>
          </section>`
        : nothing
    }`;
  }
}
