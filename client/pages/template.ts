import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { TemplateFieldsView, TemplateView } from '../../server/templates/contract.ts';
import { summaries } from '../api/assessments.ts';
import { removeTemplate, saveTemplate, template, templateFields, TEMPLATE_START } from '../api/documents.ts';
import { ApiError } from '../api/http.ts';
import { signedIn } from '../api/session.ts';
import { formatNumber, formatTime } from '../i18n/format.ts';
import { Page } from '../page.ts';

/** The organisation's own Word template: what it may ask for, and a letter written in it to look at. */
@customElement('mr-template')
export class TemplatePage extends Page {
  @state() private stored: TemplateView = null;
  @state() private problem = '';
  @state() private told = '';
  @state() private busy = false;
  @state() private asking = false;
  private fields!: TemplateFieldsView;
  private code = '';
  private latest: string | undefined;

  override async load(): Promise<void> {
    this.code = (await signedIn()).organisation?.code ?? '';
    const [stored, fields, [latest]] = await Promise.all([template(this.code), templateFields(), summaries(this.code)]);
    this.stored = stored;
    this.fields = fields;
    this.latest = latest?.id;
  }

  private readonly choose = async ({ currentTarget }: Event): Promise<void> => {
    const input = currentTarget as HTMLInputElement;
    const file = input.files?.[0];
    if (!file) return;
    // At once, so that the same file can be chosen again, and one chosen meanwhile is not taken away.
    input.value = '';
    this.busy = true;
    this.problem = '';
    this.told = msg(str`Läser ${file.name} …`);
    try {
      this.stored = await saveTemplate(this.code, file);
      this.told = msg('Mallen är sparad. Hämta ett prov och se efter att det blev rätt.');
    } catch (error) {
      this.told = '';
      this.problem = error instanceof ApiError ? error.message : String(error);
      this.busy = false;
      await this.updateComplete;
      this.querySelector<HTMLElement>('.ds-error-summary')?.focus();
    }
    this.busy = false;
  };

  private async takeAway(): Promise<void> {
    await removeTemplate(this.code);
    this.stored = null;
    this.asking = false;
    this.told = msg('Mallen är borttagen.');
    await this.toHeading();
  }

  override render() {
    return html`<div class="reading">
      <p class="eyebrow"><a href="/resultat">${msg('Resultat')}</a></p>
      <h1 tabindex="-1">${msg('Er Word-mall')}</h1>
      <p>
        ${msg('Lägg in er egen mall för tjänsteskrivelser, så hämtar ni resultatet med ert brevhuvud och era rubriker. Mallen är ett vanligt Word-dokument med fält inom klamrar.')}
      </p>
      ${
        this.problem
          ? html`<div class="ds-error-summary" role="alert" tabindex="-1">
              <h2>${this.problem}</h2>
              <p>${msg('Inget är ändrat.')}</p>
            </div>`
          : nothing
      }
      <p role="status">${this.told}</p>
      ${this.stored ? this.renderStored(this.stored) : nothing}
      <h2>${this.stored ? msg('Byt mall') : msg('Så gör ni')}</h2>
      <ol>
        <li>
          ${msg('Öppna er mall i Word, eller')}
          <a href=${TEMPLATE_START} download>${msg('hämta en att börja från')}</a>.
        </li>
        <li>${msg('Skriv {innehall} där hela tjänsteskrivelsen ska stå, och andra fält var ni vill.')}</li>
        <li>${msg('Spara den som Word-dokument (.docx) utan makron, högst 2 MB, och välj den här.')}</li>
      </ol>
      <div class="field">
        <label class="ds-label" for="file">${msg('Word-mall')}</label>
        <input class="ds-input" id="file" type="file" accept=".docx" ?disabled=${this.busy} @change=${this.choose} />
      </div>
      ${this.renderFields()}
    </div>`;
  }

  private renderStored({ name, size, updatedAt, updatedBy, tags }: NonNullable<TemplateView>) {
    const when = formatTime(updatedAt);
    return html`<section class="panel">
      <h2>${name}</h2>
      <p class="quiet">
        ${updatedBy ? msg(str`Inlagd av ${updatedBy} ${when}.`) : msg(str`Inlagd ${when}.`)}
        ${msg(str`${formatNumber(Math.ceil(size / 1024))} kB. Fält: ${tags.map((tag) => `{${tag}}`).join(', ')}.`)}
      </p>
      <p class="actions">
        ${this.latest ? html`<a class="ds-button" href="/api/v1/assessments/${this.latest}/documents/egen-mall.docx" download>${msg('Hämta ett prov')}</a>` : nothing}
        ${
          this.asking
            ? html`<button class="ds-button" data-color="danger" @click=${() => this.takeAway()}>
                  ${msg('Ja, ta bort mallen')}
                </button>
                <button
                  class="ds-button"
                  data-variant="secondary"
                  @click=${() => {
                    this.asking = false;
                  }}
                >
                  ${msg('Behåll')}
                </button>`
            : html`<button
                class="ds-button"
                data-variant="secondary"
                @click=${() => {
                  this.asking = true;
                }}
              >
                ${msg('Ta bort')}
              </button>`
        }
      </p>
    </section>`;
  }

  /** The words are the template's own language, which is Swedish. */
  private renderFields() {
    const { fields, lists } = this.fields;
    return html`<h2>${msg('Fälten')}</h2>
      <dl class="facts" lang="sv">
        ${fields.map(
          ({ tag, about }) =>
            html`<div>
              <dt><code>{${tag}}</code></dt>
              <dd>${about}</dd>
            </div>`,
        )}
      </dl>
      <h3>${msg('Listor')}</h3>
      <p>${msg('En lista upprepar det som står mellan dess två fält, till exempel en rad i en tabell:')}</p>
      <dl class="facts" lang="sv">
        ${lists.map(
          ({ tag, about, fields: inner }) =>
            html`<div>
              <dt>${about}</dt>
              <dd><code>{#${tag}} ${inner.map((field) => `{${field}}`).join(' ')} {/${tag}}</code></dd>
            </div>`,
        )}
      </dl>`;
  }
}
