import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Catalogue, Indicator } from '../../criteria/model.ts';
import type { AssessmentView } from '../../server/assessments/contract.ts';
import { assessment, catalogue } from '../api/assessments.ts';
import { signedIn, type SignedIn } from '../api/session.ts';
import { ItemField } from '../components/item-field.ts';
import { errorFor } from '../components/form.ts';
import { saveStatus } from '../components/save-status.ts';
import { formatIndex } from '../i18n/format.ts';
import { indicatorForm, numberOf, type IndicatorDraft } from '../offline/item-form.ts';
import { Page } from '../page.ts';

/** Numbers asked for beside the criteria. All are optional, and each is saved by itself. */
@customElement('mr-indicators')
export class Indicators extends Page {
  @state() private revision = 0;
  private view!: AssessmentView;
  private user!: SignedIn;
  private catalogue!: Catalogue;
  private readonly fields = new Map<string, ItemField<IndicatorDraft>>();

  override async load(): Promise<void> {
    this.user = await signedIn();
    this.view = await assessment(this.params.id ?? '', { fresh: true });
    this.catalogue = await catalogue(this.view.catalogue);
    for (const indicator of this.catalogue.indicators) {
      const target = { userId: this.user.id, within: this.view.id, code: indicator.code };
      const field = await ItemField.open(target, indicatorForm(indicator), this.view.items, {
        writable: this.editable,
        changed: () => {
          this.revision += 1;
        },
        shown: ({ numerator, denominator, value, year, comment }) =>
          [numerator && msg(str`${numerator} av ${denominator}`), value, year, comment].filter(Boolean).join(', '),
      });
      this.fields.set(indicator.code, field);
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const field of this.fields.values()) field.close();
  }

  private get editable(): boolean {
    return this.view.state === 'draft' && this.user.role === 'coordinator';
  }

  override render() {
    return html`<div class="reading">
      <h1 tabindex="-1">${msg('Nyckeltal')}</h1>
      <p>
        ${msg('Frivilliga siffror bredvid kriterierna. Fyll i det ni har; resten kan vara tomt. Varje nyckeltal sparas för sig.')}
      </p>
      ${this.catalogue.indicators.map((indicator) => {
        const field = this.fields.get(indicator.code);
        return field ? this.renderIndicator(indicator, field) : nothing;
      })}
      <p><a href="/sjalvskattning/${this.view.id}">${msg('Alla kriterier')}</a></p>
    </div>`;
  }

  private renderIndicator(indicator: Indicator, form: ItemField<IndicatorDraft>) {
    const { code } = indicator;
    const { draft, status } = form;
    const errors = status.kind === 'invalid' ? status.errors : status.kind === 'saved' ? status.held : [];
    const input = (name: keyof IndicatorDraft, label: string, wide = false) => {
      const error = errorFor(errors, name);
      const id = `${code}-${name}`;
      return html`<div class="field">
        <label for=${id}>${label}</label>
        ${error ? html`<p class="field-error" id="${id}-error">${error}</p>` : nothing}
        <input
          class="ds-input ${wide ? '' : 'short'}"
          id=${id}
          inputmode=${wide ? 'text' : 'numeric'}
          aria-invalid=${error ? 'true' : nothing}
          aria-describedby="${code}-help"
          ?readonly=${!this.editable}
          .value=${draft[name]}
          @input=${(event: Event) => {
            form.change({ ...draft, [name]: (event.target as HTMLInputElement).value });
          }}
        />
      </div>`;
    };
    const numerator = numberOf(draft.numerator);
    const denominator = numberOf(draft.denominator);
    const share =
      typeof numerator === 'number' && typeof denominator === 'number' && denominator > 0 && numerator <= denominator
        ? (100 * numerator) / denominator
        : null;
    return html`<fieldset class="panel indicator">
      <legend>${indicator.title}</legend>
      <p class="help" id="${code}-help">${indicator.help}</p>
      ${
        indicator.kind === 'share'
          ? html`${input('numerator', indicator.numerator ?? '')} ${input('denominator', indicator.denominator ?? '')}
            ${share === null ? nothing : html`<p><strong>${formatIndex(share)} %</strong></p>`}`
          : input('value', msg(str`Antal ${indicator.unit ?? ''}`))
      }
      <details class="ds-details">
        <summary>${msg('År och kommentar')}</summary>
        <div>${input('year', msg('Vilket år gäller siffran?'))} ${input('comment', msg('Kommentar'), true)}</div>
      </details>
      ${form.conflict()} ${saveStatus(status)}
    </fieldset>`;
  }
}
