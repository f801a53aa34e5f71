import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { ReviewsHeld } from '../../../server/peer-reviews/contract.ts';
import type { Membership } from '../../../server/memberships/contract.ts';
import { join, leave, memberships } from '../../api/network.ts';
import { reviewsHeld } from '../../api/peer-reviews.ts';
import { errorFor, errorsOf, errorSummary, field, focusErrors, typed, type Errors } from '../../components/form.ts';
import { formatDate, formatNumber } from '../../i18n/format.ts';
import { cancelButton } from '../../components/unsent-form.ts';
import '../../components/disputed-link.ts';
import { heldReviews } from '../../components/held-reviews.ts';
import { networkFiles } from '../../components/network-files.ts';
import { Page } from '../../page.ts';
import '../../styles/network.css';

type Filter = 'members' | 'left' | 'all';

const day = () => new Date().toLocaleDateString('sv-SE');

/** For SKL: who is in the network, since when, and joining and leaving. */
@customElement('mr-members')
export class MembersPage extends Page {
  @state() private rows: readonly Membership[] = [];
  private reviews: ReviewsHeld = [];
  @state() private filter: Filter = 'members';
  @state() private search = '';
  @state() private chosen: Membership | null = null;
  @state() private errors: Errors = [];
  @state() private told = '';

  override async load(): Promise<void> {
    [this.rows, this.reviews] = await Promise.all([memberships(), reviewsHeld()]);
    if (!this.rows.some(({ member }) => member)) this.filter = 'all';
  }

  private async choose(row: Membership): Promise<void> {
    this.chosen = row;
    this.errors = [];
    await this.updateComplete;
    this.querySelector<HTMLElement>('#on')?.focus();
  }

  private async save(event: Event): Promise<void> {
    event.preventDefault();
    const row = this.chosen;
    if (!row) return;
    const on = typed(event, 'on');
    try {
      await (row.member ? leave(row.code, on) : join(row.code, on));
      this.told = row.member
        ? msg(str`${row.name} har lämnat nätverket.`)
        : msg(str`${row.name} är medlem från och med ${formatDate(on)}.`);
      this.errors = [];
      this.chosen = null;
      this.rows = await memberships();
      await this.toHeading();
    } catch (error) {
      this.errors = errorsOf(error);
      await focusErrors(this);
    }
  }

  override render() {
    const wanted = this.search.trim().toLocaleLowerCase('sv');
    const left = (row: Membership) => row.times.length > 0 && row.times.every(({ leftOn }) => leftOn !== null);
    const inFilter = (row: Membership) => this.filter === 'all' || (this.filter === 'members' ? row.member : left(row));
    const shown = this.rows.filter(
      (row) =>
        inFilter(row) &&
        [row.name, row.county, row.group, row.code].some((value) => value.toLocaleLowerCase('sv').includes(wanted)),
    );
    const chip = (filter: Filter, label: string, n: number) =>
      html`<button
        class="filter"
        aria-pressed=${this.filter === filter ? 'true' : 'false'}
        @click=${() => {
          this.filter = filter;
        }}
      >
        ${label} (${formatNumber(n)})
      </button>`;
    return html`${errorSummary(this.errors, { on: msg('Dagen'), organisation: msg('Organisationen') })}
      <h1 tabindex="-1">${msg('Medlemmar')}</h1>
      <p class="told" role="status">${this.told}</p>
      ${this.chosen ? this.renderForm(this.chosen) : nothing}
      <div class="filters" role="group" aria-label=${msg('Visa')}>
        ${chip('members', msg('Medlemmar'), this.rows.filter(({ member }) => member).length)}${chip('left', msg('Har lämnat'), this.rows.filter(left).length)}${chip('all', msg('Alla kommuner och regioner'), this.rows.length)}
      </div>
      <div class="field">
        <label for="search">${msg('Sök kommun, region, län eller kommungrupp')}</label
        ><input
          class="ds-input"
          type="search"
          id="search"
          autocomplete="off"
          .value=${this.search}
          @input=${(event: Event) => {
            this.search = (event.target as HTMLInputElement).value;
          }}
        />
      </div>
      <p role="status">${msg(str`${shown.length} visas`)}</p>
      ${networkFiles('medlemmar', new Date().getFullYear())}
      <div class="table-wrap" tabindex="0" role="region" aria-label=${msg('Medlemmar')}>
        <table class="ds-table">
          <thead>
            <tr>
              <th scope="col">${msg('Namn')}</th>
              <th scope="col">${msg('Län')}</th>
              <th scope="col">${msg('Kommungrupp')}</th>
              <th scope="col">${msg('Tid i nätverket')}</th>
              <th scope="col" class="num">${msg('Samordnare')}</th>
              <th scope="col">${msg('Ändra')}</th>
            </tr>
          </thead>
          <tbody>
            ${shown.map(
              (row) =>
                html`<tr>
                  <th scope="row">${row.name}</th>
                  <td>${row.county}</td>
                  <td>${row.group}</td>
                  <td>
                    ${row.times.length === 0 ? '-' : row.times.map(({ joinedOn, leftOn }) => html`<div>${leftOn ? msg(str`${formatDate(joinedOn)} till ${formatDate(leftOn)}`) : msg(str`sedan ${formatDate(joinedOn)}`)}</div>`)}
                  </td>
                  <td class="num">
                    ${row.coordinators === 0 ? html`<a href="/organisationer">${msg('bjud in')}</a>` : row.coordinators}
                  </td>
                  <td>
                    <button
                      class="link-button"
                      @click=${() => this.choose(row)}
                      aria-label=${row.member ? msg(str`Avsluta: ${row.name}`) : msg(str`Ta in: ${row.name}`)}
                    >
                      ${row.member ? msg('Avsluta') : msg('Ta in')}
                    </button>
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${heldReviews(this.reviews)}
      <mr-disputed-link></mr-disputed-link>`;
  }

  private renderForm(row: Membership) {
    return html`<form class="form panel" novalidate @submit=${(event: Event) => this.save(event)}>
      <h2>${row.member ? msg(str`${row.name} lämnar nätverket`) : msg(str`Ta in ${row.name} i nätverket`)}</h2>
      ${row.member ? html`<p>${msg('När ni avslutar medlemskapet delas det som organisationen har skickat in bara som statistik. Organisationen ser då inte längre andra medlemmar. Historiken finns kvar, och publicerade siffror står kvar utom där de skulle avslöja vad någon har svarat.')}</p>` : nothing}
      ${field({ label: row.member ? msg('Inte längre medlem från och med') : msg('Medlem från och med'), name: 'on', error: errorFor(this.errors, 'on'), control: html`<input class="ds-input short" type="date" id="on" name="on" value=${day()} />` })}
      <p class="actions">
        <button class="ds-button" data-color=${row.member ? 'danger' : 'accent'}>
          ${row.member ? msg('Avsluta medlemskapet') : msg('Ta in')}
        </button>
        ${cancelButton(() => {
          this.chosen = null;
          this.errors = [];
        })}
      </p>
    </form>`;
  }
}
