import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { supportCode, type Catalogue } from '../../criteria/model.ts';
import type { AssessmentView } from '../../server/assessments/contract.ts';
import { assessment, catalogue } from '../api/assessments.ts';
import { session, signedIn, type SignedIn } from '../api/session.ts';
import { ItemField } from '../components/item-field.ts';
import { saveStatus } from '../components/save-status.ts';
import { conditionForm, supportForm } from '../offline/item-form.ts';
import { Page } from '../page.ts';

/** Five questions on the organisation's conditions, and what support it wants. For SKL; never scored. */
@customElement('mr-conditions')
export class Conditions extends Page {
  @state() private revision = 0;
  private view!: AssessmentView;
  private user!: SignedIn;
  private catalogue!: Catalogue;
  private operator = '';
  private readonly conditions = new Map<string, ItemField<number | null>>();
  private readonly wishes = new Map<string, ItemField<string>>();

  override async load(): Promise<void> {
    this.user = await signedIn();
    this.operator = (await session()).operatorName;
    this.view = await assessment(this.params.id ?? '', { fresh: true });
    this.catalogue = await catalogue(this.view.catalogue);
    const common = {
      writable: this.editable,
      changed: () => {
        this.revision += 1;
      },
    };
    const target = (code: string) => ({ userId: this.user.id, within: this.view.id, code });
    const { items } = this.view;
    for (const { code, options } of this.catalogue.conditions) {
      const shown = (choice: number | null) => (choice === null ? '' : (options[choice] ?? ''));
      this.conditions.set(code, await ItemField.open(target(code), conditionForm, items, { ...common, shown }));
    }
    for (const area of this.catalogue.areas) {
      const code = supportCode(area);
      const shown = (text: string) => text;
      this.wishes.set(code, await ItemField.open(target(code), supportForm, items, { ...common, shown }));
    }
  }

  private get editable(): boolean {
    return this.view.state === 'draft' && this.user.role === 'coordinator';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const field of [...this.conditions.values(), ...this.wishes.values()]) field.close();
  }

  override render() {
    const { editable } = this;
    return html`<div class="reading">
      <h1 tabindex="-1">${msg('Förutsättningar och stöd')}</h1>
      <p>
        ${msg(str`Korta frågor om hur ni är rustade, och vad ni behöver stöd med. ${this.operator} läser svaren när ni skickar in. De påverkar inte resultatet.`)}
      </p>
      ${this.catalogue.conditions.map(({ code, question, options }) => {
        const field = this.conditions.get(code);
        if (!field) return nothing;
        return html`<fieldset class="options">
          <legend>${question}</legend>
          ${options.map(
            (option, i) =>
              html`<label
                ><input
                  type="radio"
                  name=${code}
                  value=${i}
                  ?disabled=${!editable}
                  .checked=${field.draft === i}
                  @change=${() => {
                    field.change(i, { now: true });
                  }}
                />
                <span>${option}</span></label
              >`,
          )}
          ${field.conflict()} ${saveStatus(field.status)}
        </fieldset>`;
      })}
      <h2>${msg('Vad behöver ni stöd med?')}</h2>
      ${this.catalogue.areas.map((area) => {
        const code = supportCode(area);
        const field = this.wishes.get(code);
        if (!field) return nothing;
        return html`<div class="field">
          <label for=${code}>${area.supportQuestion}</label>
          <textarea
            class="ds-input"
            id=${code}
            rows="3"
            ?readonly=${!editable}
            .value=${field.draft}
            @input=${(event: Event) => {
              field.change((event.target as HTMLTextAreaElement).value);
            }}
          ></textarea>
          ${field.conflict()} ${saveStatus(field.status)}
        </div>`;
      })}
      <p><a href="/sjalvskattning/${this.view.id}">${msg('Alla kriterier')}</a></p>
    </div>`;
  }
}
