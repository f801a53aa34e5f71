import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { InvitationLink, OrganisationUsers } from '../../server/accounts/contract.ts';
import type { EventView } from '../../server/audit/contract.ts';
import {
  changeUser,
  confirmReset,
  endColleague,
  erasePerson,
  events,
  invite,
  reset,
  users,
  withdraw,
} from '../api/accounts.ts';
import { organisationCode, signedIn, type SignedIn } from '../api/session.ts';
import { errorFor, errorsOf, errorSummary, field, focusErrors, type Errors } from '../components/form.ts';
import '../components/api-tokens.ts';
import { secretLink } from '../components/secret-link.ts';
import { eventSentence } from '../components/event-sentence.ts';
import { roleName } from '../components/role-name.ts';
import { formatDate, formatTime } from '../i18n/format.ts';
import { Page } from '../page.ts';

type OrganisationRole = 'contributor' | 'coordinator' | 'decision_maker';
const ROLES: readonly OrganisationRole[] = ['contributor', 'coordinator', 'decision_maker'];

const MAIL: Record<NonNullable<OrganisationUsers['invitations'][number]['mail']>, () => string> = {
  waiting: () => msg('mejlet är på väg'),
  sent: () => msg('mejlet är skickat'),
  failed: () => msg('mejlet kom inte fram: kontrollera adressen, eller lämna över en ny länk'),
  unsure: () => msg('vi vet inte om mejlet kom fram'),
};

const isNewcomer = ({ role, disabled }: OrganisationUsers['users'][number]) => role === 'unassigned' && !disabled;

/** The organisation's own people: who they are, inviting more, and what has happened. */
@customElement('mr-people')
export class PeoplePage extends Page {
  @state() private people!: OrganisationUsers;
  @state() private errors: Errors = [];
  @state() private link: { readonly made: InvitationLink; readonly name: string } | null = null;
  @state() private log: readonly EventView[] = [];
  @state() private closing = '';
  @state() private erasing = '';
  @state() private told = '';
  private user!: SignedIn;
  private form = { email: '', name: '', role: 'contributor' as OrganisationRole };

  override async load(): Promise<void> {
    this.user = await signedIn();
    await this.reload();
  }

  private async reload(): Promise<void> {
    const code = await organisationCode();
    [this.people, this.log] = await Promise.all([users(code), events(code)]);
  }

  private async do(work: () => Promise<InvitationLink | undefined>, name = ''): Promise<void> {
    try {
      this.told = '';
      const made = await work();
      this.link = made ? { made, name } : null;
      this.errors = [];
      this.closing = '';
      await this.reload();
      await this.updateComplete;
      if (made) this.querySelector<HTMLElement>('.secret-link')?.focus();
    } catch (error) {
      this.errors = errorsOf(error);
      await focusErrors(this);
    }
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const { name } = this.form;
    await this.do(async () => invite(await organisationCode(), this.form), name);
    if (this.errors.length === 0) form.reset();
  }

  override render() {
    const known = this.people.users.filter((person) => !isNewcomer(person));
    return html`<h1 tabindex="-1">${msg('Kollegor')}</h1>
      ${errorSummary(this.errors, { email: msg('E-postadressen'), name: msg('Namnet'), role: msg('Rollen') })}
      <p>
        ${msg('Kriterier delar du ut från listan i självskattningen.')}
        <a href="/sjalvskattning">${msg('Till självskattningen')}</a>
      </p>
      <p class="told" role="status">${this.told}</p>
      ${this.link ? secretLink(this.link.made, this.link.name) : nothing} ${this.renderWaiting()}
      ${this.renderNewcomers()}
      <section>
        <h2>${msg('Konton')}</h2>
        <ul class="plain people">
          ${known.map((person) => this.renderPerson(person))}
        </ul>
      </section>
      ${this.renderInvite()} ${this.renderInvitations()}
      <mr-api-tokens organisation=${this.user.organisation?.code ?? ''}></mr-api-tokens>
      <section>
        <h2>${msg('Det här har hänt')}</h2>
        <p class="quiet no-print">
          <a href="/api/v1/organisations/${this.user.organisation?.code}/events.csv" download
            >${msg('Hämta hela loggen som CSV')}</a
          >
        </p>
        ${
          this.log.length === 0
            ? html`<p>${msg('Inget ännu.')}</p>`
            : html`<ol class="plain log">
                ${this.log.slice(0, 30).map((event) => html`<li><span class="quiet">${formatTime(event.at)}</span> ${eventSentence(event)}</li>`)}
              </ol>`
        }
      </section>`;
  }

  /** Those who have come by the organisation's own sign-in, and see nothing until somebody here says what they are. */
  private renderNewcomers() {
    const newcomers = this.people.users.filter(isNewcomer);
    if (newcomers.length === 0) return nothing;
    return html`<section>
      <h2>${msg('Har loggat in och väntar på en roll')}</h2>
      <p>${msg('De har kommit med er egen inloggning. De ser ingenting förrän de har fått en roll.')}</p>
      <ul class="plain people">
        ${newcomers.map((person) => this.renderPerson(person))}
      </ul>
    </section>`;
  }

  private renderWaiting() {
    return this.people.invitations
      .filter(({ waiting }) => waiting)
      .map(
        ({ id, name, validFrom }) =>
          html`<div class="ds-alert" data-color="warning">
            <h2>${msg(str`Nytt lösenord har begärts för ${name}`)}</h2>
            <p>
              ${msg(str`Begäran kommer från den som driver tjänsten. Länken börjar gälla ${formatDate(validFrom)}. Bekräfta om du vet att det stämmer, eller avvisa.`)}
            </p>
            <p class="actions">
              <button
                class="ds-button"
                data-size="sm"
                @click=${() =>
                  this.do(async () => {
                    await confirmReset(id);
                    return undefined;
                  })}
              >
                ${msg('Bekräfta')}
              </button>
              <button
                class="ds-button"
                data-size="sm"
                data-variant="secondary"
                @click=${() =>
                  this.do(async () => {
                    await withdraw(id);
                    return undefined;
                  })}
              >
                ${msg('Avvisa')}
              </button>
            </p>
          </div>`,
      );
  }

  private renderPerson({ id, name, email, role, disabled }: OrganisationUsers['users'][number]) {
    const me = id === this.user.id;
    const act = (change: { role?: string; disabled?: boolean }) =>
      this.do(async () => {
        await changeUser(id, change);
        // A new role begins with a new sign-in.
        if (me) location.assign('/logga-in?till=/oversikt');
        return undefined;
      });
    return html`<li>
      <span class="task-name"
        ><strong>${name}</strong>${me ? html` <span class="quiet">${msg('(du)')}</span>` : nothing}<span
          class="quiet small"
          >${email}</span
        ></span
      >
      ${
        disabled
          ? html`<span class="quiet">${msg('Stängt konto')}</span>
              <button
                class="link-button"
                @click=${() => act({ disabled: false })}
                aria-label=${msg(str`Öppna kontot för ${name}`)}
              >
                ${msg('Öppna')}
              </button>
              ${this.renderErase(id, name)}`
          : html`<label class="visually-hidden" for="role-${id}">${msg(str`Roll för ${name}`)}</label
              ><select
                class="ds-input"
                data-size="sm"
                id="role-${id}"
                @change=${(event: Event) => act({ role: (event.target as HTMLSelectElement).value })}
              >
                ${role === 'unassigned' ? html`<option value="" selected disabled>${msg('Välj roll')}</option>` : nothing}
                ${ROLES.map((each) => html`<option value=${each} ?selected=${each === role}>${roleName(each)}</option>`)}
              </select>
              ${
                me
                  ? nothing
                  : html`<button
                        class="link-button"
                        @click=${() => this.do(() => reset(id), name)}
                        aria-label=${msg(str`Nytt lösenord till ${name}`)}
                      >
                        ${msg('Nytt lösenord')}
                      </button>
                      <button
                        class="link-button"
                        @click=${() =>
                          this.do(async () => {
                            await endColleague(id);
                            this.told = msg(str`${name} är utloggad överallt.`);
                            return undefined;
                          })}
                        aria-label=${msg(str`Logga ut ${name} överallt`)}
                      >
                        ${msg('Logga ut')}
                      </button>
                      ${
                        this.closing === id
                          ? html`<span
                              >${msg('Personen loggas ut och kommer inte in igen. Svaren finns kvar. Det som är utdelat till personen kommer tillbaka till er.')}
                              <button class="link-button" @click=${() => act({ disabled: true })}>
                                ${msg('Ja, stäng')}
                              </button>
                              <button
                                class="link-button"
                                @click=${() => {
                                  this.closing = '';
                                }}
                              >
                                ${msg('Avbryt')}
                              </button></span
                            >`
                          : html`<button
                              class="link-button"
                              @click=${() => {
                                this.closing = id;
                              }}
                              aria-label=${msg(str`Stäng kontot för ${name}`)}
                            >
                              ${msg('Stäng')}
                            </button>`
                      }`
              }`
      }
    </li>`;
  }

  /** Taking away who somebody was cannot be undone: it is asked about first. */
  private renderErase(id: string, name: string) {
    if (this.erasing !== id)
      return html`<button
        class="link-button"
        @click=${() => {
          this.erasing = id;
        }}
        aria-label=${msg(str`Ta bort personuppgifterna för ${name}`)}
      >
        ${msg('Ta bort personuppgifterna')}
      </button>`;
    return html`<span
      >${msg('Namn, e-post och inloggningar försvinner för alltid. Det personen har skrivit i era självskattningar finns kvar, som ”Borttagen person”.')}
      <button
        class="link-button"
        @click=${() =>
          this.do(async () => {
            await erasePerson(id);
            this.erasing = '';
            this.told = msg('Personuppgifterna är borttagna.');
            return undefined;
          })}
      >
        ${msg('Ja, ta bort')}
      </button>
      <button
        class="link-button"
        @click=${() => {
          this.erasing = '';
        }}
      >
        ${msg('Avbryt')}
      </button></span
    >`;
  }

  private renderInvite() {
    return html`<section class="panel">
      <h2>${msg('Bjud in en kollega')}</h2>
      <form
        class="form"
        novalidate
        @submit=${this.submit}
        @input=${(event: Event) => {
          const { name, value } = event.target as HTMLInputElement;
          this.form = { ...this.form, [name]: value };
        }}
      >
        ${field({ label: msg('Namn'), name: 'name', error: errorFor(this.errors, 'name'), control: html`<input class="ds-input" id="name" name="name" autocomplete="off" />` })}
        ${field({ label: msg('E-postadress'), name: 'email', error: errorFor(this.errors, 'email'), control: html`<input class="ds-input" id="email" name="email" type="email" autocomplete="off" />` })}
        ${field({
          label: msg('Roll'),
          name: 'role',
          help: msg('Medarbetaren ser bara det som delas ut. Beslutsfattaren läser allt och kan registrera beslut.'),
          error: errorFor(this.errors, 'role'),
          control: html`<select class="ds-input" id="role" name="role" aria-describedby="role-help">
            ${ROLES.map((each) => html`<option value=${each}>${roleName(each)}</option>`)}
          </select>`,
        })}
        <button class="ds-button">${msg('Skapa inbjudan')}</button>
      </form>
    </section>`;
  }

  private renderInvitations() {
    const open = this.people.invitations.filter(({ waiting }) => !waiting);
    if (open.length === 0) return nothing;
    return html`<section>
      <h2>${msg('Väntar på svar')}</h2>
      <ul class="plain people">
        ${open.map(
          ({ id, name, email, role, purpose, expiresAt, mail }) =>
            html`<li>
              <span class="task-name"
                ><strong>${name}</strong
                ><span class="quiet small"
                  >${email}, ${purpose === 'reset' ? msg('nytt lösenord') : roleName(role)},
                  ${msg(str`går ut ${formatDate(expiresAt)}`)}${mail === null ? nothing : html`, ${MAIL[mail]()}`}</span
                ></span
              >
              <button
                class="link-button"
                @click=${() =>
                  this.do(async () => {
                    await withdraw(id);
                    return undefined;
                  })}
                aria-label=${msg(str`Dra tillbaka länken till ${name}`)}
              >
                ${msg('Dra tillbaka')}
              </button>
            </li>`,
        )}
      </ul>
    </section>`;
  }
}
