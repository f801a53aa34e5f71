import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { AssessmentSummary, CarryOverPreview } from '../../server/assessments/contract.ts';
import type { CatalogueSummary } from '../../server/catalogues/contract.ts';
import type { Round } from '../../server/rounds/contract.ts';
import { rounds } from '../api/network.ts';
import { formatNumber } from '../i18n/format.ts';
import { preview, start, summaries, versions } from '../api/assessments.ts';
import { organisationCode, session } from '../api/session.ts';
import { errorFor, errorsOf, errorSummary, field, focusErrors, type Errors } from '../components/form.ts';
import { Page } from '../page.ts';
import { go } from '../router.ts';

const RELATIONS: Record<CarryOverPreview['suggestions'][number]['relation'], () => string> = {
  same: () => msg('Samma fråga: nivå, text och underlag följer med'),
  reworded: () => msg('Omformulerade: den gamla lydelsen visas bredvid'),
  split: () => msg('Delade: text och underlag följer med, nivån väljer ni på nytt'),
  merged: () => msg('Sammanslagna: text och underlag följer med, nivån väljer ni på nytt'),
};

/** Fifteen minutes a criterion is what a coordinator who knows the organisation needs, with what shows it. */
const hours = (criteria: number) => formatNumber(Math.ceil(criteria / 4));

/** Starts the year's assessment: empty, or from an earlier year with a preview of what will happen. */
@customElement('mr-start')
export class Start extends Page {
  @state() private chosen = { year: 0, catalogue: '', track: 'full' as 'full' | 'starter', basedOn: '' };
  @state() private shown: CarryOverPreview | null = null;
  @state() private errors: Errors = [];
  @state() private busy = false;
  private earlier: readonly AssessmentSummary[] = [];
  private versions: readonly CatalogueSummary[] = [];
  private rounds: readonly Round[] = [];
  private task: 'kommun' | 'region' = 'kommun';

  override async load(): Promise<void> {
    const { year, user } = await session();
    const all = await summaries(await organisationCode());
    this.task = user?.organisation?.kind ?? 'kommun';
    [this.versions, this.rounds] = await Promise.all([versions(), rounds()]);
    this.earlier = all.filter(
      (row, i) => row.state === 'adopted' && all.findIndex((other) => other.year === row.year) === i,
    );
    const basedOn = this.earlier.find((row) => row.year < year)?.id ?? '';
    this.chosen = {
      year,
      catalogue: this.versionFor(year),
      // Whoever begins begins small; whoever has been through all of it before goes on with all of it.
      track: this.earlier.some(({ track }) => track === 'full') ? 'full' : 'starter',
      basedOn,
    };
    await this.refresh();
  }

  /** The version that the year's round uses, so that the answers can be compared; otherwise the newest that applies then. */
  private versionFor(year: number): string {
    const round = this.rounds.find((each) => each.year === year);
    const applies = this.versions.filter(({ published }) => Number(published.slice(0, 4)) <= year).at(-1);
    return round?.catalogue ?? (applies ?? this.versions[0])?.version ?? '';
  }

  private get asked(): { readonly full: number; readonly starter: number } {
    return (
      this.versions.find(({ version }) => version === this.chosen.catalogue)?.asked[this.task] ?? {
        full: 0,
        starter: 0,
      }
    );
  }

  /** Shows what the choice would lead to; an answer about a choice that has been changed since is let go. */
  private async refresh(): Promise<void> {
    const { basedOn, catalogue } = this.chosen;
    const isCurrent = () => this.chosen.basedOn === basedOn && this.chosen.catalogue === catalogue;
    try {
      const shown = basedOn === '' ? null : await preview(await organisationCode(), basedOn, catalogue);
      if (isCurrent()) this.shown = shown;
    } catch (error) {
      if (!isCurrent()) return;
      this.shown = null;
      this.errors = errorsOf(error);
    }
  }

  private choose(change: Partial<Start['chosen']>): void {
    const { basedOn, catalogue } = this.chosen;
    this.chosen = { ...this.chosen, ...change };
    if (this.chosen.basedOn !== basedOn || this.chosen.catalogue !== catalogue) void this.refresh();
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    this.busy = true;
    this.errors = [];
    try {
      const { id } = await start(await organisationCode(), { ...this.chosen, basedOn: this.chosen.basedOn || null });
      go(`/sjalvskattning/${id}`, { replace: true });
    } catch (error) {
      this.errors = errorsOf(error);
      this.busy = false;
      await focusErrors(this);
    }
  }

  protected override updated(_changed: PropertyValues): void {
    // Lit sets the selected option before the options exist on the first drawing.
    for (const select of this.querySelectorAll('select'))
      select.value = String(this.chosen[select.name as keyof Start['chosen']]);
  }

  override render() {
    const { year, track } = this.chosen;
    const value = (event: Event) => (event.target as HTMLInputElement).value;
    return html`<form class="reading form" novalidate @submit=${this.submit}>
      ${errorSummary(this.errors, { year: msg('Året'), catalogue: msg('Versionen'), basedOn: msg('Utgångspunkten') })}
      <h1 tabindex="-1">${msg('Starta självskattning')}</h1>
      ${field({
        label: msg('Vilket år ska den beskriva?'),
        name: 'year',
        help: msg('Beslutet kan fattas senare.'),
        error: errorFor(this.errors, 'year'),
        control: html`<input
          class="ds-input short"
          id="year"
          name="year"
          inputmode="numeric"
          aria-describedby="year-help"
          .value=${String(year)}
          @change=${(event: Event) => {
            const wanted = Number(value(event));
            this.choose({ year: wanted, catalogue: this.versionFor(wanted) });
          }}
        />`,
      })}
      <fieldset class="options">
        <legend>${msg('Hur många kriterier vill ni svara på?')}</legend>
        <label
          ><input
            type="radio"
            name="track"
            value="starter"
            .checked=${track === 'starter'}
            @change=${() => {
              this.choose({ track: 'starter' });
            }}
          />
          <span
            ><strong>${msg(str`Startspåret, ${this.asked.starter} kriterier`)}</strong
            ><br />${msg(str`Räkna med ungefär ${hours(this.asked.starter)} timmars arbete. Ger en nivå per kriterium. Ni kan gå vidare till alla kriterier senare utan att börja om.`)}</span
          ></label
        >
        <label
          ><input
            type="radio"
            name="track"
            value="full"
            .checked=${track === 'full'}
            @change=${() => {
              this.choose({ track: 'full' });
            }}
          />
          <span
            ><strong>${msg(str`Alla ${this.asked.full} kriterier`)}</strong
            ><br />${msg(str`Räkna med ungefär ${hours(this.asked.full)} timmars arbete, gärna delat på flera. Ger en profil som går att följa över tid och jämföra.`)}</span
          ></label
        >
      </fieldset>
      ${
        this.earlier.length > 0
          ? field({
              label: msg('Utgå från ett tidigare år?'),
              name: 'basedOn',
              error: errorFor(this.errors, 'basedOn'),
              control: html`<select
                class="ds-input"
                id="basedOn"
                name="basedOn"
                @change=${(event: Event) => {
                  this.choose({ basedOn: value(event) });
                }}
              >
                ${this.earlier.map((row) => html`<option value=${row.id}>${msg(str`${row.year}, kriterier version ${row.catalogue}`)}</option>`)}
                <option value="">${msg('Nej, börja tomt')}</option>
              </select>`,
            })
          : nothing
      }
      <details class="ds-details">
        <summary>${msg('Välj en annan version av kriterierna')}</summary>
        <div>
          ${field({
            label: msg('Version'),
            name: 'catalogue',
            help: msg('Välj årets version om ni inte har en särskild anledning. Bara den kan jämföras med andra.'),
            control: html`<select
              class="ds-input"
              id="catalogue"
              name="catalogue"
              aria-describedby="catalogue-help"
              @change=${(event: Event) => {
                this.choose({ catalogue: value(event) });
              }}
            >
              ${this.versions.map(({ version, criteria }) => html`<option value=${version}>${msg(str`Version ${version}, ${criteria} kriterier`)}</option>`)}
            </select>`,
          })}
        </div>
      </details>
      ${this.shown ? this.renderPreview(this.shown) : nothing}
      <p class="actions">
        <button class="ds-button" ?disabled=${this.busy}>${msg('Starta')}</button>
        <a href="/oversikt">${msg('Avbryt')}</a>
      </p>
    </form>`;
  }

  private renderPreview({ suggestions, left, empty }: CarryOverPreview) {
    const groups = (['same', 'reworded', 'split', 'merged'] as const)
      .map((relation) => ({ relation, rows: suggestions.filter((row) => row.relation === relation) }))
      .filter(({ rows }) => rows.length > 0);
    return html`<section class="panel">
      <h2>${msg('Det här händer')}</h2>
      <p>
        ${msg(str`${suggestions.length} svar följer med och märks ”att bekräfta”. Inget är bekräftat förrän någon av er har gjort det.`)}
      </p>
      <ul>
        ${groups.map(
          ({ relation, rows }) =>
            html`<li>
              <strong>${rows.length}</strong> ${RELATIONS[relation]()}${
                relation === 'same'
                  ? nothing
                  : html`<ul>
                      ${rows.map((row) => html`<li>${row.from.join() === row.code ? nothing : `${row.from.join(' + ')} → `}${row.code} ${row.title}. ${row.why}</li>`)}
                    </ul>`
              }
            </li>`,
        )}
        ${
          left.length > 0
            ? html`<li>
                <strong>${left.length}</strong> ${msg('följer inte med men finns kvar i den gamla självskattningen')}
                <ul>
                  ${left.map((row) => html`<li>${row.code} ${row.title}. ${row.why}</li>`)}
                </ul>
              </li>`
            : nothing
        }
        ${
          empty.length > 0
            ? html`<li>
                <details>
                  <summary><strong>${empty.length}</strong> ${msg('börjar tomma')}</summary>
                  <ul>
                    ${empty.map((row) => html`<li>${row.code} ${row.title}</li>`)}
                  </ul>
                </details>
              </li>`
            : nothing
        }
      </ul>
    </section>`;
  }
}
