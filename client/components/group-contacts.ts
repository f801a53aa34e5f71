import { msg } from '@lit/localize';
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { NamedPeer } from '../../server/comparison/contract.ts';
import { namedPeers } from '../api/network.ts';
import { ApiError } from '../api/http.ts';
import { LightElement } from '../page.ts';

/** Whom to ring in a peer group: those who share by name, fetched when somebody wants to know. */
@customElement('mr-group-contacts')
export class GroupContacts extends LightElement {
  @property() organisation = '';
  @property({ type: Number }) year = 0;
  @property() peers = '';
  @state() private rows: readonly NamedPeer[] | null = null;
  @state() private problem = '';
  @state() private open = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('peers') && !changed.has('year')) return;
    this.rows = null;
    this.problem = '';
    if (this.open) void this.fetch();
  }

  private async fetch(): Promise<void> {
    const { organisation, year, peers } = this;
    // Another group may have been chosen meanwhile.
    const current = () => year === this.year && peers === this.peers;
    try {
      const rows = await namedPeers(organisation, year, peers);
      if (current()) this.rows = rows;
    } catch (error) {
      if (current()) this.problem = error instanceof ApiError ? error.message : String(error);
    }
  }

  private renderRow({ code, name, contacts }: NamedPeer) {
    return html`<li>
      <a href="/medlemmar/${code}/${this.year}">${name}</a>
      <span
        >${
          contacts.length === 0
            ? html`<span class="quiet">${msg('ingen samordnare just nu')}</span>`
            : contacts.map(
                (each, i) =>
                  html`${i > 0 ? ', ' : nothing}${each.name}, <a href="mailto:${each.email}">${each.email}</a>`,
              )
        }</span
      >
    </li>`;
  }

  override render() {
    return html`<details
      class="ds-details no-print"
      @toggle=${(event: Event) => {
        this.open = (event.target as HTMLDetailsElement).open;
        if (this.open && this.rows === null) void this.fetch();
      }}
    >
      <summary>${msg('Vem kan vi fråga? Medlemmar i gruppen som visar namn')}</summary>
      <div>
        ${this.problem ? html`<p class="ds-alert" data-color="danger" role="alert">${this.problem}</p>` : nothing}
        ${
          this.rows === null
            ? nothing
            : this.rows.length === 0
              ? html`<p>${msg('Ingen annan i gruppen visar namn.')}</p>`
              : html`<ul class="plain task-list">
                  ${this.rows.map((row) => this.renderRow(row))}
                </ul>`
        }
      </div>
    </details>`;
  }
}
