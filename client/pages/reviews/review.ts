import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { customElement, state } from 'lit/decorators.js';
import type { Catalogue, Criterion } from '../../../criteria/model.ts';
import type { ReviewView } from '../../../server/peer-reviews/contract.ts';
import { catalogue } from '../../api/assessments.ts';
import { ApiError } from '../../api/http.ts';
import * as api from '../../api/peer-reviews.ts';
import { signedIn, type SignedIn } from '../../api/session.ts';
import { errorsOf, errorSummary, focusErrors, type Errors } from '../../components/form.ts';
import { deepeningName } from '../../components/answer-state.ts';
import '../../components/peer-note.ts';
import type { NoteWork } from '../../components/peer-note.ts';
import { readLevel, readWords } from '../../components/read-answer.ts';
import { phaseTag, reviewStanding, whoReads } from '../../components/review-phase.ts';
import '../../components/sure.ts';
import { mayLeave } from '../../components/unsent-form.ts';
import { formatDate, formatIndex } from '../../i18n/format.ts';
import { Page } from '../../page.ts';
import '../../styles/network.css';
import '../../styles/panels.css';
import '../../styles/reviews.css';

type Shown = 'all' | 'noted' | 'left';

/** One review: saying yes or no, reading, noting and answering. */
@customElement('mr-peer-review')
export class PeerReviewPage extends Page {
  @state() private review!: ReviewView;
  @state() private errors: Errors = [];
  @state() private told = '';
  @state() private shown: Shown = 'all';
  private criteria: Catalogue | undefined;
  private user!: SignedIn;

  override async load(): Promise<void> {
    this.user = await signedIn();
    await this.see(await api.review(this.code, this.reviewId));
  }

  private async see(review: ReviewView): Promise<void> {
    const { reading } = review;
    if (reading) this.criteria = await catalogue(reading.assessment.catalogue);
    this.review = review;
    this.heading = `${msg('Kollegial granskning')}: ${whoReads(review)}`;
  }

  private get code(): string {
    return this.user.organisation?.code ?? '';
  }

  private get reviewId(): string {
    return this.params.reviewId ?? '';
  }

  private async do(work: () => Promise<ReviewView>, told: string): Promise<void> {
    try {
      await this.see(await work());
      this.errors = [];
      this.told = told;
    } catch (error) {
      this.errors = errorsOf(error);
      this.told = '';
      await focusErrors(this);
    }
  }

  /** For a note: what goes wrong is told beside it, and what somebody else has saved is fetched first. */
  private async keep(work: () => Promise<ReviewView>, told: string): Promise<void> {
    try {
      await this.see(await work());
      this.told = told;
    } catch (error) {
      this.told = '';
      if (error instanceof ApiError && error.code === 'conflict')
        await this.see(await api.review(this.code, this.reviewId));
      throw error;
    }
  }

  private readonly work: NoteWork = {
    write: (code, base, note) =>
      this.keep(
        () => api.writeNote(this.code, this.reviewId, code, base, note),
        msg(str`Anteckningen om ${code} är sparad.`),
      ),
    remove: (code, base) =>
      this.keep(
        () => api.removeNote(this.code, this.reviewId, code, base),
        msg(str`Anteckningen om ${code} är borttagen.`),
      ),
    reply: (code, base, text) =>
      this.keep(
        () => api.replyToNote(this.code, this.reviewId, code, base, text),
        msg(str`Svaret om ${code} är sparat.`),
      ),
  };

  override render() {
    const { review } = this;
    return html`${errorSummary(this.errors)}
      <h1 tabindex="-1">${whoReads(review)}</h1>
      <p class="also no-print">
        <a href="/granskning">${msg('Alla granskningar')}</a>
        ${review.account ? html`<a href="/granskning/${review.id}/redogorelse">${msg('Redogörelsen')}</a>` : nothing}
      </p>
      <p>${phaseTag(review.phase)} ${reviewStanding(review)}</p>
      ${this.renderProposal()}
      <p class="told" role="status">${this.told}</p>
      ${this.renderSteps()} ${this.renderReading()}`;
  }

  private renderProposal() {
    const { phase, side, proposedBy, message, proposer, host, guest } = this.review;
    const from = (proposedBy === 'host' ? host : guest).name;
    const greeting = message
      ? html`<div class="message">
          <p class="quiet small">${proposer ? msg(str`Från ${proposer}, ${from}`) : msg(str`Från ${from}`)}</p>
          <p class="typed">${message}</p>
        </div>`
      : nothing;
    if (phase === 'ended' || phase === 'signed') return nothing;
    if (phase !== 'proposed') return greeting;
    if (proposedBy === side)
      return html`${greeting}
        <p>
          <mr-sure
            label=${msg('Ta tillbaka förslaget')}
            question=${msg('De kan då inte svara ja.')}
            yes=${msg('Ja, ta tillbaka')}
            .work=${() => this.do(() => api.withdrawReview(this.code, this.reviewId), msg('Förslaget är tillbakataget.'))}
          ></mr-sure>
        </p>`;
    return html`${greeting}
      <p class="ds-alert" data-color="info">
        ${side === 'host' ? msg(str`Säger ni ja läser samordnarna i ${guest.name} er senaste fastställda självskattning i tre veckor: nivåer, texter och underlag, hur ni än delar den i övrigt. Det de hämtar, skriver ut eller får skickat till sig kan bli allmän handling hos dem.`) : msg(str`Säger ni ja läser ni ${host.name}s senaste fastställda självskattning i tre veckor. Det ni hämtar, skriver ut eller får skickat till er kan bli allmän handling hos er, och lämnas ut om någon begär det.`)}
      </p>
      ${this.renderHindrance()}
      <p class="row-actions">
        ${
          this.review.hindrance === null
            ? html`<mr-sure
                prominent
                label=${msg('Säg ja')}
                question=${msg(str`Läsningen börjar i dag och pågår till och med ${formatDate(this.review.wouldEndOn ?? '')}.`)}
                yes=${msg('Ja, börja i dag')}
                .work=${() => this.do(() => api.respondToReview(this.code, this.reviewId, true), msg('Granskningen har börjat.'))}
              ></mr-sure>`
            : nothing
        }
        <mr-sure
          label=${msg('Tacka nej')}
          question=${msg('Förslaget försvinner. Ni kan föreslå ett nytt senare.')}
          yes=${msg('Ja, tacka nej')}
          .work=${() => this.do(() => api.respondToReview(this.code, this.reviewId, false), msg('Ni har tackat nej.'))}
        ></mr-sure>
      </p>`;
  }

  private renderHindrance() {
    const { hindrance, side, host } = this.review;
    if (hindrance === null) return nothing;
    return html`<p class="ds-alert" data-color="warning">
      ${
        side === 'host'
          ? hindrance === 'not-adopted'
            ? msg('Ni har ingen fastställd självskattning att låta andra läsa ännu.')
            : msg('Beslutet om er senaste självskattning tillåter inte att andra medlemmar läser den.')
          : msg(str`${host.name} har ingen självskattning att låta andra läsa just nu.`)
      }
    </p>`;
  }

  private renderSteps() {
    const { phase, side, id } = this.review;
    if (phase === 'open')
      return html`<p class="reading">
          ${side === 'guest' ? msg('Anteckna per kriterium. Värden ser anteckningarna direkt och kan svara. Skriv också er del av redogörelsen innan tiden är ute. Det ni hämtar eller skriver ut kan bli allmän handling hos er.') : msg('Gästens anteckningar kommer upp här efter hand. Svara gärna, så blir det ett samtal.')}
        </p>
        <p class="no-print">
          <mr-sure
            label=${msg('Avsluta läsningen i förtid')}
            question=${side === 'guest' ? msg('Ni ser då inte längre självskattningen eller värdens svar.') : msg('Gästen ser då inte längre er självskattning eller era svar.')}
            yes=${msg('Ja, avsluta')}
            .work=${() => mayLeave(this) && this.do(() => api.endReview(this.code, this.reviewId), msg('Läsningen är avslutad.'))}
          ></mr-sure>
        </p>`;
    if (phase === 'ended' || phase === 'signed')
      return html`${side === 'guest' ? html`<p class="reading">${msg('Ni ser inte längre värdens självskattning eller svar. Era egna anteckningar och redogörelsen har ni kvar.')}</p>` : nothing}
        <p class="no-print">
          <a class="ds-button" href="/granskning/${id}/redogorelse"
            >${phase === 'ended' ? msg('Skriv redogörelsen') : msg('Läs redogörelsen')}</a
          >
        </p>
        ${side === 'guest' ? this.renderOwnNotes() : nothing}`;
    return nothing;
  }

  /** When the guest no longer reads: what it has written itself. */
  private renderOwnNotes() {
    const { notes, guest, host, account } = this.review;
    if (notes.length === 0) return nothing;
    const titles = new Map(account?.noted.flatMap(({ criteria }) => criteria).map(({ code, title }) => [code, title]));
    return html`<h2>${msg('Era anteckningar')}</h2>
      <ul class="plain">
        ${repeat(
          notes,
          ({ code }) => code,
          (note) =>
            html`<li>
              <h3><span class="code">${note.code}</span> ${titles.get(note.code)}</h3>
              <mr-peer-note code=${note.code} .note=${note} .guest=${guest.name} .host=${host.name}></mr-peer-note>
            </li>`,
        )}
      </ul>`;
  }

  private renderReading() {
    const { reading, notes: written, host, side } = this.review;
    const { criteria } = this;
    if (!reading || !criteria) return nothing;
    const notes = new Map(written.map((note) => [note.code, note]));
    const asked = new Set(reading.asked);
    const left = side === 'guest' ? asked.size - notes.size : written.filter(waits).length;
    const shows = ({ code }: Criterion): boolean => {
      if (!asked.has(code)) return false;
      const note = notes.get(code);
      if (this.shown === 'noted') return note !== undefined;
      if (this.shown === 'left') return side === 'guest' ? note === undefined : note !== undefined && waits(note);
      return true;
    };
    const parts = [
      ...criteria.areas.map(({ code, name }) => ({
        name,
        index: reading.assessment.areas.find(({ key }) => key === code)?.index,
        rows: criteria.criteria.filter((row) => row.area === code && shows(row)),
      })),
      ...criteria.deepenings.map(({ name, criteria: rows }) => ({
        name: deepeningName(name),
        index: undefined,
        rows: rows.filter(shows),
      })),
    ].filter(({ rows }) => rows.length > 0);
    const chip = (shown: Shown, label: string, n: number) =>
      html`<button
        class="filter"
        aria-pressed=${this.shown === shown ? 'true' : 'false'}
        @click=${() => {
          if (mayLeave(this)) this.shown = shown;
        }}
      >
        ${label} (${n})
      </button>`;
    return html`<h2>${msg(str`${host.name}, självskattning ${reading.assessment.year}`)}</h2>
      <p class="quiet">${msg(str`Egen bedömning, kriterier version ${reading.assessment.catalogue}.`)}</p>
      <div class="filters no-print" role="group" aria-label=${msg('Visa')}>
        ${chip('all', msg('Alla'), asked.size)}${chip('noted', msg('Med anteckning'), notes.size)}${chip('left', side === 'guest' ? msg('Utan anteckning') : msg('Att svara på'), left)}
      </div>
      ${parts.length === 0 ? html`<p>${msg('Inget att visa här just nu.')}</p>` : nothing}
      ${repeat(
        parts,
        ({ name }) => name,
        ({ name, index, rows }) =>
          html`<section>
            <h3>
              ${name}${index === undefined ? nothing : html` <span class="quiet">${msg(str`index ${formatIndex(index)}`)}</span>`}
            </h3>
            <ul class="plain">
              ${repeat(
                rows,
                ({ code }) => code,
                (row) => this.renderRow(row),
              )}
            </ul>
          </section>`,
      )}`;
  }

  private renderRow({ code, title, question, levels }: Criterion): TemplateResult {
    const { reading, notes, side, phase, host, guest } = this.review;
    const answer = reading?.assessment.answers.find((each) => each.code === code);
    const writes =
      side === 'guest'
        ? phase === 'open'
          ? 'note'
          : 'nothing'
        : phase === 'open' || phase === 'ended'
          ? 'reply'
          : 'nothing';
    return html`<li class="answer-row">
      <div class="named-level">${readLevel(answer)}</div>
      <div>
        <h4><span class="code">${code}</span> ${title}</h4>
        <p class="quiet small">${question}</p>
        ${answer?.level !== null && answer !== undefined && !answer.notApplicable ? html`<p>${levels[answer.level]}</p>` : nothing}
        ${readWords(answer)}
        <mr-peer-note
          code=${code}
          writes=${writes}
          .note=${notes.find((note) => note.code === code)}
          .guest=${guest.name}
          .host=${host.name}
          .work=${this.work}
        ></mr-peer-note>
      </div>
    </li>`;
  }
}

/** A question or a suggestion that the host has not answered as it stands. */
const waits = ({ kind, reply, changedSince }: ReviewView['notes'][number]): boolean =>
  (kind !== 'holds' && reply === '') || changedSince;
