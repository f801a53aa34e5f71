import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { ReviewView } from '../../../server/peer-reviews/contract.ts';
import { ApiError } from '../../api/http.ts';
import * as api from '../../api/peer-reviews.ts';
import { signedIn, type SignedIn } from '../../api/session.ts';
import { errorFor, errorsOf, errorSummary, field, focusErrors, typed, type Errors } from '../../components/form.ts';
import { noteKindName } from '../../components/note-kind.ts';
import { phaseTag, reviewStanding } from '../../components/review-phase.ts';
import '../../components/sure.ts';
import { formatDate } from '../../i18n/format.ts';
import { Page } from '../../page.ts';
import '../../styles/panels.css';
import '../../styles/reviews.css';

type Account = NonNullable<ReviewView['account']>;
type Side = ReviewView['side'];

/** What both sides sign: two pages on paper, whatever they have written. */
@customElement('mr-peer-account')
export class PeerAccountPage extends Page {
  @state() private review!: ReviewView;
  @state() private errors: Errors = [];
  @state() private told = '';
  /** What was typed when a colleague had written meanwhile. */
  private draft: string | undefined;
  private user!: SignedIn;

  override async load(): Promise<void> {
    this.user = await signedIn();
    this.review = await api.review(this.code, this.reviewId);
    this.heading = msg('Redogörelse');
  }

  private get code(): string {
    return this.user.organisation?.code ?? '';
  }

  private get reviewId(): string {
    return this.params.reviewId ?? '';
  }

  private async do(work: () => Promise<ReviewView>, told: string): Promise<void> {
    try {
      this.review = await work();
      this.errors = [];
      this.told = told;
      this.draft = undefined;
    } catch (error) {
      this.errors = errorsOf(error);
      if (error instanceof ApiError && error.code === 'conflict')
        this.review = await api.review(this.code, this.reviewId);
      await focusErrors(this);
    }
  }

  override render() {
    const { host, guest, phase, account, year, id } = this.review;
    if (!account || year === null)
      return html`<h1 tabindex="-1">${msg('Redogörelse')}</h1>
        <p>${msg('Granskningen har inte börjat, så det finns ingen redogörelse ännu.')}</p>
        <p><a href="/granskning/${id}">${msg('Till granskningen')}</a></p>`;
    return html`${errorSummary(this.errors, { text: msg('Er del') })}
      <h1 tabindex="-1">${msg('Redogörelse för kollegial granskning')}</h1>
      <p class="also no-print"><a href="/granskning/${id}">${msg('Till granskningen')}</a></p>
      <p class="no-print">${phaseTag(phase)} ${reviewStanding(this.review)}</p>
      <p class="told" role="status">${this.told}</p>
      ${phase === 'signed' ? nothing : html`<p class="print-only">${msg('Utkast. Båda har inte skrivit under ännu.')}</p>`}
      <p>${this.what(account, year)} ${msg('Granskningen ändrar inga nivåer och är inget betyg.')}</p>
      <div class="account-notes">
        ${account.noted.map(
          ({ kind, criteria }) =>
            html`<section>
              <h2>${noteKindName(kind)} (${criteria.length})</h2>
              ${notedCriteria(criteria)}
            </section>`,
        )}
      </div>
      ${this.renderPart('guest', guest.name, msg('Vad gästen såg'), account)}
      ${this.renderPart('host', host.name, msg('Vad värden tar med sig'), account)} ${this.renderSigning(account)}`;
  }

  /** Who read what and when; or reads, while it goes on. */
  private what({ endedOn }: Account, year: number): string {
    const { host, guest, openedOn, phase } = this.review;
    const read = [guest.name, host.name, year, formatDate(openedOn ?? ''), formatDate(endedOn)] as const;
    if (phase === 'open')
      return msg(
        str`${read[0]} läser som gäst ${read[1]}s självskattning för ${read[2]} enligt MR-kollens kriterier, från ${read[3]} till ${read[4]}.`,
      );
    return openedOn === endedOn
      ? msg(
          str`${read[0]} har som gäst läst ${read[1]}s självskattning för ${read[2]} enligt MR-kollens kriterier, ${read[4]}.`,
        )
      : msg(
          str`${read[0]} har som gäst läst ${read[1]}s självskattning för ${read[2]} enligt MR-kollens kriterier, från ${read[3]} till ${read[4]}.`,
        );
  }

  private renderPart(side: Side, name: string, title: string, account: Account) {
    const part = account[side];
    const mine = side === this.review.side && (this.review.phase === 'open' || this.review.phase === 'ended');
    return html`<section>
      <h2>${title}</h2>
      ${part.text ? html`<p class="typed account-text">${part.text}</p>` : html`<p class=${mine ? 'quiet print-only' : 'quiet'}>${msg(str`${name} har inte skrivit sin del ännu.`)}</p>`}
      ${mine ? this.renderForm(part, account) : nothing}
      <p class="signature">
        ${
          part.signed
            ? part.signed.by
              ? msg(str`Undertecknad för ${name} av ${part.signed.by}, ${formatDate(part.signed.at)}.`)
              : msg(str`Undertecknad för ${name}, ${formatDate(part.signed.at)}.`)
            : msg(str`Inte undertecknad för ${name}.`)
        }
      </p>
    </section>`;
  }

  private renderForm(part: Account[Side], account: Account) {
    const signed = account.host.signed !== null || account.guest.signed !== null;
    return html`<form
      class="form no-print"
      novalidate
      @submit=${async (event: Event) => {
        event.preventDefault();
        const form = event.currentTarget as HTMLFormElement;
        const text = typed(event, 'text');
        this.draft = text;
        await this.do(() => api.writeAccount(this.code, this.reviewId, part.revision, text), msg('Er del är sparad.'));
        if (this.errors.length === 0) delete form.dataset.written;
      }}
    >
      ${field({
        label: part.text ? msg('Ändra er del') : msg('Skriv er del'),
        name: 'text',
        help: [
          msg('Högst 1 500 tecken och 30 rader, så att redogörelsen ryms på två sidor. Skriv inga personuppgifter.'),
          ...(signed ? [msg('Ändrar ni texten behöver båda skriva under igen.')] : []),
        ].join(' '),
        error: errorFor(this.errors, 'text'),
        control: html`<textarea
          class="ds-input"
          id="text"
          name="text"
          rows="8"
          aria-describedby="text-help"
          .value=${this.draft ?? part.text}
        ></textarea>`,
      })}
      <button class="ds-button" data-variant="secondary">${msg('Spara er del')}</button>
    </form>`;
  }

  private renderSigning(account: Account) {
    const { side, phase, revision } = this.review;
    if ((phase !== 'open' && phase !== 'ended') || account[side].signed) return nothing;
    if (account.host.text === '' || account.guest.text === '')
      return html`<p class="quiet no-print">${msg('När båda har skrivit sin del kan ni skriva under.')}</p>`;
    const last = account[side === 'host' ? 'guest' : 'host'].signed !== null;
    return html`<p class="no-print">
      <mr-sure
        label=${msg('Skriv under')}
        question=${last ? msg('Den andra har skrivit under. Sedan ändras inget mer, och läsningen är slut.') : msg('Ni skriver under redogörelsen som den står här.')}
        yes=${msg('Ja, skriv under')}
        .work=${() => this.do(() => api.signAccount(this.code, this.reviewId, revision), msg('Ni har skrivit under.'))}
      ></mr-sure>
    </p>`;
  }
}

/** With so many, their codes are enough: all of it is to fit on two pages. */
const MOST_TITLES = 12;

function notedCriteria(criteria: Account['noted'][number]['criteria']): TemplateResult {
  if (criteria.length === 0) return html`<p class="small">${msg('Inget kriterium.')}</p>`;
  if (criteria.length > MOST_TITLES) return html`<p class="small">${criteria.map(({ code }) => code).join(', ')}</p>`;
  return html`<ul class="plain small">
    ${criteria.map(({ code, title }) => html`<li><span class="code">${code}</span> ${title}</li>`)}
  </ul>`;
}
