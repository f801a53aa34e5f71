import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { everyCriterion } from '../../criteria/model.ts';
import { dayOf } from '../../criteria/day.ts';
import type { Action, ActionBody } from '../../server/actions/contract.ts';
import { catalogue, versions } from '../api/assessments.ts';
import { ApiError } from '../api/http.ts';
import { actions, addAction, changeAction, removeAction } from '../api/network.ts';
import { signedIn, type SignedIn } from '../api/session.ts';
import { fromAddress } from '../components/address-state.ts';
import { errorFor, errorsOf, errorSummary, field, focusErrors, textField, type Errors } from '../components/form.ts';
import { formatDate } from '../i18n/format.ts';
import { actionBodyOf, EMPTY_ACTION } from '../components/action-body.ts';
import { movementSentence } from '../components/action-movement.ts';
import { ACTION_STATES, actionState } from '../components/action-state.ts';
import { cancelButton } from '../components/unsent-form.ts';
import { fileLinks } from '../components/file-links.ts';
import { Page } from '../page.ts';
import '../styles/network.css';

const LABELS = (): Record<string, string> => ({
  title: msg('Åtgärden'),
  description: msg('Beskrivningen'),
  responsible: msg('Ansvarig funktion'),
  due: msg('Slutdatumet'),
  criterion: msg('Kriteriet'),
  effect: msg('Effekten'),
  targetLevel: msg('Målnivån'),
});

/** What the organisation has decided to do: a list to add to, change and tick off. */
@customElement('mr-actions')
export class ActionsPage extends Page {
  @state() private rows: readonly Action[] = [];
  /** The action that is open in the form: an id, `new`, or none. */
  @state() private open: string | null = null;
  @state() private draft: ActionBody = EMPTY_ACTION;
  @state() private errors: Errors = [];
  @state() private told = '';
  @state() private removed: Action | null = null;
  private revision = 0;
  private user!: SignedIn;
  private titles: ReadonlyMap<string, string> = new Map();

  override async load(): Promise<void> {
    this.user = await signedIn();
    this.rows = await actions(this.code);
    const latest = (await versions()).find((row) => row.latest);
    const { criteria } = latest ? await catalogue(latest.version) : { criteria: [] };
    this.titles = new Map(criteria.map(({ code, title }) => [code, title]));
    const wanted = fromAddress('kriterium');
    if (wanted && this.titles.has(wanted) && this.mayWrite) {
      this.open = 'new';
      this.draft = { ...EMPTY_ACTION, criterion: wanted, ...(await this.nextLevel(wanted)) };
    }
  }

  /** The level to reach, from the page that led here: its text is where the action begins. */
  private async nextLevel(code: string): Promise<Partial<ActionBody>> {
    const level = Number(fromAddress('niva') ?? Number.NaN);
    const version = (await versions()).find((row) => row.version === fromAddress('version'));
    if (!version) return {};
    const criterion = everyCriterion(await catalogue(version.version)).find((row) => row.code === code);
    const text = criterion?.levels[level];
    return criterion && text
      ? { title: msg(str`Nå nivå ${level}: ${criterion.title}`), description: text, targetLevel: level }
      : {};
  }

  private get code(): string {
    return this.user.organisation?.code ?? '';
  }

  private get mayWrite(): boolean {
    return this.user.role === 'coordinator';
  }

  private async edit(row: Action | null): Promise<void> {
    this.draft = row ? actionBodyOf(row) : EMPTY_ACTION;
    this.revision = row?.revision ?? 0;
    this.open = row?.id ?? 'new';
    this.errors = [];
    await this.updateComplete;
    this.querySelector<HTMLElement>('#title')?.focus();
  }

  private readonly input = (event: Event) => {
    const { id, name, value } = event.target as HTMLInputElement;
    const field = name || id;
    const given = value === '' && ['due', 'criterion', 'targetLevel'].includes(field) ? null : value;
    this.draft = { ...this.draft, [field]: field === 'targetLevel' && given !== null ? Number(given) : given };
    if (this.draft.criterion === null) this.draft = { ...this.draft, targetLevel: null };
  };

  private async save(event: Event): Promise<void> {
    event.preventDefault();
    try {
      const saved =
        this.open === 'new'
          ? await addAction(this.code, this.draft)
          : await changeAction(this.code, this.open ?? '', this.revision, this.draft);
      this.errors = [];
      this.open = null;
      await this.tell(msg(str`Åtgärden ”${saved.title}” är sparad.`));
    } catch (error) {
      if (error instanceof ApiError && error.status === 412) {
        // What was typed stays in the form; the next save goes over the other version, which is told.
        const other = error.current as Action;
        this.revision = other.revision;
        this.rows = await actions(this.code);
        this.errors = [
          {
            field: '',
            message: msg(
              str`Någon annan har ändrat åtgärden under tiden, till ”${other.title}” (${actionState(other.state).toLocaleLowerCase('sv')}). Det du skrev är kvar. Spara igen för att skriva över.`,
            ),
          },
        ];
      } else this.errors = errorsOf(error);
      await focusErrors(this);
    }
  }

  private async tell(message: string): Promise<void> {
    this.rows = await actions(this.code);
    this.told = message;
    await this.toHeading();
  }

  private async mark(row: Action, now: Action['state']): Promise<void> {
    const { title } = row;
    try {
      await changeAction(this.code, row.id, row.revision, { ...actionBodyOf(row), state: now });
      this.rows = await actions(this.code);
      this.told = msg(str`”${title}” har fått läget ”${actionState(now)}”.`);
    } catch (error) {
      this.errors = errorsOf(error);
      this.rows = await actions(this.code);
    }
  }

  private async takeAway(row: Action): Promise<void> {
    await removeAction(this.code, row.id);
    this.removed = row;
    this.open = null;
    await this.tell(msg(str`”${row.title}” är borttagen.`));
  }

  private async restore(): Promise<void> {
    if (!this.removed) return;
    const { title } = this.removed;
    const { id } = this.removed;
    const body = actionBodyOf(this.removed);
    this.removed = null;
    // Under its own id, which a follow-up system may keep; as one that is not stored.
    await changeAction(this.code, id, 0, body);
    await this.tell(msg(str`”${title}” är tillbaka.`));
  }

  override render() {
    const done = this.rows.filter(({ state: is }) => is === 'done');
    const open = this.rows.filter(({ state: is }) => is !== 'done');
    return html`<div class="reading">
      ${errorSummary(this.errors, LABELS())}
      <h1 tabindex="-1">${msg('Åtgärder')}</h1>
      <p class="also no-print"><a href="/mal">${msg('Mål för mandatperioden')}</a></p>
      <p class="told" role="status">${this.told}</p>
      ${this.removed ? html`<p class="no-print"><button class="link-button" @click=${() => this.restore()}>${msg('Ångra borttagningen')}</button></p>` : nothing}
      ${this.mayWrite && this.open === null ? html`<p class="no-print"><button class="ds-button" @click=${() => this.edit(null)}>${msg('Lägg till åtgärd')}</button></p>` : nothing}
      ${this.rows.length > 0 ? fileLinks(`/api/v1/organisations/${this.code}/actions.xlsx`, `/api/v1/organisations/${this.code}/actions.csv`) : nothing}
      ${this.mayWrite && this.rows.length > 0 ? html`<p class="quiet no-print">${msg('Följer ni upp i ett annat system?')} <a href="/atgarder/las-in">${msg('Läs in läget därifrån')}</a></p>` : nothing}
      ${this.open === 'new' ? this.renderForm(null) : nothing}
      ${this.rows.length === 0 ? html`<p>${msg('Inga åtgärder ännu. Här samlar ni det som ska göras, med ansvarig funktion och slutdatum. Från Jämför kan ni göra ett kriterium till en åtgärd.')}</p>` : nothing}
      ${
        open.length > 0
          ? html`<h2>${msg('Att göra')}</h2>
              <ul class="plain action-list">
                ${open.map((row) => this.renderRow(row))}
              </ul>`
          : nothing
      }
      ${
        done.length > 0
          ? html`<h2>${msg('Klara')}</h2>
              <ul class="plain action-list">
                ${done.map((row) => this.renderRow(row))}
              </ul>`
          : nothing
      }
    </div>`;
  }

  private renderRow(row: Action) {
    if (this.open === row.id) return html`<li>${this.renderForm(row)}</li>`;
    const late = row.state !== 'done' && row.due !== null && row.due < dayOf(new Date());
    return html`<li class="panel">
      <h3>
        ${row.title}
        <span
          class="ds-tag"
          data-size="sm"
          data-color=${row.state === 'done' ? 'success' : row.state === 'ongoing' ? 'info' : 'neutral'}
          >${actionState(row.state)}</span
        >${late ? html` <span class="ds-tag" data-size="sm" data-color="warning">${msg('Försenad')}</span>` : nothing}
      </h3>
      ${
        row.criterion
          ? html`<p>
              <a href="/jamfor/${row.criterion}"
                ><span class="code">${row.criterion}</span> ${this.titles.get(row.criterion) ?? ''}</a
              >
            </p>`
          : nothing
      }
      ${row.description ? html`<p class="typed">${row.description}</p>` : nothing}
      ${row.effect ? html`<p class="typed"><strong>${msg('Förväntad effekt:')}</strong> ${row.effect}</p>` : nothing}
      ${movementSentence(row) ? html`<p>${movementSentence(row)}</p>` : nothing}
      <p class="quiet">
        ${[row.responsible ? msg(str`Ansvarig: ${row.responsible}`) : '', row.due ? msg(str`Klart senast ${formatDate(row.due)}`) : ''].filter(Boolean).join(' · ')}
      </p>
      ${this.mayWrite ? this.renderButtons(row) : nothing}
    </li>`;
  }

  private renderButtons(row: Action) {
    const next: Record<Action['state'], readonly [Action['state'], string]> = {
      planned: ['ongoing', msg('Påbörja')],
      ongoing: ['done', msg('Markera som klar')],
      done: ['ongoing', msg('Öppna igen')],
    };
    const [to, label] = next[row.state];
    return html`<p class="actions no-print">
      <button
        class="ds-button"
        data-size="sm"
        data-variant="secondary"
        @click=${() => this.mark(row, to)}
        aria-label="${label}: ${row.title}"
      >
        ${label}
      </button>
      <button class="link-button" @click=${() => this.edit(row)} aria-label=${msg(str`Ändra: ${row.title}`)}>
        ${msg('Ändra')}
      </button>
      <button class="link-button" @click=${() => this.takeAway(row)} aria-label=${msg(str`Ta bort: ${row.title}`)}>
        ${msg('Ta bort')}
      </button>
    </p>`;
  }

  private renderForm(row: Action | null) {
    const { draft, errors } = this;
    const fault = (name: string) => errorFor(errors, name);
    return html`<form class="form panel" novalidate @submit=${(event: Event) => this.save(event)} @input=${this.input}>
      <h2>${row ? msg('Ändra åtgärd') : msg('Ny åtgärd')}</h2>
      ${field({ label: msg('Vad ska göras?'), name: 'title', error: fault('title'), control: html`<input class="ds-input" id="title" autocomplete="off" .value=${draft.title} aria-invalid=${fault('title') ? 'true' : nothing} />` })}
      ${field({
        label: msg('Kriterium'),
        name: 'criterion',
        error: fault('criterion'),
        control: html`<select class="ds-input" id="criterion">
          <option value="" ?selected=${draft.criterion === null}>${msg('Inget särskilt')}</option>
          ${[...this.titles].map(([code, title]) => html`<option value=${code} ?selected=${draft.criterion === code}>${code} ${title}</option>`)}
        </select>`,
      })}
      ${textField({
        label: msg('Beskrivning'),
        name: 'description',
        help: msg('Det du skriver kan bli allmän handling. Skriv inga personuppgifter.'),
        error: fault('description'),
        rows: 3,
        value: draft.description,
      })}
      ${textField({
        label: msg('Förväntad effekt'),
        name: 'effect',
        help: msg('Vad ska bli bättre, och för vem?'),
        error: fault('effect'),
        rows: 2,
        value: draft.effect,
      })}
      ${draft.criterion === null ? nothing : this.renderTarget(draft, fault('targetLevel'))}
      ${field({ label: msg('Ansvarig funktion'), name: 'responsible', help: msg('En förvaltning, enhet eller roll, inte en persons namn.'), error: fault('responsible'), control: html`<input class="ds-input" id="responsible" autocomplete="off" aria-describedby="responsible-help" .value=${draft.responsible} />` })}
      ${field({ label: msg('Slutdatum'), name: 'due', error: fault('due'), control: html`<input class="ds-input short" type="date" id="due" .value=${draft.due ?? ''} />` })}
      <fieldset class="options">
        <legend>${msg('Läge')}</legend>
        ${ACTION_STATES.map((each) => html`<label><input type="radio" name="state" value=${each} .checked=${draft.state === each} /> <span>${actionState(each)}</span></label>`)}
      </fieldset>
      <p class="actions">
        <button class="ds-button">${msg('Spara')}</button> ${cancelButton(() => {
          this.open = null;
          this.errors = [];
        })}
      </p>
    </form>`;
  }

  /** The level to reach; next year the page tells whether it was. */
  private renderTarget({ targetLevel }: ActionBody, error: string | undefined) {
    return field({
      label: msg('Målnivå'),
      name: 'targetLevel',
      help: msg('Nästa år visas om nivån har flyttats.'),
      error,
      control: html`<select class="ds-input short" id="targetLevel" aria-describedby="targetLevel-help">
        <option value="" ?selected=${targetLevel === null}>${msg('Ingen')}</option>
        ${[1, 2, 3, 4].map((level) => html`<option value=${level} ?selected=${targetLevel === level}>${msg(str`Nivå ${level}`)}</option>`)}
      </select>`,
    });
  }
}
