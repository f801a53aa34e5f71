import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Catalogue, Indicator } from '../../criteria/model.ts';
import type { AssessmentView } from '../../server/assessments/contract.ts';
import { assessment, catalogue } from '../api/assessments.ts';
import { signedIn, type SignedIn } from '../api/session.ts';
import { ItemForms, type ItemState } from '../components/item-forms.ts';
import { errorFor } from '../components/form.ts';
import { saveStatus } from '../components/save-status.ts';
import { formatIndex } from '../i18n/format.ts';
import { Page } from '../page.ts';

type Fields = Readonly<Record<string, string>>;

/** A stored value as it is typed. */
function textOf(value: unknown): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}

/** Digits with spaces between thousands are what people paste; anything else is left for the server to refuse. */
function numberOf(text: string): number | string | null {
  const digits = text.replaceAll(/[\s\u00a0]/g, '');
  if (digits === '') return null;
  return /^\d+$/.test(digits) ? Number(digits) : text;
}

/** Numbers asked for beside the criteria. All are optional, and each is saved by itself. */
@customElement('mr-indicators')
export class Indicators extends Page {
  @state() private revision = 0;
  private view!: AssessmentView;
  private user!: SignedIn;
  private catalogue!: Catalogue;
  private forms!: ItemForms<Fields>;

  override async load(): Promise<void> {
    this.user = await signedIn();
    this.view = await assessment(this.params.id ?? '', { fresh: true });
    this.catalogue = await catalogue(this.view.catalogue);
    const fieldsOf = (code: string): Fields => {
      const content = this.view.items.find((item) => item.code === code)?.content ?? {};
      return Object.fromEntries(
        ['numerator', 'denominator', 'value', 'year', 'comment'].map((name) => [name, textOf(content[name])]),
      );
    };
    this.forms = new ItemForms(
      this.user.id,
      this.view,
      this.catalogue.indicators.map(({ code }) => code),
      fieldsOf,
      (code, fields) => this.bodyOf(code, fields),
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

  private bodyOf(code: string, fields: Fields): unknown {
    const share = this.catalogue.indicators.find((row) => row.code === code)?.kind === 'share';
    const common = { year: numberOf(fields.year ?? ''), comment: fields.comment ?? '' };
    return share
      ? {
          numerator: numberOf(fields.numerator ?? ''),
          denominator: numberOf(fields.denominator ?? ''),
          ...common,
        }
      : { value: numberOf(fields.value ?? ''), ...common };
  }

  private get editable(): boolean {
    return this.view.state === 'draft' && this.user.role === 'coordinator';
  }

  override render() {
    return html`<div class="reading"><h1 tabindex="-1">${msg('Nyckeltal')}</h1>
      <p>${msg('Frivilliga siffror bredvid kriterierna. Fyll i det ni har; resten kan vara tomt. Varje nyckeltal sparas för sig.')}</p>
      ${this.catalogue.indicators.map((indicator) => this.renderIndicator(indicator, this.forms.state(indicator.code)))}
      <p><a href="/sjalvskattning/${this.view.id}">${msg('Alla kriterier')}</a></p></div>`;
  }

  private renderIndicator(indicator: Indicator, { draft, status }: ItemState<Fields>) {
    const { code } = indicator;
    const errors = status.kind === 'invalid' ? status.errors : [];
    const input = (name: string, label: string, wide = false) => {
      const error = errorFor(errors, name);
      const id = `${code}-${name}`;
      return html`<div class="field"><label for=${id}>${label}</label>
        ${error ? html`<p class="field-error" id="${id}-error">${error}</p>` : nothing}
        <input class="ds-input ${wide ? '' : 'short'}" id=${id} inputmode=${wide ? 'text' : 'numeric'} aria-invalid=${error ? 'true' : nothing} aria-describedby="${code}-help" ?readonly=${!this.editable} .value=${draft[name] ?? ''}
          @input=${(event: Event) => {
            this.forms.change(code, { ...draft, [name]: (event.target as HTMLInputElement).value });
          }} /></div>`;
    };
    const numerator = numberOf(draft.numerator ?? '');
    const denominator = numberOf(draft.denominator ?? '');
    const share =
      typeof numerator === 'number' && typeof denominator === 'number' && denominator > 0 && numerator <= denominator
        ? (100 * numerator) / denominator
        : null;
    return html`<fieldset class="panel indicator"><legend>${indicator.title}</legend><p class="help" id="${code}-help">${indicator.help}</p>
      ${
        indicator.kind === 'share'
          ? html`${input('numerator', indicator.numerator ?? '')} ${input('denominator', indicator.denominator ?? '')} ${share === null ? nothing : html`<p><strong>${formatIndex(share)} %</strong></p>`}`
          : input('value', msg(str`Antal ${indicator.unit ?? ''}`))
      }
      <details class="ds-details"><summary>${msg('År och kommentar')}</summary><div>${input('year', msg('Vilket år gäller siffran?'))} ${input('comment', msg('Kommentar'), true)}</div></details>
      ${this.forms.conflict(code)} ${saveStatus(status)}</fieldset>`;
  }
}
