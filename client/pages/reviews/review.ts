import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Catalogue } from '../../../criteria/model.ts';
import type { ReviewView } from '../../../server/peer-reviews/contract.ts';
import { catalogue } from '../../api/assessments.ts';
import { ApiError } from '../../api/http.ts';
import * as api from '../../api/peer-reviews.ts';
import { signedIn, type SignedIn } from '../../api/session.ts';
import { errorsOf, errorSummary, focusErrors, type Errors } from '../../components/form.ts';
import type { NoteWork } from '../../components/peer-note.ts';
import { phaseTag, reviewStanding, whoReads } from '../../components/review-phase.ts';
import '../../components/sure.ts';
import { mayLeave } from '../../components/unsent-form.ts';
import { Page } from '../../page.ts';
import '../../styles/network.css';
import '../../styles/panels.css';
import '../../styles/reviews.css';
import { proposal } from './proposal.ts';
import { ownNotes, reading, type Shown } from './reading.ts';

/** One review: saying yes or no, reading, noting and answering. */
@customElement('mr-peer-review')
export class PeerReviewPage extends Page {
  @state() private review!: ReviewView;
  @state() private errors: Errors = [];
  @state() private told = '';
  @state() private shown: Shown = 'all';
  @state() private openForms: ReadonlySet<string> = new Set();
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

  private readonly proposalWork = {
    respond: (accept: boolean) =>
      this.do(
        () => api.respondToReview(this.code, this.reviewId, accept),
        accept ? msg('Granskningen har börjat.') : msg('Ni har tackat nej.'),
      ),
    withdraw: () => this.do(() => api.withdrawReview(this.code, this.reviewId), msg('Förslaget är tillbakataget.')),
  };

  private readonly opened = (code: string, open: boolean): void => {
    const others = [...this.openForms].filter((each) => each !== code);
    this.openForms = new Set(open ? [...others, code] : others);
  };

  /** Forms that are open stay where they are, whatever is shown. */
  private readonly show = (shown: Shown): void => {
    this.shown = shown;
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
      ${proposal(review, this.proposalWork)}
      <p class="told" role="status">${this.told}</p>
      ${this.renderSteps()}
      ${reading(review, this.criteria, { shown: this.shown, show: this.show, work: this.work, open: this.openForms, opened: this.opened })}`;
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
        ${side === 'guest' ? ownNotes(this.review) : nothing}`;
    return nothing;
  }
}
