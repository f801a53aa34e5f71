import { msg, str } from '@lit/localize';
import { html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Catalogue } from '../../criteria/model.ts';
import type { AssessmentView } from '../../server/assessments/contract.ts';
import { assessment, catalogue } from '../api/assessments.ts';
import { session, signedIn, type SignedIn } from '../api/session.ts';
import { ItemForms } from '../components/item-forms.ts';
import { saveStatus } from '../components/save-status.ts';
import { Page } from '../page.ts';

interface Draft {
  readonly choice: number | null;
  readonly text: string;
}

/** Five questions on the organisation's conditions, and what support it wants. For SKL; never scored. */
@customElement('mr-conditions')
export class Conditions extends Page {
  @state() private revision = 0;
  private view!: AssessmentView;
  private user!: SignedIn;
  private catalogue!: Catalogue;
  private operator = '';
  private forms!: ItemForms<Draft>;

  override async load(): Promise<void> {
    this.user = await signedIn();
    this.operator = (await session()).operatorName;
    this.view = await assessment(this.params.id ?? '', { fresh: true });
    this.catalogue = await catalogue(this.view.catalogue);
    const codes = [
      ...this.catalogue.conditions.map(({ code }) => code),
      ...this.catalogue.areas.map(({ code }) => `ST-${code}`),
    ];
    const draftOf = (code: string): Draft => {
      const content = this.view.items.find((item) => item.code === code)?.content ?? {};
      return {
        choice: typeof content.choice === 'number' ? content.choice : null,
        text: typeof content.text === 'string' ? content.text : '',
      };
    };
    this.forms = new ItemForms(
      this.user.id,
      this.view,
      codes,
      draftOf,
      (code, { choice, text }) => (code.startsWith('ST-') ? { text } : { choice }),
      () => {
        this.revision += 1;
      },
    );
    await this.forms.restore();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.forms.close();
  }

  override render() {
    const editable = this.view.state === 'draft' && this.user.role === 'coordinator';
    return html`<div class="reading"><h1 tabindex="-1">${msg('Förutsättningar och stöd')}</h1>
      <p>${msg(str`Fem korta frågor om hur ni är rustade, och vad ni behöver stöd med. ${this.operator} läser svaren när ni skickar in. De påverkar inte resultatet.`)}</p>
      ${this.catalogue.conditions.map(({ code, question, options }) => {
        const { draft, status } = this.forms.state(code);
        return html`<fieldset class="options"><legend>${question}</legend>
          ${options.map(
            (option, i) =>
              html`<label><input type="radio" name=${code} value=${i} ?disabled=${!editable} .checked=${draft.choice === i} @change=${() => {
                this.forms.change(code, { ...draft, choice: i }, { now: true });
              }} /> <span>${option}</span></label>`,
          )}
          ${this.forms.conflict(code)} ${saveStatus(status)}</fieldset>`;
      })}
      <h2>${msg('Vad behöver ni stöd med?')}</h2>
      ${this.catalogue.areas.map((area) => {
        const code = `ST-${area.code}`;
        const { draft, status } = this.forms.state(code);
        return html`<div class="field"><label for=${code}>${area.supportQuestion}</label>
          <textarea class="ds-input" id=${code} rows="3" ?readonly=${!editable} .value=${draft.text} @input=${(
            event: Event,
          ) => {
            this.forms.change(code, { ...draft, text: (event.target as HTMLTextAreaElement).value });
          }}></textarea>
          ${this.forms.conflict(code)} ${saveStatus(status)}</div>`;
      })}
      <p><a href="/sjalvskattning/${this.view.id}">${msg('Alla kriterier')}</a></p></div>`;
  }
}
