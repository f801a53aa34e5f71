import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { everyCriterion, type Catalogue, type Criterion, type Level } from '../../criteria/model.ts';
import { levelChoice, type Choice } from '../../criteria/present/level-choice.ts';
import { disagreement } from '../../criteria/scoring/spread.ts';
import type { AnswerView, AssessmentView } from '../../server/assessments/contract.ts';
import type { PanelCriterion, PanelView } from '../../server/panels/contract.ts';
import { assessment, catalogue } from '../api/assessments.ts';
import { changePanel, closeCriteria, panel, panelSeen } from '../api/panels.ts';
import { signedIn, type SignedIn } from '../api/session.ts';
import { fromAddress, toAddress } from '../components/address-state.ts';
import { conflictChoice } from '../components/conflict-choice.ts';
import '../components/countdown.ts';
import { errorFor, errorsOf, errorSummary, focusErrors, textField, type Errors } from '../components/form.ts';
import { keptText } from '../components/kept-text.ts';
import { panelProgress } from '../components/panel-progress.ts';
import { qrCode } from '../components/qr-code.ts';
import { saveStatus } from '../components/save-status.ts';
import { select } from '../components/select.ts';
import { shownRatings } from '../components/shown-ratings.ts';
import { spreadDots } from '../components/spread-dots.ts';
import '../components/sure.ts';
import { AT_ONCE, Live } from '../live.ts';
import { answerForm, bodyOf, type AnswerDraft } from '../offline/answer-form.ts';
import { Saver } from '../offline/saver.ts';
import { Page } from '../page.ts';
import '../styles/panels.css';

/** For a big screen: one criterion at a time, its levels, the spread, what was said, and the level they agree on. */
@customElement('mr-meeting')
export class MeetingPage extends Page {
  @state() private panel: PanelView | null = null;
  @state() private code = '';
  @state() private errors: Errors = [];
  @state() private told = '';
  private user!: SignedIn;
  private view!: AssessmentView;
  private catalogue!: Catalogue;
  private saver: Saver<AnswerDraft, AnswerView> | undefined;
  /** Decided on opening and at each step, so that nothing jumps while they talk. */
  private order: readonly string[] = [];

  constructor() {
    super();
    new Live(
      this,
      () => (this.panel ? panelSeen(this.view.id, this.panel) : undefined),
      async () => {
        this.panel = await panel(this.view.id);
      },
      AT_ONCE,
    );
  }

  override async load(): Promise<void> {
    this.user = await signedIn();
    this.view = await assessment(this.params.id ?? '', { fresh: true });
    [this.catalogue, this.panel] = await Promise.all([catalogue(this.view.catalogue), panel(this.view.id)]);
    this.heading = msg('Möte om bedömningen');
    this.sort();
    const wanted = fromAddress('kriterium') ?? this.panel?.showing ?? '';
    await this.open(this.order.includes(wanted) ? wanted : (this.order[0] ?? ''));
  }

  /** Those that differ most first, then those that are closed without a spread, then the open ones. */
  private sort(): void {
    const rank = ({ spread, closed }: PanelCriterion) => (spread ? disagreement(spread) : closed ? -1 : -2);
    this.order = (this.panel?.criteria ?? []).toSorted((a, b) => rank(b) - rank(a)).map(({ code }) => code);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.saver?.close();
    if (this.panel && !this.panel.ended && this.panel.showing === this.code)
      void changePanel(this.view.id, { showing: null }).catch(() => undefined);
  }

  private get editable(): boolean {
    return this.view.state === 'draft';
  }

  private async open(code: string): Promise<void> {
    this.saver?.close();
    this.saver = undefined;
    this.code = code;
    if (code === '') return;
    toAddress({ kriterium: code });
    const stored = this.view.answers.find((answer) => answer.code === code);
    this.saver = await Saver.open<AnswerDraft, AnswerView>({
      target: { userId: this.user.id, within: this.view.id, code, kind: 'answers' },
      form: answerForm,
      stored,
      writable: this.editable,
      tell: () => {
        this.requestUpdate();
      },
    });
    // The phones come along.
    if (this.panel && !this.panel.ended && this.panel.showing !== code)
      this.panel = await changePanel(this.view.id, { showing: code }).catch(() => this.panel);
  }

  private async go(code: string): Promise<void> {
    await this.saver?.flush();
    // Without a connection they go on with what has been fetched.
    this.view = await assessment(this.view.id, { fresh: true }).catch(() => this.view);
    this.sort();
    this.told = '';
    this.errors = [];
    await this.open(code);
    await this.toHeading();
  }

  private async closeThis(): Promise<void> {
    try {
      this.panel = await closeCriteria(this.view.id, [this.code]);
      this.errors = [];
      this.told = msg('Kriteriet är stängt.');
    } catch (error) {
      this.errors = errorsOf(error);
      await focusErrors(this);
    }
  }

  private change(change: Partial<AnswerDraft>, now: boolean): void {
    if (!this.saver) return;
    this.saver.change({ ...this.saver.draft, ...change }, { now });
    this.requestUpdate();
  }

  protected override updated(_changed: PropertyValues): void {
    const row = this.panel?.criteria.find(({ code }) => code === this.code);
    for (const radio of this.querySelectorAll<HTMLInputElement>('input[name="level"]'))
      radio.checked = row?.closed === true && Number(radio.value) === this.saver?.draft.level;
  }

  override render() {
    const { panel: now } = this;
    const criterion = everyCriterion(this.catalogue).find(({ code }) => code === this.code);
    const row = now?.criteria.find(({ code }) => code === this.code);
    const back = html`<a href="/sjalvskattning/${this.view.id}/gemensam">${msg('Gemensam bedömning')}</a>`;
    if (!now || !criterion || !row)
      return html`<h1 tabindex="-1">${msg('Möte om bedömningen')}</h1>
        <p>${msg('Öppna kriterier för bedömning först. Sedan visas de här.')} ${back}</p>`;
    return html`<div class="meeting">
      <p class="also no-print">${back}</p>
      ${errorSummary(this.errors)} ${this.renderSteps()}
      <h1 tabindex="-1"><span class="code">${criterion.code}</span> ${criterion.title}</h1>
      <p class="question">${criterion.question}</p>
      <p class="told" role="status">${this.told}</p>
      <div class="meeting-columns">
        <div>${row.closed ? this.renderJoint(criterion) : this.renderLevels(criterion)}</div>
        <div>${this.renderSpread(now, row)}</div>
      </div>
      ${this.renderJoin(now)}
    </div>`;
  }

  private renderSteps() {
    const at = this.order.indexOf(this.code);
    const titles = new Map(everyCriterion(this.catalogue).map(({ code, title }) => [code, title]));
    const closed = new Set(this.panel?.criteria.filter((each) => each.closed).map(({ code }) => code));
    const [previous, next] = [this.order[at - 1], this.order[at + 1]];
    return html`<div class="meeting-steps no-print">
      ${select(
        'criterion',
        msg(str`Kriterium ${at + 1} av ${this.order.length}`),
        this.order.map((code) => ({
          value: code,
          label: `${code} ${titles.get(code) ?? ''}`,
          heading: closed.has(code) ? msg('Stängda, det som skiljer mest först') : msg('Öppna'),
        })),
        this.code,
        (code) => void this.go(code),
      )}
      <p class="actions">
        <button
          class="ds-button"
          data-variant="secondary"
          ?disabled=${previous === undefined}
          @click=${() => this.go(previous ?? '')}
        >
          ${msg('Föregående')}
        </button>
        <button class="ds-button" ?disabled=${next === undefined} @click=${() => this.go(next ?? '')}>
          ${msg('Nästa')}
        </button>
      </p>
      <mr-countdown></mr-countdown>
    </div>`;
  }

  private renderSpread(now: PanelView, row: PanelCriterion) {
    if (!row.closed)
      return html`<h2>${msg('Bedömningen pågår')}</h2>
        <p class="meeting-progress" role="status">${panelProgress(row, now.assessors.length)}</p>
        <p>${msg('Ingen ser vad någon har valt förrän kriteriet stängs.')}</p>
        <mr-sure
          label=${msg('Stäng och visa spridningen')}
          question=${msg('Då kan ingen bedöma mer.')}
          yes=${msg('Ja, stäng och visa')}
          .work=${() => this.closeThis()}
        ></mr-sure>`;
    if (row.spread === null)
      return html`<h2>${msg('Spridning')}</h2>
        <p>${msg('Färre än tre har bedömt kriteriet, så ingen spridning visas. Diskutera nivån tillsammans.')}</p>`;
    return html`<h2>${msg('Spridning')}</h2>
      ${spreadDots(row.spread, { names: this.catalogue.vocabulary.levelNames, own: this.saver?.draft.level ?? null })}
      ${row.ratings.length > 0 ? html`<h2>${msg('Så tänkte de')}</h2>` : nothing} ${shownRatings(row.ratings)}`;
  }

  /** While they rate, the screen says what the levels mean, and not what somebody has thought before. */
  private renderLevels(criterion: Criterion) {
    return this.levels(criterion, { level: null, notApplicable: false }, true, msg('Nivåerna'));
  }

  private levels(criterion: Criterion, choice: Choice, locked: boolean, legend: string) {
    const words = { legend, notApplicable: '', allHold: msg('Alla ska stämma:'), legalFloor: msg('Lagkrav') };
    const asked = { ...criterion, mayBeNotApplicable: false };
    return levelChoice(html, asked, this.catalogue.vocabulary.levelNames, choice, locked, words);
  }

  private renderJoint(criterion: Criterion) {
    const { saver } = this;
    if (!saver) return nothing;
    const { draft, status } = saver;
    const theirs = status.kind === 'conflict' ? status.current : undefined;
    const tooLong = errorFor(saver.held, 'motivation');
    return html`${
        theirs
          ? conflictChoice({
              mine: bodyOf(draft),
              theirs,
              onMine: () => {
                saver.keepMine();
              },
              onTheirs: () => {
                saver.takeTheirs();
              },
              onBoth: () => {
                const motivation = [...new Set([draft.motivation.trim(), theirs.motivation.trim()])].filter(Boolean);
                saver.keepMine({ ...draft, motivation: motivation.join('\n\n') });
              },
            })
          : nothing
      }
      <div
        @change=${(event: Event) => {
          const { name, value } = event.target as HTMLInputElement;
          if (name !== 'level') return;
          this.change({ level: Number(value) as Level, notApplicable: false }, true);
        }}
      >
        ${this.levels(criterion, draft, !this.editable, msg('Vår gemensamma nivå'))}
      </div>
      ${textField({
        label: msg('Varför'),
        name: 'motivation',
        help: msg('Blir motiveringen till svaret. Skriv inga personuppgifter.'),
        error: tooLong,
        rows: 3,
        value: draft.motivation,
        input: (text) => {
          this.change({ motivation: text }, false);
        },
        disabled: !this.editable,
      })}
      ${saveStatus(status)} ${status.kind === 'refused' ? keptText(draft) : nothing}`;
  }

  private renderJoin({ link, assessors }: PanelView) {
    if (link === null || assessors.every(({ code }) => code === null)) return nothing;
    return html`<details class="ds-details no-print">
      <summary>${msg('Anslut med telefonen')}</summary>
      <div class="join">
        ${qrCode(link)}
        <p>
          ${msg('Rikta telefonens kamera mot rutan, och skriv er sifferkod.')}<br /><span class="slip-link"
            >${link}</span
          >
        </p>
      </div>
    </details>`;
  }
}
