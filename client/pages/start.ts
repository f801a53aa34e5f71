import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { AssessmentSummary, CarryOverPreview } from '../../server/assessments/contract.ts';
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

/** Starts the year's assessment: empty, or from an earlier year with a preview of what will happen. */
@customElement('mr-start')
export class Start extends Page {
  @state() private chosen = { year: 0, catalogue: '', track: 'full' as 'full' | 'starter', basedOn: '' };
  @state() private shown: CarryOverPreview | null = null;
  @state() private errors: Errors = [];
  @state() private busy = false;
  private earlier: readonly AssessmentSummary[] = [];
  private versions: readonly { version: string; criteria: number; latest: boolean }[] = [];

  override async load(): Promise<void> {
    const { year } = await session();
    const all = await summaries(await organisationCode());
    this.versions = await versions();
    this.earlier = all.filter(
      (row, i) => row.state === 'adopted' && all.findIndex((other) => other.year === row.year) === i,
    );
    const basedOn = this.earlier.find((row) => row.year < year)?.id ?? '';
    this.chosen = {
      year,
      catalogue: this.versions.find(({ latest }) => latest)?.version ?? '',
      track: 'full',
      basedOn,
    };
    await this.refresh();
  }

  private async refresh(): Promise<void> {
    const { basedOn, catalogue } = this.chosen;
    try {
      this.shown = basedOn === '' ? null : await preview(await organisationCode(), basedOn, catalogue);
      this.errors = [];
    } catch (error) {
      this.shown = null;
      this.errors = errorsOf(error);
    }
  }

  private choose(change: Partial<Start['chosen']>): void {
    this.chosen = { ...this.chosen, ...change };
    if (change.basedOn !== undefined || change.catalogue !== undefined) void this.refresh();
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    this.busy = true;
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
        control: html`<input class="ds-input short" id="year" name="year" inputmode="numeric" aria-describedby="year-help" .value=${String(year)} @change=${(
          event: Event,
        ) => {
          this.choose({ year: Number(value(event)) });
        }} />`,
      })}
      <fieldset class="options"><legend>${msg('Hur många kriterier vill ni svara på?')}</legend>
        <label><input type="radio" name="track" value="full" .checked=${track === 'full'} @change=${() => {
          this.choose({ track: 'full' });
        }} /> <span><strong>${msg('Alla kriterier')}</strong><br />${msg('Ger en profil som går att följa över tid och jämföra.')}</span></label>
        <label><input type="radio" name="track" value="starter" .checked=${track === 'starter'} @change=${() => {
          this.choose({ track: 'starter' });
        }} /> <span><strong>${msg('Startspåret, 12 kriterier')}</strong><br />${msg('En eftermiddags arbete. Ni kan gå vidare till alla kriterier senare utan att börja om.')}</span></label>
      </fieldset>
      ${
        this.earlier.length > 0
          ? field({
              label: msg('Utgå från ett tidigare år?'),
              name: 'basedOn',
              error: errorFor(this.errors, 'basedOn'),
              control: html`<select class="ds-input" id="basedOn" name="basedOn" @change=${(event: Event) => {
                this.choose({ basedOn: value(event) });
              }}>
            ${this.earlier.map((row) => html`<option value=${row.id}>${msg(str`${row.year}, kriterier version ${row.catalogue}`)}</option>`)}
            <option value="">${msg('Nej, börja tomt')}</option></select>`,
            })
          : nothing
      }
      <details class="ds-details"><summary>${msg('Välj en annan version av kriterierna')}</summary><div>
        ${field({
          label: msg('Version'),
          name: 'catalogue',
          help: msg('Den senaste versionen är rätt val om ni inte har en särskild anledning.'),
          control: html`<select class="ds-input" id="catalogue" name="catalogue" aria-describedby="catalogue-help" @change=${(
            event: Event,
          ) => {
            this.choose({ catalogue: value(event) });
          }}>
          ${this.versions.map(({ version, criteria }) => html`<option value=${version}>${msg(str`Version ${version}, ${criteria} kriterier`)}</option>`)}</select>`,
        })}</div></details>
      ${this.shown ? this.renderPreview(this.shown) : nothing}
      <p class="actions"><button class="ds-button" ?disabled=${this.busy}>${msg('Starta')}</button> <a href="/oversikt">${msg('Avbryt')}</a></p>
    </form>`;
  }

  private renderPreview({ suggestions, left, empty }: CarryOverPreview) {
    const groups = (['same', 'reworded', 'split', 'merged'] as const)
      .map((relation) => ({ relation, rows: suggestions.filter((row) => row.relation === relation) }))
      .filter(({ rows }) => rows.length > 0);
    return html`<section class="panel"><h2>${msg('Det här händer')}</h2>
      <p>${msg(str`${suggestions.length} svar följer med och märks ”att bekräfta”. Inget är bekräftat förrän någon av er har gjort det.`)}</p>
      <ul>${groups.map(({ relation, rows }) => html`<li><strong>${rows.length}</strong> ${RELATIONS[relation]()}${relation === 'same' ? nothing : html`<ul>${rows.map((row) => html`<li>${row.from.join() === row.code ? nothing : `${row.from.join(' + ')} → `}${row.code} ${row.title}. ${row.why}</li>`)}</ul>`}</li>`)}
        ${left.length > 0 ? html`<li><strong>${left.length}</strong> ${msg('följer inte med men finns kvar i den gamla självskattningen')}<ul>${left.map((row) => html`<li>${row.code} ${row.title}. ${row.why}</li>`)}</ul></li>` : nothing}
        ${empty.length > 0 ? html`<li><details><summary><strong>${empty.length}</strong> ${msg('börjar tomma')}</summary><ul>${empty.map((row) => html`<li>${row.code} ${row.title}</li>`)}</ul></details></li>` : nothing}</ul></section>`;
  }
}
