import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ExampleText } from '../../../server/showcase/contract.ts';
import { sendPicture } from '../../api/showcase.ts';
import { errorFor, errorsOf, type Errors } from '../../components/form.ts';
import { LightElement } from '../../page.ts';

type Pictures = ExampleText['pictures'];

export class PicturesChange extends CustomEvent<Pictures> {}

const MOST = 6;

/** Pictures of an example, each with the words for those who do not see it. The first stands at the top. */
@customElement('mr-picture-editor')
export class PictureEditor extends LightElement {
  @property({ attribute: false }) pictures: Pictures = [];
  @property({ attribute: false }) errors: Errors = [];
  @property() organisation = '';
  @property() example = '';
  @state() private problem = '';
  @state() private sending = false;
  @state() private removed: { readonly at: number; readonly row: Pictures[number] } | null = null;

  private tell(pictures: Pictures): void {
    this.pictures = pictures;
    this.dispatchEvent(new PicturesChange('pictures-change', { detail: pictures }));
  }

  private async choose(event: Event): Promise<void> {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (!file) return;
    this.problem = '';
    this.sending = true;
    try {
      const { id } = await sendPicture(this.organisation, this.example, file);
      this.tell([...this.pictures, { id, alt: '' }]);
      await this.updateComplete;
      this.querySelector<HTMLElement>(`#pictures-${this.pictures.length - 1}-alt`)?.focus();
    } catch (error) {
      const [first] = errorsOf(error);
      this.problem =
        first && /^[a-zåäö]/.test(first.message) ? msg(str`Bilden ${first.message}.`) : (first?.message ?? '');
    } finally {
      this.sending = false;
      input.value = '';
    }
  }

  private async takeAway(at: number): Promise<void> {
    const row = this.pictures[at];
    if (!row) return;
    this.removed = { at, row };
    this.tell(this.pictures.filter((_each, i) => i !== at));
    await this.updateComplete;
    this.querySelector<HTMLElement>('.undo button')?.focus();
  }

  private async undo(): Promise<void> {
    if (!this.removed) return;
    const { at, row } = this.removed;
    this.removed = null;
    this.tell([...this.pictures.slice(0, at), row, ...this.pictures.slice(at)]);
    await this.updateComplete;
    this.querySelector<HTMLElement>(`#pictures-${at}-alt`)?.focus();
  }

  private first(at: number): void {
    const row = this.pictures[at];
    if (row) this.tell([row, ...this.pictures.filter((_each, i) => i !== at)]);
  }

  override render() {
    return html`<section class="picture-editor">
      <h2>${msg('Bilder')}</h2>
      <p class="help">
        ${msg('Frivilligt, högst sex. JPEG, PNG eller WebP, högst 8 MB. Uppgifter om plats och kamera tas bort. De som syns ska ha sagt ja till att visas.')}
      </p>
      ${this.pictures.map((row, i) => this.renderRow(row, i))}
      ${this.removed ? html`<p class="undo" role="status">${msg('Bilden är borttagen.')} <button class="link-button" type="button" @click=${() => this.undo()}>${msg('Ångra')}</button></p>` : nothing}
      ${
        this.pictures.length < MOST
          ? html`<div class="field">
              <label for="picture">${msg('Lägg till en bild')}</label
              >${this.problem ? html`<p class="field-error" id="picture-error" role="alert">${this.problem}</p>` : nothing}<input
                class="ds-input"
                type="file"
                id="picture"
                accept="image/jpeg,image/png,image/webp"
                ?disabled=${this.sending}
                @change=${(event: Event) => this.choose(event)}
              />
            </div>`
          : nothing
      }
      <p role="status">${this.sending ? msg('Skickar bilden …') : nothing}</p>
    </section>`;
  }

  private renderRow({ id, alt }: Pictures[number], i: number) {
    const name = `pictures-${i}-alt`;
    const error = errorFor(this.errors, `pictures.${i}.alt`);
    return html`<div class="picture-row">
      <img src="/skyltfonster/bilder/${id}?liten" alt="" width="160" />
      <div class="field">
        <label for=${name}>${msg(str`Bild ${i + 1}: beskriv den för den som inte ser`)}</label>
        ${error ? html`<p class="field-error" id="${name}-error">${error}</p>` : nothing}
        <input
          class="ds-input"
          id=${name}
          maxlength="300"
          autocomplete="off"
          .value=${alt}
          aria-invalid=${error ? 'true' : nothing}
          @input=${(event: Event) => {
            const { value } = event.target as HTMLInputElement;
            this.tell(this.pictures.map((row, at) => (at === i ? { ...row, alt: value } : row)));
          }}
        />
        <p class="actions">
          ${
            i > 0
              ? html`<button
                  type="button"
                  class="link-button"
                  @click=${() => {
                    this.first(i);
                  }}
                >
                  ${msg(str`Visa bild ${i + 1} först`)}
                </button>`
              : nothing
          }<button type="button" class="link-button" @click=${() => this.takeAway(i)}>
            ${msg(str`Ta bort bild ${i + 1}`)}
          </button>
        </p>
      </div>
    </div>`;
  }
}
