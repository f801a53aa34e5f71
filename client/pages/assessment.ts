import { paragraphSign } from '../../criteria/paragraph.ts';
import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Catalogue, Criterion } from '../../criteria/model.ts';
import type { OrganisationUsers } from '../../server/accounts/contract.ts';
import type { AnswerView, AssessmentView } from '../../server/assessments/contract.ts';
import { users } from '../api/accounts.ts';
import { assessment, catalogue, change, correct, handOut, remove } from '../api/assessments.ts';
import { ApiError } from '../api/http.ts';
import { signedIn, type SignedIn } from '../api/session.ts';
import { isAnswered } from '../../criteria/score.ts';
import { lacksEvidence, progressOver, shownCriteria, stateTag } from '../components/answer-state.ts';
import { errorFor, errorsOf, errorSummary, field, focusErrors, type Errors } from '../components/form.ts';
import { progressBar } from '../components/progress-bar.ts';
import { formatDate } from '../i18n/format.ts';
import { draftsOf, type Draft } from '../offline/drafts.ts';
import { Page } from '../page.ts';
import { go } from '../router.ts';

type Filter = 'all' | 'open' | 'mine' | 'bare' | 'confirm';

const FILTERS: Record<Filter, () => string> = {
  all: () => msg('Alla'),
  open: () => msg('Obesvarade'),
  mine: () => msg('Mina'),
  bare: () => msg('Utan underlag'),
  confirm: () => msg('Att bekräfta'),
};

/** All criteria of the assessment, with progress, filters and handing out. */
@customElement('mr-assessment')
export class AssessmentPage extends Page {
  @state() private filter: Filter = 'all';
  @state() private selected: ReadonlySet<string> = new Set();
  @state() private errors: Errors = [];
  @state() private told = '';
  @state() private view!: AssessmentView;
  private user!: SignedIn;
  private catalogue!: Catalogue;
  /** What this person has written here that has not been sent. */
  private unsent: readonly Draft[] = [];
  private colleagues: OrganisationUsers['users'] = [];
  private handing = { userId: '', message: '', due: '' };

  override async load(): Promise<void> {
    this.user = await signedIn();
    const wanted = new URLSearchParams(location.search).get('visa');
    if (wanted !== null && wanted in FILTERS) this.filter = wanted as Filter;
    this.view = await assessment(this.params.id ?? '', { fresh: true });
    this.catalogue = await catalogue(this.view.catalogue);
    this.heading = msg(str`Självskattning ${this.view.year}`);
    this.unsent = (await draftsOf(this.user.id)).filter(({ within }) => within === this.view.id);
    if (this.coordinator)
      this.colleagues = (await users(this.view.organisation.code)).users.filter(
        ({ role, disabled }) => !disabled && role !== 'decision_maker',
      );
  }

  private get coordinator(): boolean {
    return this.user.role === 'coordinator';
  }

  private passes(filter: Filter, code: string, answer: AnswerView | undefined): boolean {
    switch (filter) {
      case 'all':
        return true;
      case 'open':
        return !isAnswered(answer);
      case 'mine': {
        const handed = this.view.handouts.filter((row) => row.code === code);
        return handed.some(({ userId }) => userId === this.user.id) || (this.coordinator && handed.length === 0);
      }
      case 'bare':
        return lacksEvidence(answer);
      case 'confirm':
        return answer?.toConfirm ?? false;
    }
  }

  private toggle(code: string): void {
    const next = new Set(this.selected);
    if (!next.delete(code)) next.add(code);
    this.selected = next;
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const { userId, message, due } = this.handing;
    if (userId === '') {
      this.errors = [{ field: 'userId', message: msg('Välj vem som ska svara.') }];
      return focusErrors(this);
    }
    try {
      await handOut(this.view.id, { userId, codes: [...this.selected], message, due: due || null });
      this.told =
        this.selected.size === 1
          ? msg('Kriteriet är utdelat.')
          : msg(str`${this.selected.size} kriterier är utdelade.`);
      this.selected = new Set();
      this.errors = [];
      this.view = await assessment(this.view.id, { fresh: true });
      await this.updateComplete;
      this.querySelector<HTMLElement>('.told')?.focus();
    } catch (error) {
      this.errors = errorsOf(error);
      await focusErrors(this);
    }
  }

  private async do(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.told = error.message;
    }
  }

  override render() {
    const { view } = this;
    const answers = new Map(view.answers.map((answer) => [answer.code, answer]));
    const criteria = shownCriteria(this.catalogue, view);
    const passing = (filter: Filter) => criteria.filter(({ code }) => this.passes(filter, code, answers.get(code)));
    const shown = passing(this.filter);
    return html`<h1 tabindex="-1">${msg(str`Självskattning ${view.year}`)}${view.revision > 1 ? html` <span class="quiet">${msg(str`rättelse ${view.revision - 1}`)}</span>` : nothing}</h1>
      ${this.renderState()} ${progressBar(progressOver(criteria, answers))}
      ${view.onlyCodes === null ? html`<p class="also"><a href="/sjalvskattning/${view.id}/nyckeltal">${msg('Nyckeltal')}</a> <a href="/sjalvskattning/${view.id}/forutsattningar">${msg('Förutsättningar och stöd')}</a> <a href="/sjalvskattning/${view.id}/beslut">${msg('Beslut')}</a></p>` : nothing}
      <div class="filters" role="group" aria-label=${msg('Visa')}>${(Object.keys(FILTERS) as Filter[]).map(
        (filter) =>
          html`<button class="filter" aria-pressed=${this.filter === filter ? 'true' : 'false'} @click=${() => {
            this.filter = filter;
          }}>${FILTERS[filter]()} (${passing(filter).length})</button>`,
      )}</div>
      <p class="told" role="status" tabindex="-1">${this.told}</p>
      ${shown.length === 0 ? html`<p>${this.filter === 'all' ? msg('Inga kriterier.') : msg('Inget kriterium passar in på det valet.')}</p>` : nothing}
      ${this.catalogue.areas.map((area) => {
        const rows = shown.filter((criterion) => criterion.area === area.code);
        return rows.length === 0
          ? nothing
          : html`<section><h2>${area.name}</h2><ul class="plain task-list">${rows.map((criterion) => this.renderRow(criterion, answers.get(criterion.code)))}</ul></section>`;
      })}
      ${
        this.selected.size > 0
          ? html`<div class="selected-bar"><p>${msg(str`${this.selected.size} valda`)}</p><button class="ds-button" data-size="sm" @click=${() => {
              this.querySelector<HTMLElement>('#userId')?.focus();
            }}>${msg('Dela ut de valda')}</button></div>`
          : nothing
      }
      ${this.coordinator && view.state === 'draft' ? this.renderHandOut(shown) : nothing}
      ${this.renderMore(answers)}`;
  }

  private renderState() {
    const { view } = this;
    if (view.state === 'ready')
      return html`<p class="ds-alert" data-color="info">${msg('Självskattningen är låst i väntan på beslut.')} <a href="/sjalvskattning/${view.id}/beslut">${msg('Till beslutet')}</a></p>`;
    if (view.state === 'adopted')
      return html`<p class="ds-alert" data-color="success">${msg(str`Fastställd av ${view.decision?.body ?? ''} ${formatDate(view.decision?.date ?? view.updatedAt)}, ${paragraphSign(view.decision?.paragraph ?? '')}.`)} <a href="/resultat/${view.id}">${msg('Se resultatet')}</a></p>`;
    return html`<p class="quiet">${msg('Utkast.')} ${msg(str`Kriterier version ${view.catalogue}.`)} ${view.track === 'starter' ? msg(str`Startspåret, ${shownCriteria(this.catalogue, view).length} kriterier.`) : nothing}</p>`;
  }

  private renderRow(criterion: Criterion, answer: AnswerView | undefined) {
    const { code, title } = criterion;
    const handed = this.view.handouts.filter((row) => row.code === code);
    const notes = this.view.comments[code] ?? 0;
    const selectable = this.coordinator && this.view.state === 'draft';
    return html`<li>${
      selectable
        ? html`<input type="checkbox" aria-label=${msg(str`Välj ${code} för att dela ut`)} .checked=${this.selected.has(code)} @change=${() => {
            this.toggle(code);
          }} />`
        : nothing
    }
      <span class="task-name"><a href="/sjalvskattning/${this.view.id}/${code}"><span class="code">${code}</span> ${title}</a>
        ${handed.length > 0 ? html`<span class="quiet small">${msg(str`Utdelat till ${handed.map(({ name }) => name).join(', ')}`)}${handed[0]?.due ? msg(str`, senast ${formatDate(handed[0].due)}`) : nothing}</span>` : nothing}</span>
      <span class="task-state">${this.unsent.some((draft) => draft.code === code) ? html`<span class="ds-tag" data-color="danger" data-size="sm">${msg('Inte skickat')}</span>` : nothing} ${stateTag(answer)} ${lacksEvidence(answer) ? html`<span class="ds-tag" data-color="warning" data-size="sm">${msg('Utan underlag')}</span>` : nothing}
        ${notes > 0 ? html`<span class="quiet small">${notes === 1 ? msg('1 kommentar') : msg(str`${notes} kommentarer`)}</span>` : nothing}</span></li>`;
  }

  private renderHandOut(shown: readonly Criterion[]) {
    const n = this.selected.size;
    const value = (event: Event) => (event.target as HTMLInputElement).value;
    return html`<section class="panel"><h2>${msg('Dela ut')}</h2>
      ${
        n === 0
          ? html`<p>${msg('Bocka för de kriterier som en kollega ska svara på. Kollegan ser bara dem.')} <button class="link-button" @click=${() => {
              this.selected = new Set(shown.map(({ code }) => code));
            }}>${msg(str`Välj alla ${shown.length} som visas`)}</button></p>`
          : html`<form class="form" novalidate @submit=${this.submit}>${errorSummary(this.errors, { userId: msg('Vem') })}
          <p>${msg(str`${n} valda: ${[...this.selected].join(', ')}`)} <button type="button" class="link-button" @click=${() => {
            this.selected = new Set();
          }}>${msg('Avmarkera alla')}</button></p>
          ${field({
            label: msg('Vem ska svara?'),
            name: 'userId',
            error: errorFor(this.errors, 'userId'),
            control: html`<select class="ds-input" id="userId" @change=${(event: Event) => {
              this.handing.userId = value(event);
            }}><option value="">${msg('Välj kollega')}</option>${this.colleagues.map(({ id, name }) => html`<option value=${id} ?selected=${id === this.handing.userId}>${name}</option>`)}</select>`,
          })}
          <p class="help">${msg('Saknas kollegan?')} <a href="/delta">${msg('Bjud in')}</a></p>
          ${field({
            label: msg('Meddelande (frivilligt)'),
            name: 'message',
            help: msg('Det du skriver kan bli allmän handling. Skriv inga personuppgifter.'),
            error: errorFor(this.errors, 'message'),
            control: html`<textarea class="ds-input" id="message" rows="2" aria-describedby="message-help" @input=${(
              event: Event,
            ) => {
              this.handing.message = value(event);
            }}></textarea>`,
          })}
          ${field({
            label: msg('Svara senast (frivilligt)'),
            name: 'due',
            error: errorFor(this.errors, 'due'),
            control: html`<input class="ds-input short" type="date" id="due" @change=${(event: Event) => {
              this.handing.due = value(event);
            }} />`,
          })}
          <button class="ds-button">${msg('Dela ut')}</button></form>`
      }</section>`;
  }

  private renderMore(answers: ReadonlyMap<string, AnswerView>) {
    const { view } = this;
    if (!this.coordinator) return nothing;
    const untouched =
      view.state === 'draft' &&
      view.corrects === null &&
      [...answers.values()].every(({ updatedBy }) => updatedBy === null) &&
      view.items.length === 0;
    const reload = async () => {
      this.view = await assessment(view.id, { fresh: true });
    };
    return html`<section class="more"><h2>${msg('Mer')}</h2><ul>
      ${
        view.state === 'draft' && view.track === 'starter'
          ? html`<li><button class="link-button" @click=${() =>
              this.do(async () => {
                await change(view.id, { track: 'full' });
                await reload();
              })}>${msg('Gå vidare till alla kriterier')}</button>. ${msg('Svaren ni har följer med.')}</li>`
          : nothing
      }
      ${
        view.state === 'draft'
          ? html`<li><label class="check"><input type="checkbox" .checked=${view.showStatus} @change=${() =>
              this.do(async () => {
                await change(view.id, { showStatus: !view.showStatus });
                await reload();
              })} /> ${msg('Visa vår status för den som samordnar nätverket. Utan bocken syns bara att ni har börjat, eller att ni inte har det.')}</label></li>`
          : nothing
      }
      ${
        view.state === 'adopted'
          ? html`<li><button class="link-button" @click=${() =>
              this.do(async () => {
                const { id } = await correct(view.id);
                go(`/sjalvskattning/${id}`);
              })}>${msg('Rätta självskattningen')}</button>. ${msg('Den fastställda finns kvar; rättelsen blir en ny som också behöver beslutas.')}</li>`
          : nothing
      }
      ${
        untouched
          ? html`<li><button class="link-button" @click=${() =>
              this.do(async () => {
                await remove(view.id);
                go('/oversikt');
              })}>${msg('Ta bort självskattningen')}</button>. ${msg('Går bara innan någon har svarat.')}</li>`
          : nothing
      }</ul></section>`;
  }
}
