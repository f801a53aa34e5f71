import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { levelChoice } from '../../criteria/present/level-choice.ts';
import { everyCriterion, type Catalogue, type Criterion, type Level } from '../../criteria/model.ts';
import type { AnswerView, AssessmentView } from '../../server/assessments/contract.ts';
import { assessment, catalogue, catalogueOf, restoreVersion, seenOf } from '../api/assessments.ts';
import { signedIn, type SignedIn } from '../api/session.ts';
import { isAnswered } from '../../criteria/scoring/score.ts';
import { shownCriteria, shownParts } from '../components/answer-state.ts';
import { criterionBackground } from '../components/criterion-background.ts';
import { carriedNotice } from '../components/carried-notice.ts';
import { fromAddress } from '../components/address-state.ts';
import type { RestoreVersion } from '../components/answer-versions.ts';
import type { Reviewed } from '../components/handout-review.ts';
import { conflictChoice } from '../components/conflict-choice.ts';
import '../components/evidence-editor.ts';
import type { EvidenceChange } from '../components/evidence-editor.ts';
import { errorFor, errorsOf, errorSummary, focusErrors, textField, type Errors } from '../components/form.ts';
import { keptText } from '../components/kept-text.ts';
import { saveStatus } from '../components/save-status.ts';
import { settleEarlySave, takeEarlyChoice } from '../offline/early-save.ts';
import { answerForm, bodyOf, draftOf, type AnswerDraft } from '../offline/answer-form.ts';
import { Saver, type SaveStatus } from '../offline/saver.ts';
import { Page } from '../page.ts';
import { go } from '../router.ts';

const HELP_AFTER_MS = 2000;
/** Below everything else on a phone: it comes when the form stands. */
const THREAD_AFTER_MS = 700;

/** One criterion: the question, the answer, what shows it, and what colleagues say. Saves by itself. */
@customElement('mr-criterion')
export class CriterionPage extends Page {
  @state() private draft!: AnswerDraft;
  @state() private status: SaveStatus<AnswerView> = { kind: 'idle' };
  @state() private toConfirm = false;
  @state() private old: Catalogue | undefined;
  /** What is missing, shown once the person has tried to go on. */
  @state() private shownErrors: Errors = [];
  /** Said once: a version has been put back, or a hand-out reviewed. */
  @state() private news = '';
  private read = false;
  /** What a colleague has just done here. */
  @state() private followed = '';
  private user!: SignedIn;
  private view!: AssessmentView;
  private catalogue!: Catalogue;
  private criterion!: Criterion;
  private answer: AnswerView | undefined;
  private saver!: Saver<AnswerDraft, AnswerView>;
  private openings = 0;

  /** A colleague has changed something. What is being written here is not touched: the next save meets theirs. */
  private async follow(): Promise<void> {
    const before = this.editable;
    this.view = await assessment(this.view.id, { fresh: true });
    if (this.editable !== before) {
      // Locked or opened again: another page than before, with what was written here kept as at any leaving.
      await this.saver.flush();
      this.saver.close();
      await this.load();
      this.requestUpdate();
      return;
    }
    const theirs = this.view.answers.find((answer) => answer.code === this.criterion.code);
    const newer = (theirs?.revision ?? 0) > this.saver.revision;
    if (theirs && (this.saver.follow(theirs) || !this.editable)) {
      this.draft = draftOf(theirs);
      this.answer = theirs;
      this.toConfirm = theirs.toConfirm;
      if (newer)
        this.followed = msg(str`${theirs.updatedBy ?? msg('En kollega')} sparade nyss. Du ser det senaste svaret.`);
    } else if (theirs && newer && this.status.kind !== 'conflict' && theirs.updatedBy !== this.user.name)
      this.followed = msg(
        str`${theirs.updatedBy ?? msg('En kollega')} har sparat här medan du skriver. När ditt sparas får du välja vilken text som ska gälla.`,
      );
    this.requestUpdate();
  }

  override async load(): Promise<void> {
    const { id = '', code = '' } = this.params;
    await settleEarlySave();
    const [user, view] = await Promise.all([signedIn(), assessment(id)]);
    this.catalogue = await catalogueOf(view);
    this.user = user;
    this.view = view;
    const criterion = everyCriterion(this.catalogue).find((row) => row.code === code);
    if (!criterion) throw new Error(`No criterion ${code}`);
    this.criterion = criterion;
    this.heading = `${criterion.code} ${criterion.title}`;
    this.answer = view.answers.find((answer) => answer.code === code);
    this.toConfirm = this.answer?.toConfirm ?? false;
    if (this.answer?.carried && this.answer.carried.relation !== 'same')
      void catalogue(this.answer.carried.catalogue).then((old) => {
        this.old = old;
      });
    // One that has been left, and still tries to send, tells this page nothing more.
    const opening = ++this.openings;
    this.saver = await Saver.open<AnswerDraft, AnswerView>({
      target: { userId: user.id, within: id, code, kind: 'answers' },
      form: answerForm,
      stored: this.answer,
      writable: this.editable,
      tell: (status) => {
        if (opening === this.openings) this.told(status);
      },
    });
    this.draft = this.editable ? this.saver.draft : draftOf(this.answer);
    this.status = this.saver.status;
  }

  /** The own hand-out of this criterion. */
  private get own(): AssessmentView['handouts'][number] | undefined {
    return this.handouts.find(({ userId }) => userId === this.user.id);
  }

  /** To whom this criterion is handed out: for a colleague, only the own. */
  private get handouts(): AssessmentView['handouts'] {
    return this.view.handouts.filter(({ code }) => code === this.criterion.code);
  }

  private threadTimer: ReturnType<typeof setTimeout> | undefined;
  private helpTimer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.own) void import('../components/own-handout.ts');
    if (this.user.role === 'coordinator' && this.handouts.length > 0) void import('../components/handout-review.ts');
    // Comes well after the form, which is what the page is for, so that it takes nothing from the first answer.
    this.threadTimer = setTimeout(
      () => void import('../components/comment-thread.ts'),
      this.reads ? 0 : THREAD_AFTER_MS,
    );
    this.helpTimer = setTimeout(() => {
      void import('../components/own-handout.ts');
      void import('../components/key-figures-beside.ts');
      if (this.user.role === 'coordinator') void import('../components/handout-review.ts');
      void import('../live.ts').then(
        ({ Live }) =>
          new Live(
            this,
            () => seenOf(this.view),
            () => this.follow(),
          ),
      );
      void import('../components/criterion-help.ts');
      void import('../components/answer-versions.ts');
      void import('../components/evidence-picker.ts');
    }, HELP_AFTER_MS);
    const early = takeEarlyChoice();
    if (!early || !this.editable) return;
    const chosen =
      early.choice === 'na'
        ? { level: null, notApplicable: true }
        : { level: Number(early.choice) as Level, notApplicable: false };
    this.draft = { ...this.draft, ...chosen };
    void this.saver.takeOver(early.revision, this.draft, early.choice !== 'na');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.helpTimer);
    clearTimeout(this.threadTimer);
    this.saver.close();
  }

  private get editable(): boolean {
    return this.view.state === 'draft' && this.user.role !== 'decision_maker';
  }

  private told(status: SaveStatus<AnswerView>): void {
    this.status = status;
    if (status.kind !== 'saved') return;
    this.toConfirm = false;
    this.showOnly(status.held);
  }

  protected override updated(changed: PropertyValues): void {
    // Radio buttons keep what the person last chose; the attribute alone only sets the first state.
    for (const radio of this.querySelectorAll<HTMLInputElement>('input[name="level"]')) {
      radio.checked = radio.value === 'na' ? this.draft.notApplicable : Number(radio.value) === this.draft.level;
    }
    const previous = (changed as Map<PropertyKey, unknown>).get('status') as SaveStatus | undefined;
    if (this.status.kind === 'conflict' && previous?.kind !== 'conflict')
      this.querySelector<HTMLElement>('.conflict')?.focus();
  }

  /** Of the errors on the screen, those that are still there. */
  private showOnly(errors: Errors): void {
    this.shownErrors = this.shownErrors.filter(({ field: name }) => errors.some((error) => error.field === name));
  }

  private change(change: Partial<AnswerDraft>, now = false): void {
    this.draft = { ...this.draft, ...change };
    this.followed = '';
    this.saver.change(this.draft, { now });
    this.showOnly(this.saver.held);
  }

  private choose(event: Event): void {
    const { name, value } = event.target as HTMLInputElement;
    if (name !== 'level') return;
    this.change(
      value === 'na' ? { level: null, notApplicable: true } : { level: Number(value) as Level, notApplicable: false },
      true,
    );
  }

  /** What is on the screen is sent first, so that it too becomes a version that can be put back. */
  private async restore(revision: number): Promise<void> {
    await this.saver.flush();
    if (this.saver.held.length > 0 || !['idle', 'saved'].includes(this.status.kind)) {
      this.shownErrors = [
        { field: '', message: msg('Det du har skrivit här är inte sparat. Gör klart det först, och återställ sedan.') },
      ];
      await focusErrors(this);
      return;
    }
    const { id } = this.view;
    const { code } = this.criterion;
    const now = (await assessment(id, { fresh: true })).answers.find((answer) => answer.code === code);
    try {
      await restoreVersion(id, code, revision, now?.revision ?? 0);
    } catch (error) {
      this.shownErrors = errorsOf(error);
      await focusErrors(this);
      return;
    }
    this.saver.close();
    await this.load();
    this.news = msg('Den tidigare versionen är återställd. Det som stod här nyss finns bland de tidigare versionerna.');
    await this.updateComplete;
    this.querySelector<HTMLElement>('.news')?.focus();
  }

  private keepTheirs(): void {
    this.saver.takeTheirs();
    this.draft = this.saver.draft;
  }

  private keepBoth(theirs: AnswerView): void {
    const other = draftOf(theirs);
    const alike = ({ title, link, diarienummer, date }: AnswerDraft['evidence'][number]) =>
      JSON.stringify([title, link, diarienummer, date]);
    const mine = new Set(this.draft.evidence.map(alike));
    const motivation = [...new Set([this.draft.motivation.trim(), other.motivation.trim()].filter(Boolean))].join(
      '\n\n',
    );
    const added = other.evidence
      .filter((row) => !mine.has(alike(row)))
      .map((row) => ({ ...row, row: `other-${row.row}` }));
    this.draft = { ...this.draft, motivation, evidence: [...this.draft.evidence, ...added] };
    this.saver.keepMine(this.draft);
  }

  /** Sends what is written, when it is complete; otherwise says what is missing. */
  private async settle(): Promise<boolean> {
    const problems = this.status.kind === 'invalid' ? this.status.errors : this.saver.held;
    if (this.editable && problems.length > 0) {
      this.shownErrors = problems;
      await focusErrors(this);
      return false;
    }
    await this.saver.flush();
    return this.status.kind !== 'conflict';
  }

  private async next(path: string): Promise<void> {
    if (await this.settle()) go(path);
  }

  override render() {
    const { criterion, draft } = this;
    const part = shownParts(this.catalogue, this.view).find(({ criteria }) => criteria.includes(criterion));
    const errors = this.status.kind === 'invalid' ? this.status.errors : this.shownErrors;
    const held = this.editable ? this.saver.held : [];
    const theirs = this.status.kind === 'conflict' ? this.status.current : undefined;
    const frozenNotice =
      this.view.state === 'draft'
        ? nothing
        : html`<p class="ds-alert" data-color="info">
            ${this.view.state === 'ready' ? msg('Självskattningen är låst i väntan på beslut.') : msg('Självskattningen är fastställd och ändras inte.')}
          </p>`;
    return html`<div class="with-aside">
      <div>
        ${errorSummary(this.shownErrors)}
        <p class="eyebrow">${part?.name ?? ''} · ${criterion.code}</p>
        <h1 tabindex="-1">${criterion.title}</h1>
        <p class="question">${criterion.question}</p>
        ${this.news ? html`<p class="ds-alert news" data-color="success" tabindex="-1">${this.news}</p>` : nothing}
        ${frozenNotice} ${this.renderAsked()}
        ${
          theirs
            ? conflictChoice({
                mine: bodyOf(draft),
                theirs,
                onMine: () => {
                  this.saver.keepMine();
                },
                onTheirs: () => {
                  this.keepTheirs();
                },
                onBoth: () => {
                  this.keepBoth(theirs);
                },
              })
            : nothing
        }
        ${
          this.answer?.carried && this.toConfirm
            ? carriedNotice({
                carried: this.answer.carried,
                old: this.old,
                canConfirm: draft.level !== null || draft.notApplicable,
                onConfirm: () => {
                  this.change({}, true);
                },
              })
            : nothing
        }
        <div @change=${this.choose}>
          ${levelChoice(html, criterion, this.catalogue.vocabulary.levelNames, { level: draft.level, notApplicable: draft.notApplicable }, !this.editable, { legend: msg('Vilken nivå stämmer för er?'), notApplicable: msg('Ej aktuellt hos oss'), allHold: msg('Alla ska stämma:'), legalFloor: msg('Lagkrav') })}
        </div>
        ${saveStatus(this.status)}
        <p class="quiet followed" role="status">${this.followed}</p>
        ${this.status.kind === 'refused' ? keptText(this.saver.draft) : nothing}
        ${draft.notApplicable ? this.text('reason', msg('Varför är kriteriet inte aktuellt hos er?'), 2, errorFor(errors, 'reason')) : nothing}
        ${this.text('motivation', msg('Motivering'), 4, errorFor(errors, 'motivation'), msg('Vad gör att ni hamnar på den nivån? Två eller tre meningar räcker. Det du skriver kan bli allmän handling. Skriv inga personuppgifter.'))}
        <mr-evidence-editor
          .rows=${draft.evidence}
          .examples=${criterion.evidenceExamples}
          .errors=${held}
          ?locked=${!this.editable}
          .seen=${this.view.answers.flatMap(({ evidence }) => evidence)}
          organisation=${this.user.role === 'coordinator' ? (this.user.organisation?.code ?? '') : ''}
          @evidence-change=${(event: EvidenceChange) => {
            this.change({ evidence: event.detail });
          }}
        ></mr-evidence-editor>
        ${this.renderPager()} ${this.renderOwn()}
      </div>
      <aside class="aside" aria-label=${msg('Om kriteriet')}>
        ${this.renderReview()} ${criterionBackground(criterion, this.catalogue, this.answer)}
        <mr-key-figures assessment=${this.view.id} code=${criterion.code}></mr-key-figures>
        <mr-comment-thread
          assessment=${this.view.id}
          code=${criterion.code}
          .count=${this.view.comments[criterion.code] ?? 0}
          ?opened=${this.reads}
        ></mr-comment-thread>
        ${this.user.role === 'coordinator' && this.view.state !== 'adopted' ? html`<mr-answer-versions assessment=${this.view.id} code=${criterion.code} revision=${this.answer?.revision ?? 0} ?editable=${this.editable} @restore-version=${(event: RestoreVersion) => this.restore(event.detail)}></mr-answer-versions>` : nothing}
      </aside>
    </div>`;
  }

  private text(name: 'reason' | 'motivation', label: string, rows: number, error: string | undefined, help?: string) {
    if (!this.editable)
      return html`<h2>${label}</h2>
        <p class="typed">${this.draft[name] || '-'}</p>`;
    return textField({
      label,
      name,
      error,
      ...(help ? { help } : {}),
      rows,
      value: this.draft[name],
      input: (text) => {
        this.change({ [name]: text });
      },
    });
  }

  private async reviewed({ detail }: Reviewed): Promise<void> {
    await this.follow();
    this.news = detail;
    await this.updateComplete;
    this.querySelector<HTMLElement>('.news')?.focus();
  }

  /** For the coordinator, beside the answer: who has it, and what to do about what that person has answered. */
  private renderReview() {
    return this.user.role === 'coordinator' && this.handouts.length > 0
      ? html`<mr-handout-review
          assessment=${this.view.id}
          .handouts=${this.handouts}
          revision=${this.saver.revision}
          me=${this.user.id}
          ?editable=${this.editable}
          @reviewed=${this.reviewed}
        ></mr-handout-review>`
      : nothing;
  }

  /** Whether the coordinator has sent this person's own answer back. */
  private get asked(): boolean {
    return this.editable && this.own?.state === 'returned';
  }

  /** Whether the comments are what the person has come for: they stay open once they are. */
  private get reads(): boolean {
    return (this.read ||= fromAddress('kommentarer') !== null || this.asked);
  }

  private renderAsked() {
    return this.asked
      ? html`<p class="ds-alert" data-color="warning">
          ${msg('Samordnaren undrar något om ditt svar. Ändra svaret om det behövs, och säg sedan att det är klart.')}
          <button
            class="link-button"
            @click=${() => this.querySelector<HTMLElement>('mr-comment-thread summary')?.focus()}
          >
            ${msg('Läs frågan')}
          </button>
        </p>`
      : nothing;
  }

  /** For a colleague, below the answer: that it is done, or that somebody else knows. */
  private renderOwn() {
    const { own } = this;
    return own && this.editable
      ? html`<mr-own-handout
          assessment=${this.view.id}
          code=${own.code}
          standing=${own.state}
          .flush=${async () => (await this.settle()) && ['idle', 'saved'].includes(this.status.kind)}
        ></mr-own-handout>`
      : nothing;
  }

  private renderPager() {
    const list = shownCriteria(this.catalogue, this.view);
    const at = list.findIndex(({ code }) => code === this.criterion.code);
    const open = [...list.slice(at + 1), ...list.slice(0, Math.max(at, 0))].find(
      ({ code }) => !isAnswered(this.view.answers.find((answer) => answer.code === code)),
    );
    const overview = this.user.role === 'contributor' ? '/oversikt' : `/sjalvskattning/${this.view.id}`;
    const path = (code: string) => `/sjalvskattning/${this.view.id}/${code}`;
    const previous = list[at - 1];
    const following = list[at + 1];
    return html`<nav class="pager" aria-label=${msg('Kriterier')}>
      <button class="ds-button" @click=${() => this.next(following ? path(following.code) : overview)}>
        ${following ? msg('Nästa kriterium') : msg('Klart, till listan')}
      </button>
      ${open && open.code !== following?.code ? html`<button class="ds-button" data-variant="secondary" @click=${() => this.next(path(open.code))}>${msg(str`Nästa obesvarade: ${open.code}`)}</button>` : nothing}
      ${previous ? html`<a href=${path(previous.code)}>${msg(str`Föregående: ${previous.code}`)}</a>` : nothing}
      <a href=${overview}>${msg('Alla kriterier')}</a>
      <span class="quiet">${msg(str`${at + 1} av ${list.length}`)}</span>
    </nav>`;
  }
}
