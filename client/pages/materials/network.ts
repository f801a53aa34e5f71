import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Catalogue } from '../../../criteria/model.ts';
import type { NetworkMaterial, NetworkMaterialStep } from '../../../server/materials/contract.ts';
import { catalogue, versions } from '../../api/assessments.ts';
import { networkMaterials, takeNetworkMaterialStep } from '../../api/materials.ts';
import { errorFor, errorsOf, errorSummary, focusErrors, textField, typed, type Errors } from '../../components/form.ts';
import { formatDate } from '../../i18n/format.ts';
import { cancelButton, mayLeave } from '../../components/unsent-form.ts';
import { Page } from '../../page.ts';
import './material-form.ts';
import type { MaterialSaved } from './material-form.ts';
import { KINDS, LANGUAGES, STAGES } from './words.ts';

const LINKS: Record<NetworkMaterial['link']['state'], () => string> = {
  unchecked: () => msg('Länken är inte kontrollerad än'),
  ok: () => msg('Länken fungerar'),
  failing: () => msg('Länken fungerade inte vid senaste besöket'),
  dead: () => msg('Länken fungerar inte'),
};

/** For SKL: what waits for review, which links are dead, and everything in the library. */
@customElement('mr-network-materials')
export class NetworkMaterialsPage extends Page {
  @state() private rows: readonly NetworkMaterial[] = [];
  @state() private open: string | null = null;
  /** The material that is being sent back or taken down. */
  @state() private answering: string | null = null;
  @state() private told = '';
  @state() private errors: Errors = [];
  private linkChecks = true;
  private criteria!: Catalogue;

  override async load(): Promise<void> {
    await this.fetch();
    const latest = (await versions()).find((row) => row.latest);
    this.criteria = await catalogue(latest?.version ?? '');
  }

  private async fetch(): Promise<void> {
    const { materials, linkChecks } = await networkMaterials();
    this.rows = materials;
    this.linkChecks = linkChecks;
  }

  private async tell(message: string): Promise<void> {
    await this.fetch();
    this.open = null;
    this.answering = null;
    this.errors = [];
    this.told = message;
    await this.toHeading();
  }

  private async step(row: NetworkMaterial, body: NetworkMaterialStep, told: string): Promise<void> {
    // The message that is sent back with the material is what is being sent.
    if (this.answering !== row.id && !mayLeave(this)) return;
    try {
      await takeNetworkMaterialStep(row.id, row.revision, body);
      await this.tell(told);
    } catch (error) {
      this.errors = errorsOf(error);
      await focusErrors(this);
    }
  }

  /** Opens the form for one material; what is being written about another is asked about first. */
  private change(id: string): void {
    if (!mayLeave(this)) return;
    this.answering = null;
    this.open = id;
  }

  private async answer(row: NetworkMaterial): Promise<void> {
    if (!mayLeave(this)) return;
    this.open = null;
    this.answering = row.id;
    await this.updateComplete;
    this.querySelector<HTMLElement>('#message')?.focus();
  }

  private form(row: NetworkMaterial | null) {
    return html`<mr-material-form
      .material=${row}
      .catalogue=${this.criteria}
      .place=${'/network/materials'}
      @material-saved=${(event: MaterialSaved) =>
        this.tell(msg(str`”${event.detail.text.title}” är sparat och visas.`))}
      @material-cancelled=${() => {
        this.open = null;
      }}
    ></mr-material-form>`;
  }

  override render() {
    const waiting = this.rows.filter(({ stage }) => stage === 'proposed');
    const dead = this.rows.filter(({ visible, link }) => visible && link.state === 'dead');
    const rest = this.rows.filter((row) => !waiting.includes(row) && !dead.includes(row));
    const section = (heading: string, rows: readonly NetworkMaterial[]) =>
      rows.length === 0
        ? nothing
        : html`<h2>${heading} <span class="quiet">${rows.length}</span></h2>
            <ul class="plain">
              ${repeat(
                rows,
                ({ id }) => id,
                (row) => (this.open === row.id ? html`<li>${this.form(row)}</li>` : this.renderRow(row)),
              )}
            </ul>`;
    return html`<div class="reading">
      ${errorSummary(this.errors, { message: msg('Meddelandet') })}
      <h1 tabindex="-1">${msg('Stöd och material')}</h1>
      <p>
        <a href="/material">${msg('Se hur det visas')}</a> ·
        <a href="/organisationer">${msg('Bjud in en materialgivare')}</a>
      </p>
      <p class="quiet">
        ${this.linkChecks ? msg('Länkarna besöks en gång i veckan. Om en länk inte fungerar står det här. Läsaren ser materialet som vanligt tills ni ändrar eller tar ner det.') : msg('Länkarna kontrolleras inte i den här installationen.')}
      </p>
      <p class="told" role="status">${this.told}</p>
      ${
        this.open === null
          ? html`<p>
              <button
                class="ds-button"
                @click=${() => {
                  this.change('new');
                }}
              >
                ${msg('Lägg till material')}
              </button>
            </p>`
          : nothing
      }
      ${this.open === 'new' ? this.form(null) : nothing} ${section(msg('Att granska'), waiting)}
      ${section(msg('Länken fungerar inte'), dead)} ${section(msg('Alla'), rest)}
    </div>`;
  }

  private renderRow(row: NetworkMaterial) {
    const { text, stage, visible, message, link } = row;
    const proposed = stage === 'proposed';
    const ties = [
      ...text.criteria,
      ...text.themes.map((id) => this.criteria.vocabulary.themes.find((each) => each.id === id)?.name ?? id),
      ...text.roles.map((id) => this.criteria.vocabulary.roles.find((each) => each.id === id)?.name ?? id),
    ];
    return html`<li class="panel">
      <h3>
        <a href=${text.link} rel="noopener">${text.title}</a>
        <span
          class="ds-tag"
          data-size="sm"
          data-color=${stage === 'published' ? 'success' : proposed ? 'info' : 'neutral'}
          >${STAGES[stage]()}</span
        >${visible && stage !== 'published' ? html` <span class="ds-tag" data-size="sm" data-color="success">${msg('En tidigare text visas')}</span>` : nothing}
      </h3>
      <p>${text.description}</p>
      <p class="quiet">
        ${[text.publisher, KINDS[text.kind](), LANGUAGES[text.language](), text.audience, text.length].filter(Boolean).join(' · ')}<br />${msg(str`Från ${row.owner}`)}
        · ${ties.join(', ')}
      </p>
      ${message ? html`<p class="message">${message}</p>` : nothing}
      <p class=${link.state === 'dead' ? 'field-error' : 'quiet'}>
        ${LINKS[link.state]()}${link.detail ? `: ${link.detail}` : nothing}${link.checkedAt ? `, ${formatDate(link.checkedAt)}` : nothing}${row.checkedOn ? msg(str`. Innehållet kontrollerat ${formatDate(row.checkedOn)}`) : visible ? msg('. Innehållet är inte kontrollerat') : nothing}
      </p>
      ${this.answering === row.id ? this.renderAnswer(row) : this.renderButtons(row)}
    </li>`;
  }

  private renderButtons(row: NetworkMaterial) {
    const { title } = row.text;
    return html`<p class="actions">
      ${row.stage === 'proposed' ? html`<button class="ds-button" data-size="sm" @click=${() => this.step(row, { step: 'publish' }, msg(str`”${title}” visas nu.`))} aria-label=${msg(str`Publicera ${title}`)}>${msg('Publicera')}</button>` : nothing}
      ${
        row.own || row.visible || row.stage === 'proposed'
          ? html`<button
              class="ds-button"
              data-size="sm"
              data-variant="secondary"
              @click=${() => {
                this.change(row.id);
              }}
              aria-label=${msg(str`Ändra ${title}`)}
            >
              ${msg('Ändra')}
            </button>`
          : nothing
      }
      ${row.visible ? html`<button class="link-button" @click=${() => this.step(row, { step: 'confirm' }, msg(str`”${title}” är kontrollerat i dag.`))} aria-label=${msg(str`Innehållet stämmer: ${title}`)}>${msg('Innehållet stämmer')}</button>` : nothing}
      ${
        row.stage === 'proposed' || row.visible
          ? html`<button
              class="link-button"
              @click=${() => {
                void this.answer(row);
              }}
              aria-label="${row.stage === 'proposed' ? msg('Skicka tillbaka') : msg('Ta ner')} ${title}"
            >
              ${row.stage === 'proposed' ? msg('Skicka tillbaka') : msg('Ta ner')}
            </button>`
          : nothing
      }
    </p>`;
  }

  private renderAnswer(row: NetworkMaterial) {
    const back = row.stage === 'proposed';
    const error = errorFor(this.errors, 'message');
    return html`<form
      class="form"
      novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        const message = typed(event, 'message');
        void this.step(
          row,
          { step: back ? 'return' : 'take-down', message },
          back
            ? msg(str`”${row.text.title}” är tillbaka hos den som föreslog det.`)
            : msg(str`”${row.text.title}” visas inte längre.`),
        );
      }}
    >
      ${textField({ label: back ? msg('Vad behöver ändras?') : msg('Varför tas det ner?'), name: 'message', error, rows: 3, most: 2000 })}
      <p class="actions">
        <button class="ds-button">${back ? msg('Skicka tillbaka') : msg('Ta ner')}</button> ${cancelButton(() => {
          this.answering = null;
        })}
      </p>
    </form>`;
  }
}
