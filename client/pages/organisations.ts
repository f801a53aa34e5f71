import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { COUNTIES } from '../../criteria/comparison/peer-groups.ts';
import type { InvitationLink } from '../../server/accounts/contract.ts';
import type { NetworkOrganisation } from '../../server/organisations/contract.ts';
import {
  inviteCounty,
  inviteFirst,
  inviteMaterialProvider,
  networkOrganisations,
  resetOutside,
} from '../api/accounts.ts';
import { errorFor, errorsOf, errorSummary, field, focusErrors, type Errors } from '../components/form.ts';
import { secretLink } from '../components/secret-link.ts';
import { formatNumber } from '../i18n/format.ts';
import { cancelButton } from '../components/unsent-form.ts';
import { Page } from '../page.ts';

/** For SKL: which organisations have come in, and letting the first coordinator of each one in. */
@customElement('mr-organisations')
export class OrganisationsPage extends Page {
  @state() private rows: readonly NetworkOrganisation[] = [];
  @state() private search = '';
  @state() private chosen: NetworkOrganisation | null = null;
  @state() private errors: Errors = [];
  @state() private link: { readonly made: InvitationLink; readonly name: string } | null = null;

  override async load(): Promise<void> {
    this.rows = await networkOrganisations();
  }

  private async made(form: HTMLFormElement, work: () => Promise<InvitationLink>, name: string): Promise<void> {
    try {
      this.link = { made: await work(), name };
      this.errors = [];
      form.reset();
      this.chosen = null;
      this.rows = await networkOrganisations();
      await this.updateComplete;
      this.querySelector<HTMLElement>('.secret-link')?.focus();
    } catch (error) {
      this.errors = errorsOf(error);
      await focusErrors(this);
    }
  }

  private invite(event: Event): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const value = (name: string) => (form.elements.namedItem(name) as HTMLInputElement).value;
    return this.made(
      form,
      () => inviteFirst({ organisation: this.chosen?.code ?? '', email: value('email'), name: value('name') }),
      value('name'),
    );
  }

  private reset(event: Event): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const address = (form.elements.namedItem('reset-email') as HTMLInputElement).value;
    return this.made(form, () => resetOutside(address), address);
  }

  private inviteToCounty(event: Event): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const value = (name: string) => (form.elements.namedItem(name) as HTMLInputElement).value;
    const national = (form.elements.namedItem('national') as HTMLInputElement).checked;
    return this.made(
      form,
      () =>
        inviteCounty({ county: value('county'), national, email: value('county-email'), name: value('county-name') }),
      value('county-name'),
    );
  }

  private inviteProvider(event: Event): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const value = (name: string) => (form.elements.namedItem(name) as HTMLInputElement).value;
    return this.made(
      form,
      () => inviteMaterialProvider({ email: value('provider-email'), name: value('provider-name') }),
      value('provider-name'),
    );
  }

  private async choose(row: NetworkOrganisation): Promise<void> {
    this.chosen = row;
    this.link = null;
    await this.updateComplete;
    this.querySelector<HTMLElement>('#invite-heading')?.focus();
  }

  override render() {
    const wanted = this.search.trim().toLocaleLowerCase('sv');
    const shown = this.rows.filter(({ name, county, group, code }) =>
      [name, county, group, code].some((value) => value.toLocaleLowerCase('sv').includes(wanted)),
    );
    const count = (test: (row: NetworkOrganisation) => boolean) => formatNumber(this.rows.filter(test).length);
    return html`<h1 tabindex="-1">${msg('Organisationer')}</h1>
      ${errorSummary(this.errors, { email: msg('E-postadressen'), name: msg('Namnet'), organisation: msg('Organisationen'), county: msg('Länet') })}
      <dl class="figures">
        <div>
          <dt>${msg('Med samordnare')}</dt>
          <dd>${count(({ coordinators }) => coordinators > 0)}</dd>
        </div>
        <div>
          <dt>${msg('Påbörjade i år')}</dt>
          <dd>${count(({ started }) => started)}</dd>
        </div>
        <div>
          <dt>${msg('Alla')}</dt>
          <dd>${formatNumber(this.rows.length)}</dd>
        </div>
      </dl>
      <p class="quiet">${msg('Så länge en självskattning är ett utkast syns här bara att den är påbörjad.')}</p>
      ${this.link ? secretLink(this.link.made, this.link.name) : nothing} ${this.renderInvite()}
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
      <div class="table-wrap" tabindex="0" role="region" aria-label=${msg('Organisationer')}>
        <table class="ds-table">
          <thead>
            <tr>
              <th scope="col">${msg('Namn')}</th>
              <th scope="col">${msg('Län')}</th>
              <th scope="col">${msg('Kommungrupp')}</th>
              <th scope="col" class="num">${msg('Samordnare')}</th>
              <th scope="col">${msg('I år')}</th>
            </tr>
          </thead>
          <tbody>
            ${shown.map(
              (row) =>
                html`<tr>
                  <th scope="row">${row.name}</th>
                  <td>${row.county}</td>
                  <td>${row.group}</td>
                  <td class="num">
                    ${row.coordinators > 0 ? row.coordinators : html`<button class="link-button" @click=${() => this.choose(row)} aria-label=${msg(str`Bjud in första samordnaren i ${row.name}`)}>${msg('Bjud in')}</button>`}
                  </td>
                  <td>${row.started ? msg('Påbörjad') : msg('Inte påbörjad')}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <section class="panel">
        <h2>${msg('Bjud in en länsstyrelse')}</h2>
        <p>
          ${msg('Den som bjuds in ser siffror för sitt län, de kommuner som är öppna och de som har valt att visa namn för länsstyrelsen.')}
        </p>
        <form class="form" novalidate @submit=${this.inviteToCounty}>
          ${field({
            label: msg('Län'),
            name: 'county',
            error: errorFor(this.errors, 'county'),
            control: html`<select class="ds-input" id="county" name="county">
              <option value="">${msg('Välj län')}</option>
              ${Object.entries(COUNTIES).map(([code, name]) => html`<option value=${code}>${name}</option>`)}
            </select>`,
          })}
          ${field({ label: msg('Namn'), name: 'county-name', control: html`<input class="ds-input" id="county-name" name="county-name" autocomplete="off" />` })}
          ${field({ label: msg('E-postadress'), name: 'county-email', control: html`<input class="ds-input" id="county-email" name="county-email" type="email" autocomplete="off" />` })}
          <p class="options">
            <label
              ><input type="checkbox" id="national" name="national" />
              <span>${msg('Samordnar nationellt och ser sammanställningar för alla län')}</span></label
            >
          </p>
          <button class="ds-button" data-variant="secondary">${msg('Skapa inbjudan')}</button>
        </form>
      </section>
      <section class="panel">
        <h2>${msg('Bjud in en materialgivare')}</h2>
        <p>
          ${msg('För myndigheter, universitet och andra som tar fram kurser och vägledningar. Den som bjuds in föreslår material, och ni läser det innan det visas.')}
        </p>
        <form class="form" novalidate @submit=${this.inviteProvider}>
          ${field({ label: msg('Namn och organisation'), name: 'provider-name', control: html`<input class="ds-input" id="provider-name" name="provider-name" autocomplete="off" />` })}
          ${field({ label: msg('E-postadress'), name: 'provider-email', control: html`<input class="ds-input" id="provider-email" name="provider-email" type="email" autocomplete="off" />` })}
          <button class="ds-button" data-variant="secondary">${msg('Skapa inbjudan')}</button>
        </form>
      </section>
      <section class="panel">
        <h2>${msg('Nytt lösenord för någon')}</h2>
        <p>
          ${msg('För den som är ensam samordnare. Länken börjar gälla efter 14 dagar och begäran syns i organisationen under tiden. En annan samordnare där kan bekräfta den direkt.')}
        </p>
        <form class="form" novalidate @submit=${this.reset}>
          ${field({ label: msg('Kontots e-postadress'), name: 'reset-email', control: html`<input class="ds-input" type="email" id="reset-email" name="reset-email" autocomplete="off" />` })}<button
            class="ds-button"
            data-variant="secondary"
          >
            ${msg('Begär nytt lösenord')}
          </button>
        </form>
      </section>`;
  }

  private renderInvite() {
    if (!this.chosen) return nothing;
    return html`<section class="panel">
      <h2 id="invite-heading" tabindex="-1">${msg(str`Bjud in första samordnaren i ${this.chosen.name}`)}</h2>
      <form class="form" novalidate @submit=${this.invite}>
        ${field({ label: msg('Namn'), name: 'name', error: errorFor(this.errors, 'name'), control: html`<input class="ds-input" id="name" name="name" autocomplete="off" />` })}
        ${field({ label: msg('E-postadress'), name: 'email', error: errorFor(this.errors, 'email'), control: html`<input class="ds-input" id="email" name="email" type="email" autocomplete="off" />` })}
        <p class="actions">
          <button class="ds-button">${msg('Skapa inbjudan')}</button> ${cancelButton(() => {
            this.chosen = null;
          })}
        </p>
      </form>
    </section>`;
  }
}
