import { msg } from '@lit/localize';
import { html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { LoggedEvent } from '../../../server/audit/contract.ts';
import { networkEvents } from '../../api/network.ts';
import { formatTime } from '../../i18n/format.ts';
import { Page } from '../../page.ts';

/** For SKL: what has happened outside the organisations, and what guards the service. */
@customElement('mr-log')
export class LogPage extends Page {
  @state() private events: readonly LoggedEvent[] = [];
  @state() private search = '';

  override async load(): Promise<void> {
    this.events = await networkEvents();
  }

  override render() {
    const sought = this.search.trim().toLocaleLowerCase('sv');
    const shown = this.events.filter(({ event, name, organisation, details }) =>
      [event, name, organisation, details].join(' ').toLocaleLowerCase('sv').includes(sought),
    );
    return html`<h1 tabindex="-1">${msg('Logg')}</h1>
      <p class="reading">
        ${msg('Det som har hänt utanför organisationerna, och misslyckade inloggningar och nekade försök i hela tjänsten. Varje organisation ser sin egen logg under Kollegor. Loggen är en kedja: den som driver tjänsten kan kontrollera att inget är ändrat.')}
      </p>
      <p class="quiet no-print">
        <a href="/api/v1/network/events.csv" download>${msg('Hämta hela loggen som CSV')}</a>
      </p>
      <div class="field no-print">
        <label for="search">${msg('Sök i loggen')}</label
        ><input
          class="ds-input"
          id="search"
          type="search"
          @input=${(event: Event) => {
            this.search = (event.target as HTMLInputElement).value;
          }}
        />
      </div>
      ${
        shown.length === 0
          ? html`<p role="status">
              ${this.events.length === 0 ? msg('Inget har hänt ännu.') : msg('Inget i loggen passar in på det.')}
            </p>`
          : html`<div class="table-wrap" tabindex="0" role="region" aria-label=${msg('Logg')}>
              <table class="ds-table">
                <thead>
                  <tr>
                    <th scope="col">${msg('Tid')}</th>
                    <th scope="col">${msg('Händelse')}</th>
                    <th scope="col">${msg('Person')}</th>
                    <th scope="col">${msg('Organisation')}</th>
                    <th scope="col">${msg('Uppgifter')}</th>
                  </tr>
                </thead>
                <tbody>
                  ${shown.map(
                    ({ at, event, name, organisation, details }) =>
                      html`<tr>
                        <td>${formatTime(at)}</td>
                        <th scope="row">${event}</th>
                        <td>${name ?? '-'}</td>
                        <td>${organisation ?? '-'}</td>
                        <td class="small">${details}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>`
      }`;
  }
}
