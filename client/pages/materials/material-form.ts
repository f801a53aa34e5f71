import { deepeningName } from '../../components/answer-state.ts';
import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Catalogue } from '../../../criteria/model.ts';
import type { MaterialText, MaterialView } from '../../../server/materials/contract.ts';
import { ApiError } from '../../api/http.ts';
import { addMaterial, changeMaterial, type MaterialPlace } from '../../api/materials.ts';
import { errorFor, errorsOf, errorSummary, field, focusErrors, textField, type Errors } from '../../components/form.ts';
import { cancelButton } from '../../components/unsent-form.ts';
import { LightElement } from '../../page.ts';
import { KINDS, LANGUAGES } from './words.ts';

/** A material was saved. */
export class MaterialSaved extends CustomEvent<MaterialView> {}

export const EMPTY_MATERIAL: MaterialText = {
  title: '',
  description: '',
  publisher: '',
  kind: 'guide',
  audience: '',
  length: '',
  language: 'sv',
  link: '',
  criteria: [],
  roles: [],
  themes: [],
};

/** Describing a learning material. Used by those who offer and by SKL. */
@customElement('mr-material-form')
export class MaterialForm extends LightElement {
  @property({ attribute: false }) material: MaterialView | null = null;
  @property({ attribute: false }) catalogue!: Catalogue;
  @property({ attribute: false }) place: MaterialPlace = '/own-materials';
  /** Suggested publisher for a new one. */
  @property() publisher = '';
  @state() private draft: MaterialText = EMPTY_MATERIAL;
  @state() private errors: Errors = [];
  private revision = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.draft = this.material?.text ?? { ...EMPTY_MATERIAL, publisher: this.publisher };
    this.revision = this.material?.revision ?? 0;
  }

  protected override firstUpdated(): void {
    this.querySelector<HTMLElement>('h2')?.focus();
  }

  private readonly input = (event: Event) => {
    const { id, value, type } = event.target as HTMLInputElement;
    if (type !== 'checkbox') this.draft = { ...this.draft, [id]: value };
  };

  private tie(list: 'criteria' | 'roles' | 'themes', value: string, on: boolean): void {
    const rest = this.draft[list].filter((each) => each !== value);
    this.draft = { ...this.draft, [list]: on ? [...rest, value] : rest };
  }

  private async save(event: Event): Promise<void> {
    event.preventDefault();
    try {
      const saved = this.material
        ? await changeMaterial(this.place, this.material.id, this.revision, this.draft)
        : await addMaterial(this.place, this.draft);
      this.dispatchEvent(new MaterialSaved('material-saved', { detail: saved }));
    } catch (error) {
      if (error instanceof ApiError && error.status === 412) {
        // What was typed stays; the next save goes over the other version, which is told.
        const other = error.current as MaterialView;
        this.revision = other.revision;
        this.errors = [
          {
            field: '',
            message: msg(
              str`Någon annan har ändrat materialet under tiden. Rubriken är nu ”${other.text.title}”. Det du skrev är kvar. Skicka igen om din text ska gälla i stället.`,
            ),
          },
        ];
      } else this.errors = errorsOf(error);
      await focusErrors(this);
    }
  }

  private labels(): Record<string, string> {
    return {
      title: msg('Rubriken'),
      description: msg('Beskrivningen'),
      publisher: msg('Utgivaren'),
      link: msg('Länken'),
      audience: msg('Målgrupp'),
      length: msg('Längd'),
      kind: msg('Slaget'),
      language: msg('Språket'),
      criteria: msg('Koppling till kriterium, uppdrag eller tema'),
      roles: msg('Uppdrag'),
      themes: msg('Teman'),
    };
  }

  override render() {
    const { draft } = this;
    const fault = (name: string) => errorFor(this.errors, name);
    const text = (
      name: 'title' | 'publisher' | 'audience' | 'length' | 'link',
      label: string,
      help?: string,
      type = 'text',
    ) =>
      field({
        label,
        name,
        error: fault(name),
        ...(help ? { help } : {}),
        control: html`<input
          class="ds-input"
          id=${name}
          type=${type}
          autocomplete="off"
          aria-describedby=${help ? `${name}-help` : nothing}
          aria-invalid=${fault(name) ? 'true' : nothing}
          .value=${draft[name]}
        />`,
      });
    const choice = (name: 'kind' | 'language', label: string, words: Record<string, () => string>) =>
      field({
        label,
        name,
        error: fault(name),
        control: html`<select class="ds-input" id=${name}>
          ${Object.entries(words).map(([value, word]) => html`<option value=${value} ?selected=${value === draft[name]}>${word()}</option>`)}
        </select>`,
      });
    const own = this.place === '/own-materials';
    return html`<form class="form panel" novalidate @submit=${(event: Event) => this.save(event)} @input=${this.input}>
      ${errorSummary(this.errors, this.labels())}
      <h2 tabindex="-1">
        ${this.material ? msg('Ändra material') : own ? msg('Föreslå material') : msg('Nytt material')}
      </h2>
      ${text('title', msg('Rubrik'))}
      ${textField({
        label: msg('Beskrivning'),
        name: 'description',
        error: fault('description'),
        help: msg('En eller ett par meningar: vad är det, och vad kan man göra efteråt?'),
        rows: 3,
        most: 1000,
        value: draft.description,
      })}
      ${text('link', msg('Länk'), msg('Direkt till materialet, inte till en startsida.'), 'url')}
      ${text('publisher', msg('Utgivare'))}
      <div class="row-fields">
        ${choice('kind', msg('Vad är det?'), KINDS)} ${choice('language', msg('Språk'), LANGUAGES)}
      </div>
      ${text('audience', msg('Målgrupp'), msg('Till exempel: chefer, handläggare inom socialtjänsten. Frivilligt.'))}
      ${text('length', msg('Längd'), msg('Till exempel: två timmar, 40 sidor. Frivilligt.'))}
      ${this.renderTies(fault('criteria'))}
      <p class="actions">
        <button class="ds-button">${own ? msg('Skicka till granskning') : msg('Spara och visa')}</button>
        ${cancelButton(() => {
          this.dispatchEvent(new Event('material-cancelled'));
        })}
      </p>
    </form>`;
  }

  private renderTies(error: string | undefined): TemplateResult {
    const { draft, catalogue } = this;
    const box = (list: 'criteria' | 'roles' | 'themes', value: string, label: string) =>
      html`<label
        ><input
          type="checkbox"
          .checked=${draft[list].includes(value)}
          @change=${(event: Event) => {
            this.tie(list, value, (event.target as HTMLInputElement).checked);
          }}
        />
        <span>${label}</span></label
      >`;
    const chosen = (list: 'criteria' | 'roles' | 'themes', codes: readonly string[]) => {
      const n = draft[list].filter((value) => codes.includes(value)).length;
      return n > 0 ? msg(str` (valda: ${n})`) : '';
    };
    const group = (
      heading: string,
      list: 'criteria' | 'roles' | 'themes',
      options: readonly (readonly [string, string])[],
    ) =>
      html`<details class="ds-details">
        <summary>
          ${heading}${chosen(
            list,
            options.map(([value]) => value),
          )}
        </summary>
        <div class="options">${options.map(([value, label]) => box(list, value, label))}</div>
      </details>`;
    return html`<fieldset id="criteria" tabindex="-1">
      <legend><strong>${msg('Var ska det visas?')}</strong></legend>
      <p class="help">
        ${msg('Välj minst ett. Kriterier och teman avgör vid vilka kriterier materialet kan visas. Alla val hjälper läsaren att hitta det under Stöd och material.')}
      </p>
      ${error ? html`<p class="field-error">${error}</p>` : nothing}
      ${catalogue.areas.map(({ code, name }) =>
        group(
          msg(str`Kriterier: ${name}`),
          'criteria',
          catalogue.criteria
            .filter(({ area }) => area === code)
            .map((criterion) => [criterion.code, `${criterion.code} ${criterion.title}`] as const),
        ),
      )}
      ${catalogue.deepenings.map(({ name, criteria }) =>
        group(
          deepeningName(name),
          'criteria',
          criteria.map(({ code, title }) => [code, `${code} ${title}`] as const),
        ),
      )}
      ${group(
        msg('Teman'),
        'themes',
        catalogue.vocabulary.themes.map(({ id, name }) => [id, name] as const),
      )}
      ${group(
        msg('Uppdrag'),
        'roles',
        catalogue.vocabulary.roles.map(({ id, name }) => [id, name] as const),
      )}
    </fieldset>`;
  }
}
