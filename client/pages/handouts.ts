import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Catalogue, Criterion } from '../../criteria/model.ts';
import type { AssessmentView } from '../../server/assessments/contract.ts';
import { users } from '../api/accounts.ts';
import { acceptHandouts, assessment, catalogue, handOut, seenOf } from '../api/assessments.ts';
import { session, signedIn, type SignedIn } from '../api/session.ts';
import { fromAddress, toAddress } from '../components/address-state.ts';
import { shownParts, type Part } from '../components/answer-state.ts';
import { errorsOf, errorSummary, focusErrors, type Errors } from '../components/form.ts';
import { handoutColleagues } from '../components/handout-colleagues.ts';
import { handoutFields, type HandoutNote } from '../components/handout-fields.ts';
import { handoutLetter } from '../components/handout-letter.ts';
import { handoutTable, keyOf, type Cell, type Column } from '../components/handout-table.ts';
import { select } from '../components/select.ts';
import { formatList } from '../i18n/format.ts';
import { Live } from '../live.ts';
import { Page } from '../page.ts';
import '../styles/choices.css';
import '../styles/handouts.css';

type Filter = 'all' | 'read' | 'waits' | 'free';

const FILTERS: Readonly<Record<Filter, () => string>> = {
  all: () => msg('Alla kriterier'),
  read: () => msg('Att läsa'),
  waits: () => msg('Väntar på en kollega'),
  free: () => msg('Inte utdelade'),
};

interface Colleague extends Column {
  readonly email: string;
}

/** Who has which criterion and how far it has come; for the coordinator also to hand out, read and accept. */
@customElement('mr-handouts')
export class HandoutsPage extends Page {
  @state() private view!: AssessmentView;
  @state() private filter: Filter = 'all';
  /** The colleague whose column alone is shown; empty for all. */
  @state() private holder = '';
  @state() private chosen: ReadonlyMap<string, Cell> = new Map();
  @state() private told = '';
  @state() private errors: Errors = [];
  /** To those who have just been handed something, where the service sends no mail. */
  private letters: readonly { readonly name: string; readonly href: string }[] = [];
  private user!: SignedIn;
  private catalogue!: Catalogue;
  /** To whom something can be handed out. */
  private colleagues: readonly Colleague[] = [];
  private note: HandoutNote = { message: '', due: '' };

  constructor() {
    super();
    new Live(
      this,
      () => seenOf(this.view),
      async () => {
        this.view = await assessment(this.view.id, { fresh: true });
      },
    );
  }

  override async load(): Promise<void> {
    this.user = await signedIn();
    this.view = await assessment(this.params.id ?? '', { fresh: true });
    this.catalogue = await catalogue(this.view.catalogue);
    this.holder = fromAddress('hos') ?? '';
    if (this.user.role === 'coordinator')
      this.colleagues = (await users(this.view.organisation.code)).users.filter(
        ({ role, disabled }) => !disabled && role !== 'decision_maker',
      );
    if (!this.columns.some(({ id }) => id === this.holder)) this.holder = '';
  }

  /** Whether something may be handed out and accepted. */
  private get open(): boolean {
    return this.user.role === 'coordinator' && this.view.state === 'draft';
  }

  /** Whether something is chosen that may be handed out. */
  private get handsOut(): boolean {
    return this.open && this.chosen.size > 0;
  }

  /** Those who have something first, then everybody who could have. */
  private get columns(): readonly Column[] {
    const holders = this.view.handouts.map(({ userId, name }) => ({ id: userId, name }));
    return [...new Map([...holders, ...(this.open ? this.colleagues : [])].map((each) => [each.id, each])).values()];
  }

  private passes(filter: Filter, { code }: Criterion): boolean {
    const rows = this.view.handouts.filter(
      (row) => row.code === code && (this.holder === '' || row.userId === this.holder),
    );
    switch (filter) {
      case 'all':
        return true;
      case 'read':
        return rows.some(({ waitsFor }) => waitsFor === 'coordinator');
      case 'waits':
        return rows.some(({ waitsFor }) => waitsFor === 'colleague');
      case 'free':
        return rows.length === 0;
    }
  }

  private choose(cells: readonly Cell[], on: boolean): void {
    const next = new Map(this.chosen);
    for (const cell of cells) {
      if (on) next.set(keyOf(cell), cell);
      else next.delete(keyOf(cell));
    }
    this.chosen = next;
  }

  private async refresh(told: string): Promise<void> {
    this.view = await assessment(this.view.id, { fresh: true });
    this.errors = [];
    this.told = told;
    await this.updateComplete;
    this.querySelector<HTMLElement>('.told')?.focus();
  }

  /** As they stand here: one that has been changed since is refused. */
  private async accept(userId: string, name: string, codes: readonly string[]): Promise<void> {
    const revisions = new Map(this.view.answers.map(({ code, revision }) => [code, revision]));
    try {
      await acceptHandouts(
        this.view.id,
        userId,
        codes.map((code) => ({ code, revision: revisions.get(code) ?? 0 })),
      );
    } catch (error) {
      this.errors = errorsOf(error);
      return focusErrors(this);
    }
    const n = codes.length;
    await this.refresh(
      n === 1 ? msg(str`Svaret från ${name} är godtaget.`) : msg(str`${n} svar från ${name} är godtagna.`),
    );
  }

  /** One colleague at a time. What could not be handed out stays ticked, with the reason. */
  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const { message, due } = this.note;
    const { mail } = await session();
    const letters: { name: string; href: string }[] = [];
    const done: string[] = [];
    let n = 0;
    let told = 0;
    for (const [userId, cells] of Map.groupBy(this.chosen.values(), (cell) => cell.userId)) {
      const codes = cells.map(({ code }) => code);
      const to = this.colleagues.find(({ id }) => id === userId);
      if (!to) continue;
      try {
        await handOut(this.view.id, { userId, codes, message, due: due || null });
      } catch (error) {
        this.errors = this.named(errorsOf(error), to.name, done);
        await this.updateComplete;
        return focusErrors(this);
      }
      this.choose(cells, false);
      done.push(to.name);
      n += codes.length;
      if (userId !== this.user.id) told += 1;
      if (!mail && userId !== this.user.id)
        letters.push({ name: to.name, href: handoutLetter(this.catalogue, { to, codes, due, year: this.view.year }) });
    }
    this.letters = letters;
    this.note = { message: '', due: '' };
    const names = formatList(done);
    const said =
      n === 1 ? msg(str`Kriteriet är utdelat till ${names}.`) : msg(str`${n} kriterier är utdelade till ${names}.`);
    const mails = told === 1 ? msg('Ett mejl är på väg.') : msg('De får varsitt mejl.');
    await this.refresh(mail && told > 0 ? `${said} ${mails}` : said);
  }

  /** A field's error is about the form; anything else is about the colleague it stopped at. */
  private named(errors: Errors, name: string, done: readonly string[]): Errors {
    const before = done.length > 0 ? ` ${msg(str`Utdelat till ${formatList(done)}.`)}` : '';
    return errors.map(({ field, message }) =>
      field === 'due' || field === 'message'
        ? { field, message }
        : { field: '', message: `${name}: ${message}${before}` },
    );
  }

  override render() {
    const { view, columns } = this;
    const parts = shownParts(this.catalogue, view);
    return html`<h1 tabindex="-1">${msg('Utdelade kriterier')}</h1>
      <p class="also no-print">
        <a href="/sjalvskattning/${view.id}">${msg(str`Självskattning ${view.year}`)}</a>
      </p>
      ${view.state === 'draft' ? nothing : html`<p class="ds-alert" data-color="info">${msg('Självskattningen är låst, så inget mer delas ut eller godtas.')}</p>`}
      ${this.handsOut ? nothing : errorSummary(this.errors)}
      <p class="told" role="status" tabindex="-1">${this.told}</p>
      ${this.renderLetters()}
      ${
        columns.length === 0
          ? html`<p>${msg('Inget är utdelat.')}</p>`
          : html`${handoutColleagues(view.handouts, { mayAccept: (userId) => this.open && userId !== this.user.id, accept: (...done) => this.accept(...done) })}
            ${this.renderChoices(parts)} ${this.renderTable(parts)} ${this.handsOut ? this.renderForm() : nothing}`
      }`;
  }

  private renderLetters() {
    return this.letters.length === 0
      ? nothing
      : html`<ul class="plain">
          ${this.letters.map(({ name, href }) => html`<li><a class="ds-button" data-variant="secondary" data-size="sm" href=${href}>${msg(str`Berätta det för ${name} i ditt mejlprogram`)}</a></li>`)}
        </ul>`;
  }

  private renderChoices(parts: readonly Part[]) {
    const all = parts.flatMap(({ criteria }) => criteria);
    return html`<div class="filters" role="group" aria-label=${msg('Visa')}>
        ${(Object.keys(FILTERS) as Filter[]).map(
          (filter) =>
            html`<button
              class="filter"
              aria-pressed=${this.filter === filter ? 'true' : 'false'}
              @click=${() => {
                this.filter = filter;
              }}
            >
              ${FILTERS[filter]()} (${all.filter((each) => this.passes(filter, each)).length})
            </button>`,
        )}
      </div>
      ${
        this.columns.length > 1
          ? html`<div class="choices no-print">
              ${select(
                'holder',
                msg('Kollega'),
                [
                  { value: '', label: msg('Alla') },
                  ...this.columns.map(({ id, name }) => ({ value: id, label: name })),
                ],
                this.holder,
                (value) => {
                  this.holder = value;
                  toAddress(value === '' ? {} : { hos: value });
                },
              )}
            </div>`
          : nothing
      }`;
  }

  private renderTable(parts: readonly Part[]) {
    const shown = parts
      .map((part) => ({ ...part, criteria: part.criteria.filter((each) => this.passes(this.filter, each)) }))
      .filter(({ criteria }) => criteria.length > 0);
    if (shown.length === 0) return html`<p>${msg('Inget kriterium passar in på det valet.')}</p>`;
    return html`${handoutTable({
      id: this.view.id,
      parts: shown,
      columns: this.columns.filter(({ id }) => this.holder === '' || id === this.holder),
      handouts: this.view.handouts,
      answers: new Map(this.view.answers.map((answer) => [answer.code, answer])),
      chosen: this.open ? new Set(this.chosen.keys()) : undefined,
      receivers: new Set(this.colleagues.map(({ id }) => id)),
      choose: (cells, on) => {
        this.choose(cells, on);
      },
    })}
    ${this.open ? html`<p class="quiet no-print">${msg('Saknas kollegan?')} <a href="/delta">${msg('Bjud in')}</a></p>` : nothing} `;
  }

  private renderForm() {
    const ids = new Set([...this.chosen.values()].map(({ userId }) => userId));
    const names = formatList(this.colleagues.filter(({ id }) => ids.has(id)).map(({ name }) => name));
    const n = this.chosen.size;
    return html`<form class="form panel" novalidate @submit=${this.submit}>
        <h2>${msg('Dela ut')}</h2>
        ${errorSummary(this.errors, { message: msg('Meddelandet'), due: msg('Dagen') })}
        <p>
          ${n === 1 ? msg(str`1 kriterium till ${names}.`) : msg(str`${n} kriterier till ${names}.`)}
          <button
            type="button"
            class="link-button"
            @click=${() => {
              this.chosen = new Map();
            }}
          >
            ${msg('Avmarkera alla')}
          </button>
        </p>
        ${handoutFields(this.note, this.errors)}
        <button class="ds-button">${msg('Dela ut')}</button>
      </form>
      <div class="selected-bar no-print">
        <p>${msg(str`${n} valda`)}</p>
        <button
          class="ds-button"
          data-size="sm"
          @click=${() => {
            this.querySelector<HTMLElement>('#message')?.focus();
          }}
        >
          ${msg('Dela ut de valda')}
        </button>
      </div>`;
  }
}
