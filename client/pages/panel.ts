import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { everyCriterion, type Catalogue } from '../../criteria/model.ts';
import type { AssessmentView } from '../../server/assessments/contract.ts';
import type { OrganisationUsers } from '../../server/accounts/contract.ts';
import type { PanelView } from '../../server/panels/contract.ts';
import { users } from '../api/accounts.ts';
import { assessment, catalogue } from '../api/assessments.ts';
import * as api from '../api/panels.ts';
import { signedIn } from '../api/session.ts';
import { shownParts } from '../components/answer-state.ts';
import '../components/assessor-form.ts';
import type { AddAssessors, AssessorForm, NewAssessor } from '../components/assessor-form.ts';
import { errorsOf, errorSummary, focusErrors, type Errors } from '../components/form.ts';
import '../components/panel-criteria.ts';
import type { CriteriaChosen } from '../components/panel-criteria.ts';
import { panelProgress } from '../components/panel-progress.ts';
import { panelSlips, spacedCode } from '../components/panel-slips.ts';
import { qrCode } from '../components/qr-code.ts';
import { spreadSentence } from '../components/spread-dots.ts';
import '../components/sure.ts';
import { AT_ONCE, Live } from '../live.ts';
import { Page } from '../page.ts';

/** The coordinator opens criteria to assessors, sees how far they have come, and goes to the meeting. */
@customElement('mr-panel')
export class PanelPage extends Page {
  @state() private panel: PanelView | null = null;
  @state() private errors: Errors = [];
  @state() private addErrors: Errors = [];
  @state() private told = '';
  /** Stays open for the next one, when it has once been needed. */
  private adding = false;
  private view!: AssessmentView;
  private catalogue!: Catalogue;
  private colleagues: OrganisationUsers['users'] = [];

  constructor() {
    super();
    new Live(
      this,
      () => (this.panel ? api.panelSeen(this.view.id, this.panel) : undefined),
      async () => {
        this.panel = await api.panel(this.view.id);
      },
      AT_ONCE,
    );
  }

  override async load(): Promise<void> {
    const { organisation } = await signedIn();
    this.view = await assessment(this.params.id ?? '', { fresh: true });
    [this.catalogue, this.panel] = await Promise.all([catalogue(this.view.catalogue), api.panel(this.view.id)]);
    this.colleagues = (await users(organisation?.code ?? '')).users.filter(
      ({ role, disabled }) => !disabled && role !== 'unassigned',
    );
    this.heading = msg('Gemensam bedömning');
  }

  private get draft(): boolean {
    return this.view.state === 'draft';
  }

  private async do(work: () => Promise<PanelView | null>, told: string): Promise<void> {
    try {
      this.panel = await work();
      this.errors = [];
      this.told = told;
      await this.updateComplete;
      if (told !== '') this.querySelector<HTMLElement>('.told')?.focus();
    } catch (error) {
      this.errors = errorsOf(error);
      await focusErrors(this);
    }
  }

  /** One after another. What is refused stays in the form, with the reason. */
  private async add({ detail }: AddAssessors): Promise<void> {
    const added: string[] = [];
    const refused: NewAssessor[] = [];
    this.addErrors = [];
    for (const assessor of detail) {
      try {
        this.panel = await api.addAssessor(this.view.id, assessor);
        added.push(assessor.name);
      } catch (error) {
        refused.push(assessor);
        const to = assessor.userId === null ? 'names' : 'name';
        this.addErrors = [
          ...this.addErrors,
          ...errorsOf(error).map(({ field, message }) => ({ field: field === 'userId' ? field : to, message })),
        ];
      }
    }
    const form = this.querySelector<AssessorForm>('mr-assessor-form');
    form?.keep(refused);
    if (this.addErrors.length > 0 && form) {
      await this.updateComplete;
      return focusErrors(form);
    }
    this.told =
      added.length === 1 ? msg(str`${added[0] ?? ''} är bedömare.`) : msg(str`${added.length} bedömare är tillagda.`);
  }

  override render() {
    const { panel, view } = this;
    return html`<div class="no-print">
        <h1 tabindex="-1">${msg('Gemensam bedömning')}</h1>
        <p class="also"><a href="/sjalvskattning/${view.id}">${msg(str`Självskattning ${view.year}`)}</a></p>
        ${errorSummary(this.errors)}
        <p class="told" role="status" tabindex="-1">${this.told}</p>
        ${this.renderAbout()} ${panel === null || panel.ended ? this.renderStart(panel) : this.renderPanel(panel)}
      </div>
      ${panel && !panel.ended ? panelSlips(panel, view.organisation.name, view.year) : nothing}`;
  }

  private renderAbout() {
    return html`<p class="reading">
      ${msg('Låt flera bedöma samma kriterier, var för sig, till exempel en nämnd var. Ingen ser vad någon annan har valt förrän du stänger kriteriet. Sedan ser ni hur det skiljer sig, pratar om det på ett möte och sätter en gemensam nivå.')}
      ${msg('När ni låser självskattningen raderas vad var och en har valt. Hur många som valde varje nivå sparas, om minst tre har bedömt.')}
    </p>`;
  }

  private renderChoice(taken: ReadonlySet<string>) {
    return html`<mr-panel-criteria
      .parts=${shownParts(this.catalogue, this.view)}
      .taken=${taken}
      @criteria-chosen=${({ detail }: CriteriaChosen) =>
        this.do(
          () => api.openCriteria(this.view.id, detail),
          detail.length === 1 ? msg('1 kriterium är öppnat.') : msg(str`${detail.length} kriterier är öppnade.`),
        )}
    ></mr-panel-criteria>`;
  }

  private renderStart(ended: PanelView | null) {
    if (!this.draft)
      return html`<p class="ds-alert" data-color="info">
        ${msg('Självskattningen är låst, så inget mer bedöms gemensamt.')}
        ${ended ? html`<a href="/resultat/${this.view.id}">${msg('Spridningen står i resultatet')}</a>.` : nothing}
      </p>`;
    return html`${ended ? html`<p class="ds-alert" data-color="info">${msg('Den gemensamma bedömningen avslutades när ni låste. Öppnar du ett kriterium igen börjar bedömningen av det om.')}</p>` : nothing}
      <h2>${msg('Välj kriterier')}</h2>
      <p>${msg('Fem till tio är lagom för ett möte. Du kan lägga till fler sedan.')}</p>
      ${this.renderChoice(new Set())}`;
  }

  private renderPanel(panel: PanelView) {
    const open = panel.criteria.filter(({ closed }) => !closed);
    return html`<section class="panel">
        <h2>${msg('Mötet')}</h2>
        <p>
          ${msg('Visa ett kriterium i taget på en stor skärm, med det som skiljer sig mest först. Telefonerna följer med.')}
        </p>
        <p class="actions">
          <a class="ds-button" href="/sjalvskattning/${this.view.id}/gemensam/mote">${msg('Till mötet')}</a>
          ${open.length > 0 ? html`<mr-sure label=${msg('Stäng alla kriterier')} question=${msg('Då kan ingen bedöma mer, och spridningen visas.')} yes=${msg('Ja, stäng alla')} .work=${() => this.close(open.map(({ code }) => code))}></mr-sure>` : nothing}
        </p>
        <label class="check"
          ><input
            type="checkbox"
            .checked=${live(panel.closesItself)}
            @change=${(event: Event) =>
              this.do(
                () => api.changePanel(this.view.id, { closesItself: (event.target as HTMLInputElement).checked }),
                '',
              )}
          />
          ${msg('Stäng ett kriterium av sig självt när alla har sagt att de är klara')}</label
        >
      </section>
      ${this.renderCriteria(panel)} ${this.renderAssessors(panel)} ${this.renderLink(panel)}
      <section class="more">
        <h2>${msg('Mer')}</h2>
        <p>
          <mr-sure
            label=${msg('Ta bort hela den gemensamma bedömningen')}
            question=${msg('Allas bedömningar tas bort för gott.')}
            yes=${msg('Ja, ta bort')}
            .work=${() =>
              this.do(async () => {
                await api.removePanel(this.view.id);
                return null;
              }, msg('Den gemensamma bedömningen är borttagen.'))}
          ></mr-sure>
        </p>
      </section>`;
  }

  private close(codes: readonly string[]): Promise<void> {
    return this.do(
      () => api.closeCriteria(this.view.id, codes),
      codes.length === 1 ? msg(str`${codes[0] ?? ''} är stängt.`) : msg(str`${codes.length} kriterier är stängda.`),
    );
  }

  private renderCriteria(panel: PanelView) {
    const titles = new Map(everyCriterion(this.catalogue).map(({ code, title }) => [code, title]));
    return html`<section>
      <h2>${msg('Kriterier')}</h2>
      <ul class="plain panel-list">
        ${panel.criteria.map((row) => {
          const { code, closed, spread } = row;
          return html`<li>
            <div>
              <strong><span class="code">${code}</span> ${titles.get(code)}</strong>
              <p class="quiet small">
                ${closed ? (spread === null ? msg('Stängt. Färre än tre har bedömt, så ingen spridning visas.') : spreadSentence(spread)) : panelProgress(row, panel.assessors.length)}
              </p>
            </div>
            <p class="row-actions">
              ${closed ? html`<span class="ds-tag" data-size="sm">${msg('Stängt')}</span>` : html`<mr-sure label=${msg('Stäng')} said=${msg(str`Stäng ${code}`)} question=${msg('Då kan ingen bedöma mer.')} yes=${msg('Ja, stäng')} .work=${() => this.close([code])}></mr-sure>`}
              <mr-sure
                label=${msg('Ta bort')}
                said=${msg(str`Ta bort ${code}`)}
                question=${msg('Det som har bedömts försvinner.')}
                yes=${msg('Ja, ta bort')}
                .work=${() => this.do(() => api.removeCriterion(this.view.id, code), msg(str`${code} är borttaget.`))}
              ></mr-sure>
            </p>
          </li>`;
        })}
      </ul>
      <details class="ds-details">
        <summary>${msg('Lägg till fler kriterier')}</summary>
        <div>${this.renderChoice(new Set(panel.criteria.map(({ code }) => code)))}</div>
      </details>
    </section>`;
  }

  private renderAssessors(panel: PanelView) {
    if (panel.assessors.length === 0) this.adding = true;
    const { assessors, criteria } = panel;
    const named = new Set(assessors.map(({ userId }) => userId));
    return html`<section>
      <h2>${msg('Bedömare')}</h2>
      ${assessors.length === 0 ? html`<p>${msg('Lägg till dem som ska bedöma. Det behövs minst tre för att spridningen ska visas.')}</p>` : nothing}
      ${assessors.length > 0 && assessors.length < 3 ? html`<p class="ds-alert" data-color="info">${msg('Med färre än tre bedömare visas ingen spridning.')}</p>` : nothing}
      <ul class="plain panel-list">
        ${assessors.map(
          ({ id, name, code, entered, rated }) =>
            html`<li>
              <div>
                <strong>${name}</strong>
                <p class="quiet small">
                  ${code === null ? msg('Med konto.') : html`${msg('Kod')} <span class="code">${spacedCode(code)}</span>.`}
                  ${entered || rated > 0 ? msg(str`${rated} av ${criteria.length} bedömda.`) : msg('Inte inne ännu.')}
                </p>
              </div>
              <p class="row-actions">
                ${code === null ? nothing : html`<mr-sure label=${msg('Ny kod')} said=${msg(str`Ny kod åt ${name}`)} question=${msg('Den enhet som är inne måste skriva den nya koden.')} yes=${msg('Ja, byt')} .work=${() => this.do(() => api.renewCode(this.view.id, id), msg(str`${name} har en ny kod.`))}></mr-sure>`}
                <mr-sure
                  label=${msg('Ta bort')}
                  said=${msg(str`Ta bort ${name}`)}
                  question=${msg('Det som bedömaren har valt försvinner.')}
                  yes=${msg('Ja, ta bort')}
                  .work=${() => this.do(() => api.removeAssessor(this.view.id, id), msg(str`${name} är borttagen.`))}
                ></mr-sure>
              </p>
            </li>`,
        )}
      </ul>
      <details class="ds-details" ?open=${this.adding}>
        <summary>${msg('Lägg till bedömare')}</summary>
        <div>
          <mr-assessor-form
            .colleagues=${this.colleagues.filter(({ id }) => !named.has(id))}
            .errors=${this.addErrors}
            @add-assessors=${this.add}
          ></mr-assessor-form>
        </div>
      </details>
    </section>`;
  }

  private renderLink({ link, linkStopped, assessors }: PanelView) {
    if (link === null || assessors.every(({ code }) => code === null)) return nothing;
    return html`<section>
      <h2>${msg('Länken för dem utan konto')}</h2>
      ${linkStopped ? html`<p class="ds-alert" data-color="warning">${msg('För många fel koder har prövats, så länken är stoppad. Byt länk, och dela ut den nya.')}</p>` : nothing}
      <div class="join">
        ${qrCode(link)}
        <div>
          <p>
            ${msg('Alla har samma länk. Koden säger vem det är, så skicka den för sig. Vem som helst som har både länk och kod kan bedöma i den bedömarens namn.')}
          </p>
          <p class="typed slip-link">${link}</p>
          <p class="actions">
            <button
              class="ds-button"
              data-variant="secondary"
              data-size="sm"
              @click=${(event: Event) => {
                const button = event.currentTarget as HTMLButtonElement;
                void navigator.clipboard.writeText(link).then(() => {
                  button.textContent = msg('Kopierad');
                });
              }}
            >
              ${msg('Kopiera länken')}
            </button>
            <button
              class="ds-button"
              data-variant="secondary"
              data-size="sm"
              @click=${() => {
                print();
              }}
            >
              ${msg('Skriv ut lappar med koderna')}
            </button>
            <mr-sure
              label=${msg('Byt länk')}
              question=${msg('De som är inne är kvar. De andra behöver den nya länken.')}
              yes=${msg('Ja, byt')}
              .work=${() => this.do(() => api.renewLink(this.view.id), msg('Länken är bytt.'))}
            ></mr-sure>
          </p>
        </div>
      </div>
    </section>`;
  }
}
