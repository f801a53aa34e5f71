import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { TargetsView } from '../../server/targets/contract.ts';
import { signedIn, type SignedIn } from '../api/session.ts';
import { carryTargets, setTarget, targets } from '../api/targets.ts';
import '../charts/bar-chart.ts';
import type { Series } from '../charts/bar-chart.ts';
import { errorsOf, errorSummary, focusErrors, type Errors } from '../components/form.ts';
import { sign } from '../components/sign.ts';
import { formatIndex } from '../i18n/format.ts';
import { Page } from '../page.ts';

type Row = TargetsView['criteria'][number];
const LEVELS = [1, 2, 3, 4] as const;

/** Target levels for the mandate period: what the profile is, and what it would be. Never what it will be. */
@customElement('mr-targets')
export class TargetsPage extends Page {
  @state() private view!: TargetsView;
  @state() private errors: Errors = [];
  @state() private told = '';
  @state() private only = false;
  private user!: SignedIn;

  override async load(): Promise<void> {
    this.user = await signedIn();
    this.view = await targets(this.code);
    this.heading = msg(str`Mål ${this.period}`);
  }

  private get code(): string {
    return this.user.organisation?.code ?? '';
  }

  private get period(): string {
    const { from, to } = this.view.period;
    return `${from}–${to}`;
  }

  private get mayWrite(): boolean {
    return this.user.role === 'coordinator';
  }

  private async do(work: () => Promise<TargetsView>, told: string): Promise<void> {
    try {
      this.view = await work();
      this.errors = [];
      this.told = told;
    } catch (error) {
      this.errors = errorsOf(error);
      // What could not be saved is not to look as if it were.
      this.view = { ...this.view };
      await focusErrors(this);
    }
  }

  override render() {
    const { view } = this;
    const set = view.criteria.filter(({ target }) => target !== null);
    return html`${errorSummary(this.errors)}
      <h1 tabindex="-1">${msg(str`Mål för mandatperioden ${this.period}`)}</h1>
      <p class="also no-print"><a href="/atgarder">${msg('Åtgärder')}</a> <a href="/resultat">${msg('Resultat')}</a></p>
      <p class="reading">
        ${msg('Välj vilken nivå ni vill nå för varje kriterium. Då ser ni vad profilen skulle bli om målen nås, och om era planerade och pågående åtgärder når så långt som ni har skrivit. Det är ingen prognos.')}
      </p>
      ${set.length > 0 ? this.renderChart() : this.renderEmpty()} ${this.renderUnsupported()}
      <p class="told" role="status">${this.told}</p>
      ${this.renderTables(set.length)}`;
  }

  private renderEmpty() {
    if (!this.mayWrite) return html`<p>${msg('Inga mål är satta ännu. Samordnaren sätter dem.')}</p>`;
    const { before } = this.view;
    return html`<p>${msg('Inga mål är satta ännu. Börja med några få kriterier som betyder mest.')}</p>
      ${before > 0 ? html`<p><button class="ds-button" data-variant="secondary" @click=${() => this.do(() => carryTargets(this.code), msg('Målen från förra mandatperioden är med.'))}>${before === 1 ? msg('Ta med målet från förra mandatperioden') : msg(str`Ta med de ${before} målen från förra mandatperioden`)}</button></p>` : nothing}`;
  }

  private renderChart() {
    const { areas, assessment } = this.view;
    const of = (key: 'now' | 'actions' | 'targets', name: string): Series => ({
      name,
      values: areas.map((area) => area[key]),
      notes: areas.map(() => ''),
    });
    const far = areas.filter(({ now, targets: at }) => now !== null && at !== null && at > now);
    return html`<mr-bar-chart
      .caption=${msg('Index 0–100 per område')}
      .summary=${
        far.length === 0
          ? msg('Inget mål ligger över dagens nivåer.')
          : far
              .map(({ name, now, targets: at }) =>
                msg(str`${name}: ${formatIndex(now)} nu, ${formatIndex(at)} om målen nås.`),
              )
              .join(' ')
      }
      .labels=${areas.map(({ name }) => name)}
      .series=${[
        of('now', assessment ? msg(str`Nu (${assessment.year})`) : msg('Nu')),
        of('actions', msg('Om åtgärderna når sin nivå')),
        of('targets', msg('Om målen nås')),
      ]}
    ></mr-bar-chart>`;
  }

  /** Where something has been promised that nothing yet is to bring about. */
  private renderUnsupported() {
    const bare = this.view.criteria.filter(({ unsupported }) => unsupported);
    if (bare.length === 0) return nothing;
    return html`<section class="panel">
      <h2>${msg('Mål utan åtgärd')}</h2>
      <p>${msg('Ingen planerad eller pågående åtgärd siktar så högt som målet.')}</p>
      <ul>
        ${bare.map(
          ({ code, title, target }) =>
            html`<li>
              <span class="code">${code}</span> ${title}, ${msg(str`mål nivå ${target}`)}.
              ${this.mayWrite ? html`<a class="no-print" href="/atgarder?kriterium=${code}" aria-label=${msg(str`Lägg till åtgärd för ${code}`)}>${msg('Lägg till åtgärd')}</a>` : nothing}
            </li>`,
        )}
      </ul>
    </section>`;
  }

  private renderTables(n: number) {
    return html`${
      n > 0
        ? html`<p class="no-print">
            <label class="check"
              ><input
                type="checkbox"
                .checked=${this.only}
                @change=${(event: Event) => {
                  this.only = (event.target as HTMLInputElement).checked;
                }}
              />
              ${n === 1 ? msg('Visa bara det kriterium som har ett mål') : msg(str`Visa bara de ${n} kriterier som har ett mål`)}</label
            >
          </p>`
        : nothing
    }
    ${this.view.areas.map(({ key, name }) => {
      const rows = this.view.criteria.filter((row) => row.area === key && (!this.only || row.target !== null));
      return rows.length === 0 ? nothing : this.renderTable(name, rows);
    })}`;
  }

  private renderTable(name: string, rows: readonly Row[]) {
    return html`<div class="table-wrap" tabindex="0" role="region" aria-label=${name}>
      <table class="ds-table">
        <caption>
          ${name}
        </caption>
        <thead>
          <tr>
            <th scope="col">${msg('Kriterium')}</th>
            <th scope="col" class="num">${msg('Nu')}</th>
            <th scope="col" class="num">${msg('Åtgärder siktar på')}</th>
            <th scope="col" class="num">${msg('Mål')}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                <th scope="row"><span class="code">${row.code}</span> ${row.title}</th>
                <td class="num">${row.notApplicable ? sign('notApplicable') : (row.level ?? sign('missing'))}</td>
                <td class="num">${row.action ?? sign('missing')}</td>
                <td class="num">${this.renderTarget(row)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  private renderTarget({ code, target, notApplicable }: Row) {
    if (!this.mayWrite || notApplicable) return html`${target ?? sign('missing')}`;
    return html`<select
        class="ds-input short no-print"
        aria-label=${msg(str`Mål för ${code}`)}
        @change=${(event: Event) => {
          const { value } = event.target as HTMLSelectElement;
          const level = value === '' ? null : Number(value);
          return this.do(
            () => setTarget(this.code, code, level),
            level === null ? msg(str`Målet för ${code} är borttaget.`) : msg(str`Målet för ${code} är nivå ${level}.`),
          );
        }}
      >
        <option value="" ?selected=${target === null}>${msg('Inget')}</option>
        ${LEVELS.map((level) => html`<option value=${level} ?selected=${level === target}>${level}</option>`)}</select
      ><span class="print-only">${target ?? sign('missing')}</span>`;
  }
}
