import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { referenceOf } from '../../criteria/scoring/evidence-reference.ts';
import type { RegisteredDocument } from '../../server/evidence/contract.ts';
import { everyCriterion, type Catalogue } from '../../criteria/model.ts';
import type { AssessmentView } from '../../server/assessments/contract.ts';
import { assessment, catalogue, summaries } from '../api/assessments.ts';
import { addDocument, changeDocument, documents, registerAddress, removeDocument } from '../api/evidence.ts';
import { ApiError } from '../api/http.ts';
import { signedIn, type SignedIn } from '../api/session.ts';
import { lacksEvidence } from '../components/answer-state.ts';
import {
  bodyOfDocument,
  DOCUMENT_LABELS,
  documentFields,
  draftOfDocument,
  type DocumentDraft,
} from '../components/document-form.ts';
import { fileLinks } from '../components/file-links.ts';
import { errorsOf, errorSummary, focusErrors, type Errors } from '../components/form.ts';
import { expiredTag, linkTag, needsCare } from '../components/link-state.ts';
import { cancelButton } from '../components/unsent-form.ts';
import { formatDate } from '../i18n/format.ts';
import { Page } from '../page.ts';

type Filter = 'all' | 'care' | 'unused';

/** The organisation's register of evidence: each document once, where it is used, and what needs to be looked at. */
@customElement('mr-evidence')
export class EvidencePage extends Page {
  @state() private rows: readonly RegisteredDocument[] = [];
  @state() private filter: Filter = 'all';
  @state() private search = '';
  /** The document that is open in the form; `new`, or none. */
  @state() private open: RegisteredDocument | 'new' | null = null;
  @state() private draft: DocumentDraft = draftOfDocument(null);
  @state() private errors: Errors = [];
  @state() private told = '';
  @state() private removed: RegisteredDocument | null = null;
  private user!: SignedIn;
  private view: AssessmentView | undefined;
  private catalogue: Catalogue | undefined;

  override async load(): Promise<void> {
    this.user = await signedIn();
    const [rows, [latest]] = await Promise.all([documents(this.code), summaries(this.code)]);
    this.rows = rows;
    if (!latest) return;
    this.view = await assessment(latest.id, { fresh: true });
    this.catalogue = await catalogue(latest.catalogue);
  }

  private get code(): string {
    return this.user.organisation?.code ?? '';
  }

  private get mayWrite(): boolean {
    return this.user.role === 'coordinator';
  }

  private async edit(row: RegisteredDocument | 'new'): Promise<void> {
    this.draft = draftOfDocument(row === 'new' ? null : row);
    this.open = row;
    this.errors = [];
    await this.updateComplete;
    this.querySelector<HTMLElement>('#title')?.focus();
  }

  private readonly input = (event: Event) => {
    const { id, value } = event.target as HTMLInputElement;
    this.draft = { ...this.draft, [id]: value };
  };

  private async save(event: Event): Promise<void> {
    event.preventDefault();
    const { open } = this;
    if (open === null) return;
    const body = bodyOfDocument(this.draft);
    try {
      if (open !== 'new' && open.id !== null) await changeDocument(this.code, open.id, open.revision, body);
      else await addDocument(this.code, { document: body, replaces: open === 'new' ? null : referenceOf(open) });
      const drafts = open === 'new' ? 0 : open.uses.filter(({ draft }) => draft).length;
      this.open = null;
      this.errors = [];
      await this.tell(
        drafts === 0
          ? msg(str`”${body.title}” är sparat.`)
          : drafts === 1
            ? msg(str`”${body.title}” är sparat, också i 1 svar i årets utkast.`)
            : msg(str`”${body.title}” är sparat, också i ${drafts} svar i årets utkast.`),
      );
    } catch (error) {
      const conflict = error instanceof ApiError && error.status === 412;
      if (conflict) await this.goOver(open);
      this.errors = conflict
        ? [
            {
              field: '',
              message: msg(
                'Någon annan har ändrat underlaget under tiden. Det du skrev är kvar. Spara igen för att skriva över.',
              ),
            },
          ]
        : errorsOf(error).map((row) => ({ ...row, field: row.field.replace(/^document\./, '') }));
      await focusErrors(this);
    }
  }

  /** Someone has changed it meanwhile: what is typed stays in the form, and the next save goes over the other's. */
  private async goOver(open: RegisteredDocument | 'new'): Promise<void> {
    this.rows = await documents(this.code);
    const theirs = open === 'new' ? undefined : this.rows.find(({ id }) => id === open.id);
    if (theirs) this.open = theirs;
  }

  private async tell(message: string): Promise<void> {
    this.rows = await documents(this.code);
    if (this.view) this.view = await assessment(this.view.id, { fresh: true });
    this.told = message;
    await this.toHeading();
  }

  private async takeAway(row: RegisteredDocument): Promise<void> {
    if (row.id === null) return;
    await removeDocument(this.code, row.id);
    this.removed = row;
    await this.tell(msg(str`”${row.title}” är borttaget ur registret.`));
  }

  private async restore(): Promise<void> {
    const row = this.removed;
    if (!row) return;
    this.removed = null;
    await addDocument(this.code, { document: bodyOfDocument(draftOfDocument(row)), replaces: null });
    await this.tell(msg(str`”${row.title}” är tillbaka.`));
  }

  private get shown(): readonly RegisteredDocument[] {
    const wanted = this.search.trim().toLocaleLowerCase('sv');
    return this.rows
      .filter((row) => this.filter === 'all' || (this.filter === 'care' ? needsCare(row) : row.uses.length === 0))
      .filter(({ title, diarienummer = '', holder }) =>
        [title, diarienummer, holder].some((text) => text.toLocaleLowerCase('sv').includes(wanted)),
      );
  }

  override render() {
    const { rows } = this;
    return html`${errorSummary(this.errors, DOCUMENT_LABELS())}
      <h1 tabindex="-1">${msg('Underlag')}</h1>
      <p class="told" role="status">${this.told}</p>
      ${this.removed ? html`<p class="no-print"><button class="link-button" @click=${() => this.restore()}>${msg('Ångra borttagningen')}</button></p>` : nothing}
      <p class="reading">
        ${msg('Varje beslut och dokument en gång. Det ni lägger till här, eller i ett svar, kan ni välja igen i andra svar och nästa år.')}
      </p>
      ${this.mayWrite && this.open === null ? html`<p class="no-print"><button class="ds-button" @click=${() => this.edit('new')}>${msg('Lägg till underlag')}</button></p>` : nothing}
      ${this.open === null ? nothing : this.renderForm(this.open)}
      ${rows.length === 0 ? html`<p>${msg('Inget underlag ännu.')} ${this.view ? html`<a href="/sjalvskattning/${this.view.id}">${msg('Till kriterierna')}</a>` : nothing}</p>` : this.renderRegister()}
      ${this.renderBare()}`;
  }

  private renderRegister() {
    const { rows, shown } = this;
    const chip = (filter: Filter, label: string, n: number) =>
      html`<button
        class="filter"
        aria-pressed=${this.filter === filter ? 'true' : 'false'}
        @click=${() => {
          this.filter = filter;
        }}
      >
        ${label} (${n})
      </button>`;
    return html`${fileLinks(registerAddress(this.code, 'xlsx'), registerAddress(this.code, 'csv'))}
      <div class="filters no-print" role="group" aria-label=${msg('Visa')}>
        ${chip('all', msg('Alla'), rows.length)}${chip('care', msg('Att se över'), rows.filter(needsCare).length)}${chip('unused', msg('Används inte'), rows.filter(({ uses }) => uses.length === 0).length)}
      </div>
      ${
        rows.length > 8
          ? html`<div class="field no-print">
              <label for="search">${msg('Sök rubrik, diarienummer eller var det finns')}</label
              ><input
                class="ds-input"
                type="search"
                id="search"
                autocomplete="off"
                .value=${this.search}
                @input=${(event: Event) => {
                  this.search = (event.target as HTMLInputElement).value;
                }}
              />
            </div>`
          : nothing
      }
      <p role="status">${msg(str`${shown.length} visas`)}</p>
      <div class="table-wrap" tabindex="0" role="region" aria-label=${msg('Underlag')}>
        <table class="ds-table">
          <thead>
            <tr>
              <th scope="col">${msg('Rubrik')}</th>
              <th scope="col">${msg('Diarienummer')}</th>
              <th scope="col">${msg('Datum')}</th>
              <th scope="col">${msg('Finns hos')}</th>
              <th scope="col">${msg('Används i')}</th>
              ${this.mayWrite ? html`<th scope="col" class="no-print">${msg('Ändra')}</th>` : nothing}
            </tr>
          </thead>
          <tbody>
            ${shown.map((row) => this.renderRow(row))}
          </tbody>
        </table>
      </div>`;
  }

  private renderRow(row: RegisteredDocument) {
    const { title, link, diarienummer, date, holder, validUntil, expired } = row;
    return html`<tr>
      <th scope="row">
        ${link ? html`<a href=${link} rel="noopener">${title}</a>` : title} ${linkTag(row)}
        ${expiredTag(row, formatDate)}
      </th>
      <td>${diarienummer ?? ''}</td>
      <td>
        ${date ? formatDate(date) : nothing}${validUntil !== null && !expired ? html` <span class="quiet small">${msg(str`gäller till ${formatDate(validUntil)}`)}</span>` : nothing}
      </td>
      <td>${holder}</td>
      <td class="uses">${this.renderUses(row)}</td>
      ${
        this.mayWrite
          ? html`<td class="no-print">
              <button class="link-button" aria-label=${msg(str`Ändra: ${title}`)} @click=${() => this.edit(row)}>
                ${msg('Ändra')}
              </button>
              ${row.id !== null && row.uses.length === 0 ? html`<button class="link-button" aria-label=${msg(str`Ta bort: ${title}`)} @click=${() => this.takeAway(row)}>${msg('Ta bort')}</button>` : nothing}
            </td>`
          : nothing
      }
    </tr>`;
  }

  private titles(): ReadonlyMap<string, string> {
    return new Map(this.catalogue && everyCriterion(this.catalogue).map(({ code, title }) => [code, title]));
  }

  private renderUses({ uses }: RegisteredDocument) {
    const years = [...Map.groupBy(uses, ({ year }) => year)];
    if (years.length === 0) return html`<span class="quiet">${msg('inget svar')}</span>`;
    const titles = this.titles();
    return years.map(([year, rows], i) =>
      i === 0
        ? html`<div>
            ${year}:
            ${rows.map(({ assessment: id, code }) => html`<a class="whole" href="/sjalvskattning/${id}/${code}" title=${titles.get(code) ?? ''}>${code}</a> `)}
          </div>`
        : html`<div class="quiet small">
            ${year}: ${rows.map(({ code }) => html`<span class="whole">${code}</span> `)}
          </div>`,
    );
  }

  private renderForm(open: RegisteredDocument | 'new') {
    const drafts = open === 'new' ? 0 : open.uses.filter(({ draft }) => draft).length;
    return html`<form class="form panel" novalidate @submit=${(event: Event) => this.save(event)} @input=${this.input}>
      <h2>${open === 'new' ? msg('Nytt underlag') : msg('Ändra underlaget')}</h2>
      ${drafts > 0 ? html`<p>${msg('Ändringen slår igenom i årets utkast. Det som är låst eller fastställt står kvar som det beslutades.')}</p>` : nothing}
      ${documentFields(this.draft, this.errors)}
      <p class="actions">
        <button class="ds-button">${msg('Spara')}</button> ${cancelButton(() => {
          this.open = null;
          this.errors = [];
        })}
      </p>
    </form>`;
  }

  private renderBare() {
    const { view } = this;
    const bare = view?.answers.filter((answer) => lacksEvidence(answer)) ?? [];
    if (!view || bare.length === 0) return nothing;
    const titles = this.titles();
    return html`<section>
      <h2>${msg('Svar på nivå 2 eller högre utan underlag')}</h2>
      <ul>
        ${bare.map(({ code }) => html`<li><a href="/sjalvskattning/${view.id}/${code}">${code}</a> ${titles.get(code)}</li>`)}
      </ul>
    </section>`;
  }
}
