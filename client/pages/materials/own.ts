import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Catalogue } from '../../../criteria/model.ts';
import type { MaterialView } from '../../../server/materials/contract.ts';
import { catalogue, versions } from '../../api/assessments.ts';
import { ownMaterials, takeOwnerStep } from '../../api/materials.ts';
import { session, signedIn, type SignedIn } from '../../api/session.ts';
import { errorsOf, errorSummary, focusErrors, type Errors } from '../../components/form.ts';
import { formatDate } from '../../i18n/format.ts';
import { mayLeave } from '../../components/unsent-form.ts';
import { Page } from '../../page.ts';
import './material-form.ts';
import type { MaterialSaved } from './material-form.ts';
import { STAGES } from './words.ts';

/** What the organisation, länsstyrelse or materialgivare has offered, and offering more. */
@customElement('mr-own-materials')
export class OwnMaterialsPage extends Page {
  @state() private rows: readonly MaterialView[] = [];
  /** The material that is open in the form: an id, `new`, or none. */
  @state() private open: string | null = null;
  @state() private told = '';
  @state() private errors: Errors = [];
  private user!: SignedIn;
  private operator = '';
  private criteria!: Catalogue;

  override async load(): Promise<void> {
    this.user = await signedIn();
    this.operator = (await session()).operatorName;
    this.rows = await ownMaterials();
    const latest = (await versions()).find((row) => row.latest);
    this.criteria = await catalogue(latest?.version ?? '');
  }

  private async tell(message: string): Promise<void> {
    this.rows = await ownMaterials();
    this.open = null;
    this.errors = [];
    this.told = message;
    await this.toHeading();
  }

  private async step(row: MaterialView, step: 'confirm' | 'withdraw'): Promise<void> {
    if (!mayLeave(this)) return;
    try {
      await takeOwnerStep(row.id, row.revision, step);
      await this.tell(
        step === 'confirm'
          ? msg(str`Tack! ”${row.text.title}” är kontrollerat i dag.`)
          : msg(str`”${row.text.title}” visas inte längre. Texten finns kvar här.`),
      );
    } catch (error) {
      this.errors = errorsOf(error);
      this.rows = await ownMaterials();
      await focusErrors(this);
    }
  }

  private form(row: MaterialView | null) {
    return html`<mr-material-form
      .material=${row}
      .catalogue=${this.criteria}
      .place=${'/own-materials'}
      publisher=${this.user.organisation?.name ?? (this.user.county ? msg(str`Länsstyrelsen i ${this.user.county.name}`) : '')}
      @material-saved=${(event: MaterialSaved) =>
        this.tell(msg(str`”${event.detail.text.title}” är skickat. ${this.operator} läser det innan det visas.`))}
      @material-cancelled=${() => {
        this.open = null;
      }}
    ></mr-material-form>`;
  }

  override render() {
    return html`<div class="reading">
      ${errorSummary(this.errors)}
      <h1 tabindex="-1">${msg('Eget material')}</h1>
      <p>
        ${msg(str`Kurser, vägledningar och metoder som andra kan ha nytta av. Det du föreslår visas när ${this.operator} har läst det.`)}
        <a href="/material">${msg('Se allt material')}</a>
      </p>
      <p class="told" role="status">${this.told}</p>
      ${
        this.open === null
          ? html`<p>
              <button
                class="ds-button"
                @click=${() => {
                  this.open = 'new';
                }}
              >
                ${msg('Föreslå material')}
              </button>
            </p>`
          : nothing
      }
      ${this.open === 'new' ? this.form(null) : nothing}
      ${this.rows.length === 0 && this.open === null ? html`<p>${msg('Inget material ännu. Börja med något som ni själva har haft nytta av.')}</p>` : nothing}
      <ul class="plain">
        ${repeat(
          this.rows,
          ({ id }) => id,
          (row) => (this.open === row.id ? html`<li>${this.form(row)}</li>` : this.renderRow(row)),
        )}
      </ul>
    </div>`;
  }

  private renderRow(row: MaterialView) {
    const { text, stage, visible, message, link } = row;
    return html`<li class="panel">
      <h2>
        <a href=${text.link} rel="noopener">${text.title}</a>
        <span
          class="ds-tag"
          data-size="sm"
          data-color=${stage === 'published' ? 'success' : stage === 'returned' ? 'warning' : 'neutral'}
          >${STAGES[stage]()}</span
        >${visible && stage !== 'published' ? html` <span class="ds-tag" data-size="sm" data-color="success">${msg('En tidigare text visas')}</span>` : nothing}
      </h2>
      <p>${text.description}</p>
      ${
        message
          ? html`<p class="quiet">${msg(str`${this.operator} skriver:`)}</p>
              <p class="message">${message}</p>`
          : nothing
      }
      ${link.state === 'dead' ? html`<p class="ds-alert" data-color="warning">${msg(str`Länken verkar inte fungera (${link.detail}). Ändra den, eller dra tillbaka materialet.`)}</p>` : nothing}
      <p class="quiet">${row.checkedOn ? msg(str`Kontrollerat ${formatDate(row.checkedOn)}`) : nothing}</p>
      <p class="actions">
        <button
          class="ds-button"
          data-size="sm"
          data-variant="secondary"
          @click=${() => {
            if (mayLeave(this)) this.open = row.id;
          }}
          aria-label=${msg(str`Ändra ${text.title}`)}
        >
          ${msg('Ändra')}
        </button>
        ${visible ? html`<button class="link-button" @click=${() => this.step(row, 'confirm')} aria-label=${msg(str`Innehållet stämmer: ${text.title}`)}>${msg('Innehållet stämmer')}</button>` : nothing}
        ${stage !== 'withdrawn' ? html`<button class="link-button" @click=${() => this.step(row, 'withdraw')} aria-label=${msg(str`Dra tillbaka ${text.title}`)}>${msg('Dra tillbaka')}</button>` : nothing}
      </p>
    </li>`;
  }
}
