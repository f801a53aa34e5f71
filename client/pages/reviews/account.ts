import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { ReviewView } from '../../../server/peer-reviews/contract.ts';
import { ApiError } from '../../api/http.ts';
import * as api from '../../api/peer-reviews.ts';
import { signedIn, type SignedIn } from '../../api/session.ts';
import { errorFor, errorsOf, errorSummary, focusErrors, textField, typed, type Errors } from '../../components/form.ts';
import { noteKindName } from '../../components/note-kind.ts';
import { phaseTag, reviewStanding } from '../../components/review-phase.ts';
import '../../components/sure.ts';
import { mayLeave } from '../../components/unsent-form.ts';
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
  /** What has been typed and not saved: the page is drawn anew when something else is. */
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
    } catch (error) {
      this.errors = errorsOf(error);
      this.told = '';
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
    const noted = account.noted.flatMap(({ criteria }) => criteria).length;
    return html`${errorSummary(this.errors, { text: msg('Er del') })}
      <h1 tabindex="-1">${msg('Redogörelse för kollegial granskning')}</h1>
      <p class="also no-print"><a href="/granskning/${id}">${msg('Till granskningen')}</a></p>
      <p class="no-print">${phaseTag(phase)} ${reviewStanding(this.review)}</p>
      <p class="told" role="status">${this.told}</p>
      ${phase === 'signed' ? nothing : html`<p class="print-only">${msg('Utkast. Båda har inte skrivit under ännu.')}</p>`}
      <p>${this.what(year)} ${msg('Granskningen ändrar inga nivåer och är inget betyg.')}</p>
      <div class="account">
        <div class="account-notes">
          ${account.noted.map(
            ({ kind, criteria }) =>
              html`<section>
                <h2>${noteKindName(kind)} (${criteria.length})</h2>
                ${notedCriteria(criteria, noted <= MOST_TITLES)}
              </section>`,
          )}
        </div>
        ${this.renderPart('guest', guest.name, msg('Vad gästen såg'), account)}
        ${this.renderPart('host', host.name, msg('Vad värden tar med sig'), account)}
      </div>
      ${this.renderSigning(account)}`;
  }

  /** Who reads what, and between which days at most: what was agreed on, which nobody's signature depends on. */
  private what(year: number): string {
    const { host, guest, openedOn, endsOn } = this.review;
    return msg(
      str`${guest.name} läser som gäst ${host.name}s självskattning för ${year} enligt MR-kollens kriterier. Läsningen får pågå från ${formatDate(openedOn ?? '')} till och med ${formatDate(endsOn ?? '')}.`,
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
        if (this.errors.length > 0) return;
        delete form.dataset.written;
        this.draft = undefined;
      }}
    >
      ${textField({
        label: part.text ? msg('Ändra er del') : msg('Skriv er del'),
        name: 'text',
        help: [
          msg('Högst 1 500 tecken och 30 rader, så att redogörelsen ryms på två sidor. Skriv inga personuppgifter.'),
          ...(signed ? [msg('Ändrar ni texten behöver båda skriva under igen.')] : []),
        ].join(' '),
        error: errorFor(this.errors, 'text'),
        rows: 8,
        value: this.draft ?? part.text,
        input: (text) => {
          this.draft = text;
        },
      })}
      <button class="ds-button" data-variant="secondary">${msg('Spara er del')}</button>
    </form>`;
  }

  /** What has not been saved is not signed: it has been asked about, and goes. */
  private sign(revision: number): Promise<void> {
    this.draft = undefined;
    for (const form of this.querySelectorAll<HTMLElement>('form[data-written]')) delete form.dataset.written;
    return this.do(() => api.signAccount(this.code, this.reviewId, revision), msg('Ni har skrivit under.'));
  }

  private renderSigning(account: Account) {
    const { side, phase, revision } = this.review;
    if ((phase !== 'open' && phase !== 'ended') || account[side].signed) return nothing;
    if (account.host.text === '' || account.guest.text === '')
      return html`<p class="quiet no-print">${msg('När båda har skrivit sin del kan ni skriva under.')}</p>`;
    const last = account[side === 'host' ? 'guest' : 'host'].signed !== null;
    return html`<p class="no-print">
      <mr-sure
        prominent
        label=${msg('Skriv under')}
        question=${last ? msg('När ni också skriver under går inget att ändra, och läsningen är slut.') : msg('Ni skriver under redogörelsen som den står här.')}
        yes=${msg('Ja, skriv under')}
        .work=${() => mayLeave(this) && this.sign(revision)}
      ></mr-sure>
    </p>`;
  }
}

/** With so many, their codes are enough: all of it is to fit on two pages. */
const MOST_TITLES = 12;

function notedCriteria(criteria: Account['noted'][number]['criteria'], withTitles: boolean): TemplateResult {
  if (criteria.length === 0) return html`<p class="small">${msg('Inget kriterium.')}</p>`;
  if (!withTitles) return html`<p class="small">${criteria.map(({ code }) => code).join(', ')}</p>`;
  return html`<ul class="plain small">
    ${criteria.map(({ code, title }) => html`<li><span class="code">${code}</span> ${title}</li>`)}
  </ul>`;
}
