import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { COUNTIES } from '../../../criteria/comparison/peer-groups.ts';
import type { InvitationLink, OutsideAccounts } from '../../../server/accounts/contract.ts';
import { resetOutside } from '../../api/accounts.ts';
import {
  changeOutside,
  endOutside,
  eraseOutside,
  handOverMaterials,
  inviteAdministrator,
  outsideAccounts,
  withdrawOutside,
} from '../../api/outside-accounts.ts';
import { signedIn, type SignedIn } from '../../api/session.ts';
import { errorFor, errorsOf, errorSummary, field, focusErrors, typed, type Errors } from '../../components/form.ts';
import { roleName } from '../../components/role-name.ts';
import { secretLink } from '../../components/secret-link.ts';
import { formatDate } from '../../i18n/format.ts';
import { Page } from '../../page.ts';

type Account = OutsideAccounts['accounts'][number];
type Asked = { readonly id: string; readonly what: 'close' | 'hand-over' | 'erase' } | null;

/** For SKL: the accounts that belong to no organisation, its own among them. */
@customElement('mr-outside-accounts')
export class OutsideAccountsPage extends Page {
  @state() private view!: OutsideAccounts;
  @state() private errors: Errors = [];
  @state() private link: { readonly made: InvitationLink; readonly name: string } | null = null;
  @state() private asked: Asked = null;
  @state() private told = '';
  private user!: SignedIn;

  override async load(): Promise<void> {
    this.user = await signedIn();
    this.view = await outsideAccounts();
  }

  private async do(work: () => Promise<InvitationLink | string>, name = ''): Promise<boolean> {
    this.errors = [];
    this.link = null;
    this.told = '';
    try {
      const made = await work();
      this.asked = null;
      if (typeof made === 'string') this.told = made;
      else this.link = { made, name };
      this.view = await outsideAccounts();
      await this.updateComplete;
      if (this.link) this.querySelector<HTMLElement>('.secret-link')?.focus();
      return true;
    } catch (error) {
      this.errors = errorsOf(error);
      await focusErrors(this);
      return false;
    }
  }

  private async invite(event: Event): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const given = { name: typed(event, 'name'), email: typed(event, 'email') };
    if (await this.do(() => inviteAdministrator(given), given.name)) form.reset();
  }

  override render() {
    const open = this.view.accounts.filter(({ disabled }) => !disabled);
    const closed = this.view.accounts.filter(({ disabled }) => disabled);
    const administrators = open.filter(({ role }) => role === 'network_admin');
    return html`<h1 tabindex="-1">${msg('Konton')}</h1>
      ${errorSummary(this.errors, { email: msg('E-postadressen'), name: msg('Namnet'), to: msg('Den som tar över') })}
      <p class="reading">
        ${msg('Konton som inte hör till någon kommun eller region: era egna, länsstyrelsernas och materialgivarnas. Organisationerna sköter sina egna.')}
      </p>
      <p class="told" role="status">${this.told}</p>
      ${this.link ? secretLink(this.link.made, this.link.name) : nothing}
      ${
        administrators.length === 1
          ? html`<div class="ds-alert" data-color="warning">
              <p>
                ${msg('Det finns bara en nätverkssamordnare. Bjud in en till, så att arbetet kan gå vidare om en av er är borta.')}
              </p>
            </div>`
          : nothing
      }
      <section>
        <h2>${msg('Öppna konton')}</h2>
        <ul class="plain people">
          ${open.map((account) => this.renderAccount(account))}
        </ul>
      </section>
      ${this.renderInvite()} ${this.renderInvitations()}
      ${
        closed.length > 0
          ? html`<section>
              <h2>${msg('Stängda konton')}</h2>
              <ul class="plain people">
                ${closed.map((account) => this.renderAccount(account))}
              </ul>
            </section>`
          : nothing
      }`;
  }

  private facts({ role, county, passkeys, lastSeen, materials }: Account) {
    return [
      county === null ? roleName(role) : `${roleName(role)}, ${COUNTIES[county] ?? county}`,
      passkeys > 0 ? msg(str`nycklar: ${passkeys}`) : msg('ingen nyckel'),
      lastSeen === null ? msg('inte inloggad nu') : msg(str`senast här ${formatDate(lastSeen)}`),
      ...(materials > 0 ? [msg(str`material: ${materials}`)] : []),
    ].join(', ');
  }

  private renderAccount(account: Account) {
    const { id, name, email, disabled } = account;
    const me = id === this.user.id;
    return html`<li>
      <span class="task-name"
        ><strong>${name}</strong>${me ? html` <span class="quiet">${msg('(du)')}</span>` : nothing}<span
          class="quiet small"
          >${email}</span
        ><span class="quiet small">${this.facts(account)}</span></span
      >
      ${this.asked?.id === id ? this.renderAsked(account) : disabled ? this.renderClosed(account) : this.renderOpen(account, me)}
    </li>`;
  }

  private ask(id: string, what: 'close' | 'hand-over' | 'erase') {
    return () => {
      this.asked = { id, what };
      this.errors = [];
    };
  }

  private renderOpen({ id, name, email, sessions, materials, role }: Account, me: boolean) {
    const button = (label: string, about: string, work: () => unknown) =>
      html`<button class="link-button" aria-label=${about} @click=${work}>${label}</button>`;
    return html`<span class="actions">
      ${sessions > 0 ? button(me ? msg('Logga ut överallt utom här') : msg('Logga ut'), me ? msg('Logga ut överallt utom här') : msg(str`Logga ut ${name} överallt`), () => this.do(async () => (await endOutside(id), msg(str`${name} är utloggad överallt.`)))) : nothing}
      ${role === 'material_provider' && materials > 0 ? button(msg('Lämna över'), msg(str`Lämna över material från ${name}`), this.ask(id, 'hand-over')) : nothing}
      ${me ? nothing : html`${button(msg('Nytt lösenord'), msg(str`Nytt lösenord till ${name}`), () => this.do(() => resetOutside(email), name))} ${button(msg('Stäng'), msg(str`Stäng kontot för ${name}`), this.ask(id, 'close'))}`}
    </span>`;
  }

  private renderClosed({ id, name, materials }: Account) {
    return html`<span class="actions"
      >${
        materials > 0
          ? html`<button
              class="link-button"
              aria-label=${msg(str`Lämna över material från ${name}`)}
              @click=${this.ask(id, 'hand-over')}
            >
              ${msg('Lämna över')}
            </button>`
          : nothing
      }
      <button
        class="link-button"
        aria-label=${msg(str`Öppna kontot för ${name}`)}
        @click=${() => this.do(async () => (await changeOutside(id, false), msg(str`Kontot för ${name} är öppet.`)))}
      >
        ${msg('Öppna')}
      </button>
      <button
        class="link-button"
        aria-label=${msg(str`Ta bort personuppgifterna för ${name}`)}
        @click=${this.ask(id, 'erase')}
      >
        ${msg('Ta bort personuppgifterna')}
      </button></span
    >`;
  }

  private renderAsked({ id, name }: Account) {
    const cancel = html`<button
      class="link-button"
      @click=${() => {
        this.asked = null;
      }}
    >
      ${msg('Avbryt')}
    </button>`;
    if (this.asked?.what === 'close')
      return html`<span class="actions"
        >${msg('Personen loggas ut och kommer inte in igen. Det som personen har gjort finns kvar.')}
        <button
          class="link-button"
          @click=${() => this.do(async () => (await changeOutside(id, true), msg(str`Kontot för ${name} är stängt.`)))}
        >
          ${msg('Ja, stäng')}
        </button>
        ${cancel}</span
      >`;
    if (this.asked?.what === 'erase')
      return html`<span class="actions"
        >${msg('Namn, e-post och inloggningar försvinner för alltid. Det som personen har gjort finns kvar, som ”Borttagen person”.')}
        <button
          class="link-button"
          @click=${() => this.do(async () => (await eraseOutside(id), msg('Personuppgifterna är borttagna.')))}
        >
          ${msg('Ja, ta bort')}
        </button>
        ${cancel}</span
      >`;
    const takers = this.view.accounts.filter(
      (each) => each.role === 'material_provider' && !each.disabled && each.id !== id,
    );
    if (takers.length === 0)
      return html`<span>${msg('Det finns ingen annan materialgivare. Bjud in en under Bjud in.')} ${cancel}</span>`;
    return html`<form
      class="actions"
      @submit=${(event: Event) => {
        event.preventDefault();
        const to = typed(event, 'to');
        void this.do(async () => (await handOverMaterials(id, to), msg(str`Materialen från ${name} är överlämnade.`)));
      }}
    >
      <label for="to">${msg('Vem tar över?')}</label>
      <select class="ds-input" data-size="sm" id="to" name="to">
        ${takers.map((taker) => html`<option value=${taker.id}>${taker.name}</option>`)}
      </select>
      <button class="ds-button" data-size="sm">${msg('Lämna över')}</button>
      ${cancel}
    </form>`;
  }

  private renderInvite() {
    return html`<section class="panel no-print">
      <h2>${msg('Bjud in en nätverkssamordnare till')}</h2>
      <p>
        ${msg('Den nya får göra allt som du får. Länsstyrelser och materialgivare bjuder du in under')}
        <a href="/organisationer">${msg('Bjud in')}</a>.
      </p>
      <form class="form" novalidate @submit=${this.invite}>
        ${field({ label: msg('Namn'), name: 'name', error: errorFor(this.errors, 'name'), control: html`<input class="ds-input" id="name" name="name" autocomplete="off" />` })}
        ${field({ label: msg('E-postadress'), name: 'email', error: errorFor(this.errors, 'email'), control: html`<input class="ds-input" id="email" name="email" type="email" autocomplete="off" />` })}
        <button class="ds-button">${msg('Skapa inbjudan')}</button>
      </form>
    </section>`;
  }

  private renderInvitations() {
    const { invitations } = this.view;
    if (invitations.length === 0) return nothing;
    return html`<section>
      <h2>${msg('Väntar på svar')}</h2>
      <ul class="plain people">
        ${invitations.map(
          ({ id, name, email, role, purpose, validFrom, expiresAt, waiting }) =>
            html`<li>
              <span class="task-name"
                ><strong>${name}</strong
                ><span class="quiet small"
                  >${email}, ${purpose === 'reset' ? msg('nytt lösenord') : roleName(role)},
                  ${waiting ? msg(str`gäller från ${formatDate(validFrom)}`) : msg(str`går ut ${formatDate(expiresAt)}`)}</span
                ></span
              >
              <button
                class="link-button"
                aria-label=${msg(str`Dra tillbaka länken till ${name}`)}
                @click=${() => this.do(async () => (await withdrawOutside(id), msg('Länken är tillbakadragen.')))}
              >
                ${msg('Dra tillbaka')}
              </button>
            </li>`,
        )}
      </ul>
    </section>`;
  }
}
