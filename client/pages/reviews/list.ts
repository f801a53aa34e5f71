import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { bySwedish } from '../../../criteria/order.ts';
import type { ReviewPartners, ReviewSummary } from '../../../server/peer-reviews/contract.ts';
import { proposeReview, reviewPartners, reviews } from '../../api/peer-reviews.ts';
import { session, signedIn, type SignedIn } from '../../api/session.ts';
import {
  errorFor,
  errorsOf,
  errorSummary,
  field,
  focusErrors,
  textField,
  typed,
  type Errors,
} from '../../components/form.ts';
import { phaseTag, reviewStanding, whoReads, isUnderWay } from '../../components/review-phase.ts';
import { go } from '../../router.ts';
import { formatDate } from '../../i18n/format.ts';
import { Page } from '../../page.ts';
import '../../styles/panels.css';

/** The organisation's reviews with other members, and asking another. */
@customElement('mr-peer-reviews')
export class PeerReviewsPage extends Page {
  @state() private rows: readonly ReviewSummary[] = [];
  private known!: ReviewPartners;
  @state() private errors: Errors = [];
  @state() private as: 'guest' | 'host' | undefined;
  private user!: SignedIn;
  private operator = '';

  override async load(): Promise<void> {
    this.user = await signedIn();
    this.operator = (await session()).operatorName;
    const [{ reviews: rows }, known] = await Promise.all([reviews(this.code), reviewPartners(this.code)]);
    [this.rows, this.known] = [rows, known];
  }

  private get code(): string {
    return this.user.organisation?.code ?? '';
  }

  private readonly propose = async (event: Event): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const partner = typed(event, 'partner');
    const missing = [
      ...(this.as ? [] : [{ field: 'as', message: msg('Välj om ni vill läsa eller bli lästa.') }]),
      ...(partner ? [] : [{ field: 'partner', message: msg('Välj en medlem.') }]),
    ];
    try {
      this.errors = missing;
      if (partner && this.as) {
        const made = await proposeReview(this.code, { as: this.as, partner, message: typed(event, 'message') });
        delete form.dataset.written;
        go(`/granskning/${made.id}`);
        return;
      }
    } catch (error) {
      this.errors = errorsOf(error);
    }
    await focusErrors(this);
  };

  override render() {
    const { rows } = this;
    const now = rows.filter(isUnderWay);
    const earlier = rows.filter((row) => !isUnderWay(row));
    return html`<h1 tabindex="-1">${msg('Kollegial granskning')}</h1>
      <p class="lead">
        ${msg('Två medlemmar hjälper varandra. Gästen läser värdens fastställda självskattning i tre veckor och antecknar vad som stämmer, vad som är oklart och vad som går att pröva. Värden svarar. Sedan skriver båda under en kort redogörelse.')}
      </p>
      <p class="reading">
        ${msg(str`Inga nivåer ändras. När tiden är ute ser gästen inte längre självskattningen. ${this.operator} ser att en granskning äger rum, men inte vad ni skriver.`)}
      </p>
      ${now.length > 0 ? this.renderList(msg('Pågår'), now) : nothing} ${this.renderForm()}
      ${earlier.length > 0 ? this.renderList(msg('Tidigare'), earlier) : nothing}`;
  }

  private renderList(title: string, rows: readonly ReviewSummary[]) {
    return html`<section>
      <h2>${title}</h2>
      <ul class="plain panel-list">
        ${rows.map(
          (row) =>
            html`<li>
              <div>
                <p><a href="/granskning/${row.id}">${whoReads(row)}</a> ${phaseTag(row.phase)}</p>
                <p class="quiet small">
                  ${reviewStanding(row)}
                  ${row.year === null ? msg(str`Föreslogs ${formatDate(row.createdAt)}.`) : msg(str`Självskattning ${row.year}, läst från ${formatDate(row.openedOn ?? '')}.`)}
                </p>
              </div>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  private renderForm() {
    const { member, partners } = this.known;
    if (!member)
      return html`<p class="ds-alert" data-color="info">
        ${msg(str`Er organisation är inte med i nätverket. Hör av er till ${this.operator} om ni vill vara med.`)}
      </p>`;
    if (partners.length === 0) return html`<p>${msg('Ingen annan medlem har någon samordnare i MR-kollen ännu.')}</p>`;
    return html`<section>
      <h2>${msg('Fråga en annan medlem')}</h2>
      <form class="form" novalidate @submit=${this.propose}>
        ${errorSummary(this.errors, { as: msg('Er roll'), partner: msg('Medlemmen'), message: msg('Hälsningen') })}
        <p class="ds-alert" data-color="info">
          ${msg('Bra att veta först: det gästen hämtar, skriver ut eller får skickat till sig kan bli allmän handling även hos gästen, och lämnas ut om någon begär det.')}
        </p>
        ${this.renderSides()}
        ${field({
          label: msg('Vilken medlem?'),
          name: 'partner',
          help: msg('Medlemmar som har en samordnare i MR-kollen, efter län.'),
          error: errorFor(this.errors, 'partner'),
          control: html`<select class="ds-input" id="partner" name="partner" aria-describedby="partner-help">
            <option value="">${msg('Välj')}</option>
            ${[...new Set(partners.map(({ county }) => county))]
              .toSorted(bySwedish)
              .map(
                (county) =>
                  html`<optgroup label=${county}>
                    ${partners.filter((each) => each.county === county).map(({ code, name }) => html`<option value=${code}>${name}</option>`)}
                  </optgroup>`,
              )}
          </select>`,
        })}
        ${textField({
          label: msg('Hälsning (frivilligt)'),
          name: 'message',
          help: msg('Vad vill ni få ut av det? När passar det?'),
          error: errorFor(this.errors, 'message'),
          rows: 3,
        })}
        <button class="ds-button">${msg('Skicka förslaget')}</button>
      </form>
    </section>`;
  }

  private renderSides() {
    const { readable } = this.known;
    const error = errorFor(this.errors, 'as');
    const own =
      readable === 'not-adopted'
        ? msg('Går när ni har en fastställd självskattning.')
        : readable === 'not-allowed'
          ? msg('Beslutet om er senaste självskattning tillåter inte att andra medlemmar läser den.')
          : msg(str`De läser er självskattning för ${readable}, hela, hur ni än delar den i övrigt.`);
    const side = (value: 'guest' | 'host', label: string, help: string, disabled: boolean) =>
      html`<label
        ><input
          type="radio"
          name="as"
          id=${value === 'guest' ? 'as' : 'as-host'}
          value=${value}
          ?disabled=${disabled}
          .checked=${this.as === value}
          @change=${() => {
            this.as = value;
          }}
        /><span><strong>${label}</strong><br />${help}</span></label
      >`;
    return html`<fieldset class="options">
      <legend>${msg('Vad vill ni?')}</legend>
      ${error ? html`<p class="field-error">${error}</p>` : nothing}
      ${side('guest', msg('Läsa en annan medlem (gäst)'), msg('Ni läser deras senaste fastställda självskattning.'), false)}
      ${side('host', msg('Låta en annan medlem läsa er (värd)'), own, typeof readable === 'string')}
    </fieldset>`;
  }
}
