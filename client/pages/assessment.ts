import { paragraphSign } from '../../criteria/paragraph.ts';
import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Catalogue, Criterion } from '../../criteria/model.ts';
import type { OrganisationUsers } from '../../server/accounts/contract.ts';
import type { AnswerView, AssessmentView } from '../../server/assessments/contract.ts';
import { users } from '../api/accounts.ts';
import { assessment, catalogue, change, correct, remove, saveAnswer, seenOf } from '../api/assessments.ts';
import { ApiError } from '../api/http.ts';
import { session, signedIn, type SignedIn } from '../api/session.ts';
import { isAnswered } from '../../criteria/scoring/score.ts';
import { lacksEvidence, progressOver, shownCriteria, shownParts, stateTag } from '../components/answer-state.ts';
import { fromAddress } from '../components/address-state.ts';
import '../components/deepening-choice.ts';
import type { Chosen } from '../components/deepening-choice.ts';
import '../components/hand-out.ts';
import type { HandedOut, Selection } from '../components/hand-out.ts';
import { bookletLinks } from '../components/booklet-links.ts';
import { handoutLetter } from '../components/handout-letter.ts';
import { handoutTag } from '../components/handout-state.ts';
import { progressBar } from '../components/progress-bar.ts';
import { formatDate } from '../i18n/format.ts';
import { bodyOf, draftOf } from '../offline/answer-form.ts';
import { draftsOf, type Draft } from '../offline/drafts.ts';
import { Live } from '../live.ts';
import { Page } from '../page.ts';
import '../styles/choices.css';
import { go } from '../router.ts';

type Filter = 'all' | 'open' | 'mine' | 'bare' | 'confirm';

const FILTERS: Record<Filter, () => string> = {
  all: () => msg('Alla'),
  open: () => msg('Obesvarade'),
  mine: () => msg('Inte utdelade'),
  bare: () => msg('Utan underlag'),
  confirm: () => msg('Att bekräfta'),
};

/** All criteria of the assessment, with progress, filters and handing out. */
@customElement('mr-assessment')
export class AssessmentPage extends Page {
  @state() private filter: Filter = 'all';
  @state() private selected: ReadonlySet<string> = new Set();
  @state() private told = '';
  /** To whoever has just been handed something, where the service sends no mail. */
  private letter: string | null = null;
  @state() private view!: AssessmentView;
  private user!: SignedIn;
  private catalogue!: Catalogue;
  /** What this person has written here that has not been sent. */
  private unsent: readonly Draft[] = [];
  private colleagues: OrganisationUsers['users'] = [];
  /** What is searched for among the criteria, and the colleague whose criteria are shown. */
  @state() private search = '';
  @state() private holder = '';

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
    const wanted = fromAddress('visa');
    this.holder = this.user.role === 'contributor' ? '' : (fromAddress('hos') ?? '');
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
      case 'mine':
        return !this.view.handouts.some((row) => row.code === code);
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

  private async handedOut({ detail }: HandedOut): Promise<void> {
    const { codes, to, due } = detail;
    const told = codes.length === 1 ? msg('Kriteriet är utdelat.') : msg(str`${codes.length} kriterier är utdelade.`);
    const { mail } = await session();
    this.told = mail && to ? `${told} ${msg(str`${to.name} får ett mejl.`)}` : told;
    this.letter = mail || !to ? null : handoutLetter(this.catalogue, { to, codes, due, year: this.view.year });
    this.selected = new Set();
    this.view = await assessment(this.view.id, { fresh: true });
    await this.updateComplete;
    this.querySelector<HTMLElement>('.told')?.focus();
  }

  private async chose({ detail }: Chosen): Promise<void> {
    this.told = detail;
    this.view = await assessment(this.view.id, { fresh: true });
  }

  /** Last year's answer to the same question, seen in the list and still true. */
  private confirm(code: string, answer: AnswerView): Promise<void> {
    return this.do(async () => {
      await saveAnswer(this.view.id, code, answer.revision, bodyOf(draftOf(answer)));
      this.told = msg(str`${code} är bekräftat.`);
      this.view = await assessment(this.view.id);
    });
  }

  /** May be confirmed without being opened: the level came along, so it still means the same, and nothing is written here. */
  private confirmable(answer: AnswerView | undefined): answer is AnswerView {
    return (
      answer !== undefined &&
      answer.toConfirm &&
      (answer.level !== null || (answer.notApplicable && answer.reason !== '')) &&
      this.view.state === 'draft' &&
      this.user.role !== 'decision_maker' &&
      !this.unsent.some(({ code }) => code === answer.code)
    );
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
    const parts = shownParts(this.catalogue, view);
    const all = parts.flatMap((part) => part.criteria);
    const criteria = all.filter((criterion) => this.wanted(criterion));
    const filters = (Object.keys(FILTERS) as Filter[]).filter((filter) => filter !== 'mine' || this.coordinator);
    const passing = (filter: Filter) => criteria.filter(({ code }) => this.passes(filter, code, answers.get(code)));
    const shown = passing(this.filter);
    return html`<h1 tabindex="-1">
        ${msg(str`Självskattning ${view.year}`)}${view.revision > 1 ? html` <span class="quiet">${msg(str`rättelse ${view.revision - 1}`)}</span>` : nothing}
      </h1>
      ${this.renderState()} ${progressBar(progressOver(all, answers))}
      ${view.onlyCodes === null ? html`<p class="also"><a href="/sjalvskattning/${view.id}/nyckeltal">${msg('Nyckeltal')}</a> <a href="/sjalvskattning/${view.id}/forutsattningar">${msg('Förutsättningar och stöd')}</a> <a href="/sjalvskattning/${view.id}/utdelat">${msg('Utdelade kriterier')}</a> ${this.coordinator ? html`<a href="/sjalvskattning/${view.id}/gemensam">${msg('Gemensam bedömning')}</a>` : nothing} <a href="/civilsamhallet/${view.year}">${msg('Civilsamhällets bild')}</a> <a href="/sjalvskattning/${view.id}/beslut">${msg('Beslut')}</a></p>` : nothing}
      <div class="filters" role="group" aria-label=${msg('Visa')}>
        ${filters.map(
          (filter) =>
            html`<button
              class="filter"
              aria-pressed=${this.filter === filter ? 'true' : 'false'}
              @click=${() => {
                this.filter = filter;
              }}
            >
              ${FILTERS[filter]()} (${passing(filter).length})
            </button>`,
        )}
      </div>
      ${this.renderSearch()}
      ${
        this.coordinator && view.state === 'draft'
          ? html`<mr-hand-out
              assessment=${view.id}
              .colleagues=${this.colleagues}
              .selected=${this.selected}
              .parts=${parts.map((part) => ({ ...part, criteria: part.criteria.filter((each) => shown.includes(each)) }))}
              @selection=${({ detail }: Selection) => {
                this.selected = detail;
              }}
              @handed-out=${this.handedOut}
            ></mr-hand-out>`
          : nothing
      }
      <p class="told" role="status" tabindex="-1">${this.told}</p>
      ${this.letter ? html`<p><a class="ds-button" data-variant="secondary" data-size="sm" href=${this.letter}>${msg('Berätta det i ditt mejlprogram')}</a></p>` : nothing}
      ${shown.length === 0 ? html`<p>${this.filter === 'all' && this.search === '' && this.holder === '' ? msg('Inga kriterier.') : msg('Inget kriterium passar in på det valet.')}</p>` : nothing}
      ${parts.map((part) => {
        const rows = part.criteria.filter((criterion) => shown.includes(criterion));
        return rows.length === 0
          ? nothing
          : html`<section>
              <h2>${part.name}</h2>
              <ul class="plain task-list">
                ${rows.map((criterion) => this.renderRow(criterion, answers.get(criterion.code)))}
              </ul>
            </section>`;
      })}
      ${
        this.coordinator
          ? html`<mr-deepening-choice
              .view=${view}
              .catalogue=${this.catalogue}
              @chosen=${this.chose}
            ></mr-deepening-choice>`
          : nothing
      }
      ${bookletLinks(view.id, msg('Ska ni mötas utan skärm?'))}
      ${this.coordinator && view.state === 'draft' ? html`<p class="quiet no-print">${msg('Arbetar ni i Excel?')} <a href="/sjalvskattning/${view.id}/las-in">${msg('Hämta och läs in svar')}</a></p>` : nothing}
      ${
        this.selected.size > 0
          ? html`<div class="selected-bar">
              <p>${msg(str`${this.selected.size} valda`)}</p>
              <button
                class="ds-button"
                data-size="sm"
                @click=${() => {
                  this.querySelector<HTMLElement>('#userId')?.focus();
                }}
              >
                ${msg('Dela ut de valda')}
              </button>
            </div>`
          : nothing
      }
      ${this.renderMore(answers)}`;
  }

  private wanted({ code, title, question }: Criterion): boolean {
    const sought = this.search.trim().toLocaleLowerCase('sv');
    return (
      (sought === '' || `${code} ${title} ${question}`.toLocaleLowerCase('sv').includes(sought)) &&
      (this.holder === '' || this.view.handouts.some((row) => row.code === code && row.userId === this.holder))
    );
  }

  private renderSearch() {
    const holders = new Map(
      this.user.role !== 'contributor' ? this.view.handouts.map(({ userId, name }) => [userId, name]) : [],
    );
    return html`<div class="choices no-print">
      <div class="field">
        <label for="search">${msg('Sök bland kriterierna')}</label
        ><input
          class="ds-input"
          id="search"
          type="search"
          .value=${this.search}
          @input=${(event: Event) => {
            this.search = (event.target as HTMLInputElement).value;
          }}
        />
      </div>
      ${
        holders.size > 0
          ? html`<div class="field">
              <label for="holder">${msg('Utdelade till')}</label
              ><select
                class="ds-input"
                id="holder"
                @change=${(event: Event) => {
                  this.holder = (event.target as HTMLSelectElement).value;
                }}
              >
                <option value="">${msg('Alla')}</option>
                ${[...holders].map(([id, name]) => html`<option value=${id} ?selected=${id === this.holder}>${name}</option>`)}
              </select>
            </div>`
          : nothing
      }
    </div>`;
  }

  private renderState() {
    const { view } = this;
    if (view.state === 'ready')
      return html`<p class="ds-alert" data-color="info">
        ${msg('Självskattningen är låst i väntan på beslut.')}
        <a href="/sjalvskattning/${view.id}/beslut">${msg('Till beslutet')}</a>
      </p>`;
    if (view.state === 'adopted')
      return html`<p class="ds-alert" data-color="success">
        ${msg(str`Fastställd av ${view.decision?.body ?? ''} ${formatDate(view.decision?.date ?? view.updatedAt)}, ${paragraphSign(view.decision?.paragraph ?? '')}.`)}
        <a href="/resultat/${view.id}">${msg('Se resultatet')}</a>
      </p>`;
    return html`<p class="quiet">
      ${msg('Utkast.')} ${msg(str`Kriterier version ${view.catalogue}.`)}
      ${view.track === 'starter' ? msg(str`Startspåret, ${shownCriteria(this.catalogue, view).length} kriterier.`) : nothing}
    </p>`;
  }

  private renderRow(criterion: Criterion, answer: AnswerView | undefined) {
    const { code, title } = criterion;
    const { view } = this;
    const handed = view.handouts.filter((row) => row.code === code);
    const notes = this.view.comments[code] ?? 0;
    const selectable = this.coordinator && this.view.state === 'draft';
    return html`<li>
      ${
        selectable
          ? html`<input
              type="checkbox"
              aria-label=${msg(str`Välj ${code} för att dela ut`)}
              .checked=${this.selected.has(code)}
              @change=${() => {
                this.toggle(code);
              }}
            />`
          : nothing
      }
      <span class="task-name"
        ><a href="/sjalvskattning/${this.view.id}/${code}"><span class="code">${code}</span> ${title}</a>
        ${this.confirmable(answer) && answer.carried?.relation === 'reworded' ? html`<span class="small">${msg('Omformulerat sedan förra gången.')} ${answer.carried.why}</span>` : nothing}
        ${this.confirmable(answer) && answer.motivation !== '' ? html`<span class="quiet small">${shortened(answer.motivation)}</span>` : nothing}
        ${view.onlyCodes === null ? handed.map(({ name, due, state }) => html`<span class="quiet small">${msg(str`Utdelat till ${name}`)}${due ? msg(str`, senast ${formatDate(due)}`) : nothing} ${handoutTag(state)}</span>`) : nothing}</span
      >
      <span class="task-state"
        >${this.unsent.some((draft) => draft.code === code) ? html`<span class="ds-tag" data-color="danger" data-size="sm">${msg('Inte skickat')}</span>` : nothing}
        ${stateTag(answer)}
        ${this.confirmable(answer) ? html`<button class="ds-button" data-size="sm" data-variant="secondary" aria-label=${answer.notApplicable ? msg(str`Bekräfta: ej aktuellt, ${code}`) : msg(str`Bekräfta nivå ${answer.level}, ${code}`)} @click=${() => this.confirm(code, answer)}>${answer.notApplicable ? msg('Bekräfta: ej aktuellt') : msg(str`Bekräfta nivå ${answer.level}`)}</button>` : nothing}
        ${lacksEvidence(answer) ? html`<span class="ds-tag" data-color="warning" data-size="sm">${msg('Utan underlag')}</span>` : nothing}
        ${notes > 0 ? html`<span class="quiet small">${notes === 1 ? msg('1 kommentar') : msg(str`${notes} kommentarer`)}</span>` : nothing}</span
      >
    </li>`;
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
    return html`<section class="more">
      <h2>${msg('Mer')}</h2>
      <ul>
        ${
          view.state === 'draft' && view.track === 'starter'
            ? html`<li>
                <button
                  class="link-button"
                  @click=${() =>
                    this.do(async () => {
                      await change(view.id, { track: 'full' });
                      await reload();
                    })}
                >
                  ${msg('Gå vidare till alla kriterier')}</button
                >. ${msg('Svaren ni har följer med.')}
              </li>`
            : nothing
        }
        ${
          view.state === 'draft'
            ? html`<li>
                <label class="check"
                  ><input
                    type="checkbox"
                    .checked=${view.showStatus}
                    @change=${() =>
                      this.do(async () => {
                        await change(view.id, { showStatus: !view.showStatus });
                        await reload();
                      })}
                  />
                  ${msg('Låt SKL se hur många kriterier ni har besvarat. Annars ser SKL bara om ni har börjat.')}</label
                >
              </li>`
            : nothing
        }
        ${
          view.state === 'adopted'
            ? html`<li>
                <button
                  class="link-button"
                  @click=${() =>
                    this.do(async () => {
                      const { id } = await correct(view.id);
                      go(`/sjalvskattning/${id}`);
                    })}
                >
                  ${msg('Rätta självskattningen')}</button
                >. ${msg('Den fastställda finns kvar; rättelsen blir en ny som också behöver beslutas.')}
              </li>`
            : nothing
        }
        ${
          untouched
            ? html`<li>
                <button
                  class="link-button"
                  @click=${() =>
                    this.do(async () => {
                      await remove(view.id);
                      go('/oversikt');
                    })}
                >
                  ${msg('Ta bort självskattningen')}</button
                >. ${msg('Går bara innan någon har svarat.')}
              </li>`
            : nothing
        }
      </ul>
    </section>`;
  }
}

/** The beginning of a text, at a word, for a list. */
function shortened(text: string): string {
  const [start = ''] = /^.{0,140}(?=\s|$)/s.exec(text) ?? [];
  return start.length < text.length ? `${start} …` : text;
}
