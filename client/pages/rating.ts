import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { everyCriterion, type Catalogue, type Criterion, type Level } from '../../criteria/model.ts';
import { levelChoice } from '../../criteria/present/level-choice.ts';
import type { OwnRating, SeatView } from '../../server/panels/contract.ts';
import { catalogue } from '../api/assessments.ts';
import { ApiError } from '../api/http.ts';
import { enterSeat, leaveSeat, seat, seatSeen } from '../api/panels.ts';
import {
  errorFor,
  errorsOf,
  errorSummary,
  field,
  focusErrors,
  textField,
  typed,
  type Errors,
} from '../components/form.ts';
import { keptText } from '../components/kept-text.ts';
import { ratingList } from '../components/rating-list.ts';
import { saveStatus } from '../components/save-status.ts';
import { shownRatings } from '../components/shown-ratings.ts';
import { spreadDots } from '../components/spread-dots.ts';
import { AT_ONCE, Live } from '../live.ts';
import { ratingForm, type RatingDraft } from '../offline/rating-form.ts';
import { Saver, type SaveStatus } from '../offline/saver.ts';
import { Page } from '../page.ts';
import '../styles/panels.css';

/** Whether something is written here that the server has not taken. */
const isUnsent = ({ status, held }: Saver<RatingDraft, OwnRating>): boolean =>
  held.length > 0 || !['idle', 'saved', 'saving'].includes(status.kind);

/** An assessor's own page, most often a phone: come in with a code, choose levels, and follow the meeting. */
@customElement('mr-rating')
export class RatingPage extends Page {
  @state() private view: SeatView | undefined;
  /** The criterion that is open; none shows the list. */
  @state() private code: string | undefined;
  @state() private errors: Errors = [];
  @state() private told = '';
  /** What was written here and has not been taken, after the seat has been lost. */
  @state() private kept: readonly { readonly code: string; readonly draft: RatingDraft }[] = [];
  /** Whether the page goes where the big screen goes. */
  @state() private follows = true;
  private catalogue!: Catalogue;
  /** One for each criterion, so that what an earlier visit left is sent, whichever it belongs to. */
  private savers = new Map<string, Saver<RatingDraft, OwnRating>>();
  /** Whose they are. */
  private assessor = '';

  constructor() {
    super();
    new Live(
      this,
      () => this.view && seatSeen(this.view),
      () => this.follow(),
      AT_ONCE,
    );
  }

  override async load(): Promise<void> {
    this.heading = msg('Gemensam bedömning');
    try {
      await this.show(await seat());
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 403) throw error;
    }
  }

  private async show(view: SeatView): Promise<void> {
    // Another assessor on the same phone: what the first wrote is not hers.
    if (this.assessor !== view.assessorId) this.letGo();
    this.assessor = view.assessorId;
    this.catalogue = await catalogue(view.catalogue);
    for (const { code, mine } of view.criteria) if (!this.savers.has(code)) await this.openSaver(view, code, mine);
    for (const { code, mine } of view.criteria) this.savers.get(code)?.follow(mine);
    this.view = view;
  }

  /** Ends the savers. What they hold and the server has not taken stays on the page, to be copied. */
  private letGo(): void {
    const unsent = [...this.savers].filter(([, saver]) => isUnsent(saver));
    if (unsent.length > 0) this.kept = unsent.map(([code, { draft }]) => ({ code, draft }));
    for (const saver of this.savers.values()) saver.close();
    this.savers = new Map();
    this.assessor = '';
  }

  private async openSaver({ assessorId }: SeatView, code: string, stored: OwnRating): Promise<void> {
    const saver = await Saver.open<RatingDraft, OwnRating>({
      target: { userId: `bedömare ${assessorId}`, within: assessorId, code, kind: 'ratings' },
      form: ratingForm,
      stored,
      // Also when it is closed: the server says so, and what is written here is kept and shown.
      writable: true,
      tell: () => {
        this.requestUpdate();
      },
    });
    this.savers.set(code, saver);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const saver of this.savers.values()) saver.close();
  }

  /** Somebody has closed a criterion, or the big screen shows another. */
  private async follow(): Promise<void> {
    const before = this.view;
    let view: SeatView;
    try {
      view = await seat();
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 403) throw error;
      this.told = error.message;
      this.letGo();
      this.code = undefined;
      this.view = undefined;
      return;
    }
    if (this.code !== undefined && !view.criteria.some(({ code }) => code === this.code)) {
      await this.savers.get(this.code)?.flush();
      this.told = msg(str`${this.titleOf(this.code)} är inte längre med.`);
      this.code = undefined;
    }
    const closed = view.criteria.filter(
      ({ code, closed: now }) => now && before?.criteria.some((each) => each.code === code && !each.closed),
    );
    // What is on its way is sent before it is said to be too late.
    for (const { code } of closed) await this.savers.get(code)?.flush();
    await this.show(view);
    if (closed.some(({ code }) => code === this.code)) this.told = msg('Kriteriet är stängt.');
    const { showing } = view;
    const moved = showing !== null && showing !== before?.showing && view.criteria.some(({ code }) => code === showing);
    if (moved && this.follows && !this.busy) await this.go(showing);
  }

  private titleOf(code: string): string {
    return everyCriterion(this.catalogue).find((row) => row.code === code)?.title ?? code;
  }

  /** In the middle of a criterion: writing, or choosing and not done. The page does not run away then. */
  private get busy(): boolean {
    const active = document.activeElement;
    if (!this.contains(active)) return false;
    if (active instanceof HTMLTextAreaElement) return true;
    const open = this.view?.criteria.some(({ code, closed }) => code === this.code && !closed) ?? false;
    const done = this.code !== undefined && this.savers.get(this.code)?.draft.done === true;
    return open && !done && active instanceof HTMLInputElement && active.type === 'radio';
  }

  private async go(code: string | undefined): Promise<void> {
    if (code === this.code) return;
    this.code = code;
    this.told = '';
    await this.toHeading();
  }

  private change(code: string, change: Partial<RatingDraft>, now: boolean): void {
    const saver = this.savers.get(code);
    saver?.change({ ...saver.draft, ...change }, { now });
    this.requestUpdate();
  }

  private async enter(event: Event): Promise<void> {
    event.preventDefault();
    try {
      await enterSeat(this.params.link ?? '', typed(event, 'code'));
      // The link has done its work, and is nobody's to read over a shoulder.
      history.replaceState(null, '', '/bedom');
      this.errors = [];
      this.told = '';
      this.kept = [];
      await this.show(await seat());
      await this.toHeading();
    } catch (error) {
      this.errors = errorsOf(error);
      await focusErrors(this);
    }
  }

  private async leave(): Promise<void> {
    for (const saver of this.savers.values()) await saver.flush();
    try {
      await leaveSeat();
    } catch (error) {
      this.told = errorsOf(error)[0]?.message ?? '';
      return;
    }
    this.letGo();
    this.code = undefined;
    this.view = undefined;
    this.told = msg('Ni har lämnat bedömningen här. Det ni har valt finns kvar.');
    await this.toHeading();
  }

  protected override updated(_changed: PropertyValues): void {
    const draft = this.code === undefined ? undefined : this.savers.get(this.code)?.draft;
    for (const radio of this.querySelectorAll<HTMLInputElement>('input[name="level"]'))
      radio.checked = draft?.level !== null && Number(radio.value) === draft?.level;
  }

  override render() {
    const { view } = this;
    if (!view) return this.renderDoor();
    const criterion = everyCriterion(this.catalogue).find(({ code }) => code === this.code);
    return html`<div class="reading rating">
      <p class="eyebrow">${msg(str`${view.name} · ${view.organisation} ${view.year}`)}</p>
      ${this.renderScreen(view)} ${criterion ? this.renderCriterion(view, criterion) : this.renderList(view)}
    </div>`;
  }

  private renderDoor() {
    const link = this.params.link;
    return html`<div class="reading">
      ${errorSummary(this.errors, { code: msg('Koden') })}
      <h1 tabindex="-1">${msg('Gemensam bedömning')}</h1>
      <p class="told" role="status">${this.told}</p>
      ${
        this.kept.length > 0
          ? html`<p>${msg('Det här hann inte sparas. Kopiera det om du vill ha det kvar.')}</p>
              ${this.kept.map(
                ({ code, draft }) =>
                  html`<h2>${code}</h2>
                    ${keptText(draft)}`,
              )}`
          : nothing
      }
      ${
        link === undefined
          ? html`<p>
              ${msg('Öppna länken som du har fått av samordnaren, eller rikta telefonens kamera mot rutan (QR-koden) på skärmen. Har du ett konto börjar du från Översikt.')}
            </p>`
          : html`<p>
                ${msg('Ni är inbjudna att bedöma hur er kommun eller region arbetar med mänskliga rättigheter. Skriv de sex siffrorna som ni har fått av samordnaren.')}
              </p>
              <form class="form" novalidate @submit=${this.enter}>
                ${field({
                  label: msg('Kod, sex siffror'),
                  name: 'code',
                  error: errorFor(this.errors, 'code'),
                  control: html`<input
                    class="ds-input code-input"
                    id="code"
                    name="code"
                    inputmode="numeric"
                    autocomplete="one-time-code"
                    aria-invalid=${errorFor(this.errors, 'code') ? 'true' : nothing}
                    aria-describedby=${errorFor(this.errors, 'code') ? 'code-error' : nothing}
                  />`,
                })}
                <button class="ds-button">${msg('Börja')}</button>
              </form>`
      }
    </div>`;
  }

  /** What is on the big screen, for whoever is somewhere else. */
  private renderScreen({ showing }: SeatView) {
    if (showing === null) return nothing;
    return html`<div class="on-screen no-print">
      <p role="status">${msg(str`På storskärmen nu: ${showing} ${this.titleOf(showing)}`)}</p>
      ${showing === this.code ? nothing : html`<button class="ds-button" data-size="sm" data-variant="secondary" @click=${() => this.go(showing)}>${msg('Visa den här också')}</button>`}
      <label class="check"
        ><input
          type="checkbox"
          .checked=${this.follows}
          @change=${(event: Event) => {
            this.follows = (event.target as HTMLInputElement).checked;
          }}
        />
        ${msg('Byt sida när storskärmen byter')}</label
      >
    </div>`;
  }

  private renderList(view: SeatView) {
    return html`<h1 tabindex="-1">${msg('Gemensam bedömning')}</h1>
      <p class="told" role="status">${this.told}</p>
      <p>${msg('Välj en nivå för varje kriterium, och skriv gärna ett par rader om varför.')}</p>
      <ul>
        <li>${msg('Först ser ingen annan vad ni har valt, inte heller samordnaren.')}</li>
        <li>
          ${msg(str`När samordnaren stänger kriteriet ser samordnaren och de andra bedömarna er nivå och er text, om minst tre har valt nivå. Där står namnet ${view.name}.`)}
        </li>
        <li>${msg('När självskattningen låses tas nivån och texten bort. Bara antalet per nivå finns kvar.')}</li>
        <li>${msg('Skriv inget om enskilda personer. Andra kan få läsa texten (allmän handling).')}</li>
      </ul>
      ${ratingList(this.catalogue, view.criteria, this.savers, (code) => this.go(code))}
      <p>
        <button class="link-button" @click=${this.leave}>
          ${msg('Lämna bedömningen på den här telefonen eller datorn')}
        </button>
      </p>`;
  }

  private renderCriterion(view: SeatView, criterion: Criterion) {
    const { code } = criterion;
    const at = view.criteria.findIndex((each) => each.code === code);
    const shown = view.criteria[at];
    const saver = this.savers.get(code);
    if (!shown || !saver) return nothing;
    const next = view.criteria[at + 1]?.code;
    return html`<p class="no-print">
        <button class="link-button" @click=${() => this.go(undefined)}>${msg('Alla kriterier')}</button>
      </p>
      <h1 tabindex="-1"><span class="code">${code}</span> ${criterion.title}</h1>
      <p class="question">${criterion.question}</p>
      <p class="told" role="status">${this.told}</p>
      ${shown.closed ? this.renderClosed(shown, saver) : this.renderOpen(criterion, shown.mine, saver)}
      <nav class="pager" aria-label=${msg('Kriterier')}>
        ${next === undefined ? nothing : html`<button class="ds-button" data-variant="secondary" @click=${() => this.go(next)}>${msg(str`Nästa: ${next}`)}</button>`}
        <span class="quiet">${msg(str`${at + 1} av ${view.criteria.length}`)}</span>
      </nav>`;
  }

  private renderClosed({ spread, ratings, mine }: SeatView['criteria'][number], saver: Saver<RatingDraft, OwnRating>) {
    return html`<p class="ds-alert" data-color="info">
        ${msg('Kriteriet är stängt.')}
        ${mine.elsewhere ? nothing : mine.level === null ? msg('Ni hann inte välja någon nivå.') : msg(str`Ni valde nivå ${mine.level}.`)}
      </p>
      ${isUnsent(saver) ? html`${saveStatus(saver.status)} ${keptText(saver.draft)}` : nothing}
      ${
        spread === null
          ? html`<p>${msg('Färre än tre har valt nivå. Därför visas inget här. Prata om nivån på mötet.')}</p>`
          : html`${spreadDots(spread, { names: this.catalogue.vocabulary.levelNames })} ${shownRatings(ratings)}`
      }`;
  }

  private renderOpen(criterion: Criterion, mine: OwnRating, saver: Saver<RatingDraft, OwnRating>) {
    const { code } = criterion;
    const { draft, status } = saver;
    return html`${
        mine.elsewhere && draft.level === null
          ? html`<p class="ds-alert" data-color="info">
              ${msg('Ni har valt nivå på en annan telefon eller dator, och det räknas. Det visas inte här. Väljer ni en nivå här ersätter den det ni valde förut.')}
            </p>`
          : nothing
      }
      ${this.renderConflict(code, status)}
      <div
        @change=${(event: Event) => {
          const { name, value } = event.target as HTMLInputElement;
          if (name === 'level') this.change(code, { level: Number(value) as Level }, true);
        }}
      >
        ${levelChoice(html, { ...criterion, mayBeNotApplicable: false }, this.catalogue.vocabulary.levelNames, { level: draft.level, notApplicable: false }, false, { legend: msg('Vilken nivå stämmer?'), notApplicable: '', allHold: msg('Alla ska stämma:'), legalFloor: msg('Lagkrav') })}
      </div>
      ${mine.elsewhere && draft.level === null ? nothing : this.renderWhy(code, saver)}`;
  }

  private renderWhy(code: string, { draft, status, held }: Saver<RatingDraft, OwnRating>) {
    const tooLong = errorFor(held, 'rating-text');
    return html`${textField({
        label: msg('Varför? Ett par rader'),
        name: 'rating-text',
        error: tooLong,
        rows: 2,
        value: draft.text,
        input: (text) => {
          this.change(code, { text }, false);
        },
      })}
      ${saveStatus(status)} ${status.kind === 'refused' ? keptText(draft) : nothing}
      <label class="check done-check"
        ><input
          type="checkbox"
          .checked=${draft.done}
          ?disabled=${draft.level === null}
          @change=${(event: Event) => {
            this.change(code, { done: (event.target as HTMLInputElement).checked }, true);
          }}
        />
        ${msg('Vi är klara med kriteriet')}</label
      >
      <p class="quiet small">
        ${msg('Det ni har valt räknas när kriteriet stängs, också om ni inte har sagt att ni är klara.')}
      </p>`;
  }

  private renderConflict(code: string, status: SaveStatus<OwnRating>) {
    if (status.kind !== 'conflict') return nothing;
    const saver = this.savers.get(code);
    return html`<div class="ds-alert conflict" data-color="warning" tabindex="-1">
      <p>${msg('Någon hos er har valt nivå på en annan telefon eller dator, efter att ni öppnade kriteriet här.')}</p>
      <p class="actions">
        <button
          class="ds-button"
          @click=${() => {
            saver?.keepMine();
          }}
        >
          ${msg('Använd det som står här')}
        </button>
        <button
          class="ds-button"
          data-variant="secondary"
          @click=${() => {
            saver?.takeTheirs();
          }}
        >
          ${msg('Använd det som sparades där')}
        </button>
      </p>
    </div>`;
  }
}
