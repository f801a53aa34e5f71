import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { RoundMember } from '../../../server/memberships/contract.ts';
import type { Round } from '../../../server/rounds/contract.ts';
import { ApiError } from '../../api/http.ts';
import { publishEdition, roundMembers, rounds } from '../../api/network.ts';
import { formatDate } from '../../i18n/format.ts';
import '../../components/nudge.ts';
import type { Nudged } from '../../components/nudge.ts';
import { networkFiles } from '../../components/network-files.ts';
import { Page } from '../../page.ts';
import { SHARING_NAMES } from '../../components/sharing-name.ts';
import '../../styles/network.css';

const STATUS: Record<RoundMember['status'], () => string> = {
  'not-started': () => msg('Inte påbörjad'),
  started: () => msg('Påbörjad'),
  ready: () => msg('Klar för beslut'),
  adopted: () => msg('Fastställd'),
  submitted: () => msg('Fastställd och inskickad'),
};

type Filter = 'all' | 'remind' | 'submitted';

/** For SKL: who is on the way in a round, whom to remind, and publishing figures. */
@customElement('mr-round')
export class RoundPage extends Page {
  @state() private members: readonly RoundMember[] = [];
  @state() private filter: Filter = 'all';
  @state() private told = '';
  @state() private asking = false;
  @state() private busy = false;
  private round!: Round;

  private get year(): number {
    return Number(this.params.year);
  }

  override async load(): Promise<void> {
    await this.reload();
    this.heading = msg(str`Omgången ${this.year}`);
  }

  private async reload(): Promise<void> {
    const round = (await rounds()).find(({ year }) => year === this.year);
    if (!round) throw new ApiError(404, { title: msg('Omgången finns inte.') });
    this.round = round;
    this.members = await roundMembers(this.year);
  }

  private async publish(): Promise<void> {
    this.busy = true;
    try {
      const { number } = await publishEdition(this.year);
      await this.reload();
      this.told = msg(str`Utgåva ${number} är publicerad.`);
    } catch (error) {
      this.told = error instanceof ApiError ? error.message : msg('Utgåvan kunde inte publiceras.');
    }
    this.busy = false;
    this.asking = false;
  }

  private get toRemind(): readonly RoundMember[] {
    return this.members.filter(({ status }) => status !== 'submitted');
  }

  override render() {
    const { round, members } = this;
    const shown =
      this.filter === 'all'
        ? members
        : this.filter === 'remind'
          ? this.toRemind
          : members.filter(({ status }) => status === 'submitted');
    const chip = (filter: Filter, label: string, n: number) =>
      html`<button
        class="filter"
        aria-pressed=${this.filter === filter ? 'true' : 'false'}
        @click=${() => {
          this.filter = filter;
        }}
      >
        ${label} (${n})
      </button>`;
    return html`<h1 tabindex="-1">${msg(str`Omgången ${round.year}`)}</h1>
      <p class="told" role="status">${this.told}</p>
      <p>
        ${msg(str`${formatDate(round.opens)} till och med ${formatDate(round.closes)}, kriterier version ${round.catalogue}.`)}
        <a href="/omgangar">${msg('Alla omgångar')}</a>
      </p>
      ${this.renderEdition()}
      <h2>${msg('Medlemmarnas läge')}</h2>
      <p class="quiet">
        ${msg('Innan en självskattning är inskickad syns bara om den är påbörjad, om inte organisationen själv visar mer.')}
      </p>
      ${members.length === 0 ? html`<p>${msg('Ingen organisation är med i omgången.')} <a href="/medlemmar">${msg('Ta in medlemmar')}</a></p>` : nothing}
      ${members.length > 0 ? networkFiles('lage', round.year) : nothing}
      <div class="filters" role="group" aria-label=${msg('Visa')}>
        ${chip('all', msg('Alla'), members.length)}${chip('remind', msg('Att påminna'), this.toRemind.length)}${chip('submitted', msg('Inskickade'), members.length - this.toRemind.length)}
      </div>
      ${
        this.filter === 'remind'
          ? html`<mr-nudge
              .year=${this.year}
              closes=${round.closes}
              .members=${this.toRemind}
              @nudged=${({ detail }: Nudged) => {
                this.told = detail;
              }}
            ></mr-nudge>`
          : nothing
      }
      <div class="table-wrap" tabindex="0" role="region" aria-label=${msg('Medlemmarnas läge')}>
        <table class="ds-table">
          <thead>
            <tr>
              <th scope="col">${msg('Namn')}</th>
              <th scope="col">${msg('Läge')}</th>
              <th scope="col">${msg('Inskickad')}</th>
              <th scope="col">${msg('Delning')}</th>
              <th scope="col">${msg('Samordnare')}</th>
            </tr>
          </thead>
          <tbody>
            ${shown.map(
              (row) =>
                html`<tr>
                  <th scope="row">
                    ${row.status === 'submitted' ? html`<a href="/medlemmar/${row.code}/${round.year}">${row.name}</a>` : row.name}
                  </th>
                  <td>
                    ${STATUS[row.status]()}${row.progress ? html` <span class="quiet">${msg(str`${row.progress.answered} av ${row.progress.applicable}`)}</span>` : nothing}
                  </td>
                  <td>
                    ${row.submittedAt ? formatDate(row.submittedAt) : '-'}${row.late ? html` <span class="ds-tag" data-size="sm" data-color="warning">${msg('sen')}</span>` : nothing}
                  </td>
                  <td>${row.sharing ? SHARING_NAMES[row.sharing]() : '-'}</td>
                  <td class="small">
                    ${row.coordinators.length === 0 ? msg('ingen') : row.coordinators.map(({ name, email }) => html`<a href="mailto:${email}">${name}</a> `)}
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }

  private renderEdition() {
    const { edition, state: is } = this.round;
    return html`<section class="panel">
      <h2>${msg('Jämförelsetal')}</h2>
      <p>
        ${edition ? msg(str`Utgåva ${edition.number} publicerades ${formatDate(edition.computedAt)} och bygger på ${edition.submissions} självskattningar.`) : msg('Inget är publicerat ännu.')}
        ${is === 'open' ? msg('När omgången stänger publiceras en utgåva av sig själv.') : nothing}
      </p>
      ${
        this.asking
          ? html`<p>
                ${is === 'open' ? msg('En tidig utgåva visar bara siffror för dem som syns med namn. Den kostar ingenting: när omgången stänger räknas alla med, precis som om den tidiga inte hade funnits.') : msg('Rättelser och sent inskickade självskattningar räknas med där det går utan att någons svar kan räknas ut. Övriga siffror står kvar.')}
              </p>
              <p class="actions">
                <button class="ds-button" ?disabled=${this.busy} @click=${() => this.publish()}>
                  ${this.busy ? msg('Publicerar …') : msg('Publicera nu')}
                </button>
                <button
                  class="ds-button"
                  data-variant="secondary"
                  @click=${() => {
                    this.asking = false;
                  }}
                >
                  ${msg('Avbryt')}
                </button>
              </p>`
          : html`<button
              class="ds-button"
              data-variant="secondary"
              @click=${() => {
                this.asking = true;
              }}
            >
              ${is === 'open' ? msg('Publicera en tidig utgåva') : msg('Publicera en ny utgåva')}
            </button>`
      }
    </section>`;
  }
}
