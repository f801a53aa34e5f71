import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { bySwedish } from '../../../criteria/order.ts';
import { keyed } from 'lit/directives/keyed.js';
import { peerGroup } from '../../../criteria/comparison/peer-groups.ts';
import type { Catalogue } from '../../../criteria/model.ts';
import type { Round } from '../../../server/rounds/contract.ts';
import type { StandoutList } from '../../../server/showcase/contract.ts';
import { catalogue } from '../../api/assessments.ts';
import { rounds } from '../../api/network.ts';
import { inviteExample, standouts } from '../../api/showcase.ts';
import { errorsOf, errorSummary, field, focusErrors, typed, type Errors } from '../../components/form.ts';
import { select } from '../../components/select.ts';
import { chosenYear, yearSelect } from '../../components/year-select.ts';
import { formatIndex } from '../../i18n/format.ts';
import { cancelButton, mayLeave } from '../../components/unsent-form.ts';
import { Page } from '../../page.ts';
import '../../styles/showcase.css';
import { stageTag } from './stage.ts';

type Organisation = StandoutList['organisations'][number];
type Found = Organisation['standouts'][number];

interface Chosen {
  readonly year: number;
  readonly organisation: Organisation['organisation'];
  readonly found: Found;
}

/** The figures behind, short enough for a list. */
function figures(why: Found['why']): string {
  switch (why.kind) {
    case 'top':
      return msg('Nivå 4, med underlag');
    case 'rise':
      return msg(str`Från nivå ${why.before} (${why.beforeYear}) till ${why.level}, med underlag`);
    case 'area':
      return msg(
        str`Index ${formatIndex(why.index)}, underlagsgrad ${formatIndex(why.evidence)} %. Övre kvartil ${formatIndex(why.quartile)} i ${peerGroup(why.peers)?.name ?? why.peers} (${why.n} har svarat)`,
      );
  }
}

/** For SKL: who stands out by the published rule, on what and why; and inviting them to tell. */
@customElement('mr-standouts')
export class StandoutsPage extends Page {
  @state() private shown: StandoutList | null = null;
  @state() private subject = '';
  @state() private county = '';
  @state() private search = '';
  @state() private chosen: Chosen | null = null;
  @state() private errors: Errors = [];
  @state() private told = '';
  /** How many organisations are shown before the rest is asked for. */
  @state() private most = 12;
  private rounds: readonly Round[] = [];
  private criteria: Catalogue | undefined;

  override async load(): Promise<void> {
    this.rounds = await rounds();
    const year = chosenYear(this.rounds);
    if (year !== undefined) await this.fetch(year);
  }

  private async fetch(year: number): Promise<void> {
    const shown = await standouts(year);
    this.criteria = await catalogue(shown.catalogue);
    this.shown = shown;
  }

  private async ask(chosen: Chosen): Promise<void> {
    if (!mayLeave(this)) return;
    this.chosen = chosen;
    this.told = '';
    await this.updateComplete;
    this.querySelector<HTMLElement>('#invite-heading')?.focus();
  }

  private async invite(event: Event): Promise<void> {
    event.preventDefault();
    const { chosen, shown } = this;
    if (!chosen || !shown) return;
    try {
      await inviteExample({
        organisation: chosen.organisation.code,
        year: chosen.year,
        subject: chosen.found.why.subject,
        message: typed(event, 'message'),
      });
      this.errors = [];
      this.chosen = null;
      await this.fetch(shown.year);
      this.told = msg(
        str`${chosen.organisation.name} är inbjuden att berätta om ${chosen.found.title}. Inbjudan syns hos deras samordnare.`,
      );
      await this.updateComplete;
      this.querySelector<HTMLElement>('.told')?.focus();
    } catch (error) {
      this.errors = errorsOf(error);
      await focusErrors(this);
    }
  }

  private get rows(): readonly Organisation[] {
    const wanted = this.search.trim().toLocaleLowerCase('sv');
    return (this.shown?.organisations ?? [])
      .filter(({ organisation: { name, group, county, countyCode } }) => {
        const text = `${name} ${group} ${county}`.toLocaleLowerCase('sv');
        return (this.county === '' || countyCode === this.county) && text.includes(wanted);
      })
      .map((row) => ({
        ...row,
        standouts: row.standouts.filter(({ why }) => this.subject === '' || why.subject === this.subject),
      }))
      .filter((row) => row.standouts.length > 0);
  }

  override render() {
    const { shown } = this;
    const heading = html`<h1 tabindex="-1">${msg('Utmärker sig')}</h1>`;
    if (!shown)
      return html`<div class="reading">
        ${heading}
        <p>${msg('Det finns ingen omgång ännu.')}</p>
      </div>`;
    const counties = new Map(
      shown.organisations.map(({ organisation }) => [organisation.countyCode, organisation.county]),
    );
    const { rows } = this;
    return html`${errorSummary(this.errors, { subject: msg('Det valda'), organisation: msg('Organisationen') })}
      <div class="reading">
        ${heading}
        <p>
          ${msg('De som den publicerade regeln pekar ut, i bokstavsordning. Bara de som delar med nätverket eller öppet är med. Ni väljer vilka ni bjuder in att berätta.')}
          <a href="/sa-raknar-vi#utmarker-sig">${msg('Läs regeln')}</a>
        </p>
      </div>
      <div class="choices no-print">
        ${yearSelect(this.rounds, shown.year, (year) => void this.fetch(year))}
        ${select('subject', msg('På vad'), this.subjects(), this.subject, (value) => {
          this.subject = value;
        })}
        ${select(
          'county',
          msg('Län'),
          [
            { value: '', label: msg('Alla') },
            ...[...counties].sort((a, b) => bySwedish(a[1], b[1])).map(([value, label]) => ({ value, label })),
          ],
          this.county,
          (value) => {
            this.county = value;
          },
        )}
        <div class="field">
          <label for="search">${msg('Sök kommun eller region')}</label
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
        </div>
      </div>
      <p class="told" role="status" tabindex="-1">${this.told}</p>
      ${this.chosen ? keyed(this.chosen, this.renderInvite(this.chosen)) : nothing}
      <p role="status" class="quiet">
        ${msg(str`Organisationer: ${rows.length}. Skäl att bjuda in: ${rows.reduce((n, { standouts: found }) => n + found.length, 0)}.`)}
      </p>
      ${rows.length === 0 ? html`<p>${shown.organisations.length === 0 ? msg('Ingen utmärker sig enligt regeln det här året. För områden krävs också att jämförelsetal är publicerade.') : msg('Inget passar valet.')}</p>` : nothing}
      <ul class="plain standouts">
        ${rows.slice(0, this.most).map((row) => this.renderOrganisation(row))}
      </ul>
      ${
        rows.length > this.most
          ? html`<p>
              <button class="ds-button" data-variant="secondary" @click=${() => this.showAll(rows.length)}>
                ${msg(str`Visa alla ${rows.length} organisationer`)}
              </button>
            </p>`
          : nothing
      }`;
  }

  private async showAll(most: number): Promise<void> {
    const before = this.most;
    this.most = most;
    await this.updateComplete;
    this.querySelector<HTMLElement>(`.standouts > li:nth-child(${before + 1}) a`)?.focus();
  }

  private subjects() {
    const found = new Set(this.shown?.organisations.flatMap(({ standouts: all }) => all.map(({ why }) => why.subject)));
    const options = [
      ...(this.criteria?.areas ?? []).map(({ code, name }) => ({ value: code, label: name, heading: msg('Områden') })),
      ...(this.criteria?.criteria ?? []).map(({ code, title }) => ({
        value: code,
        label: `${code} ${title}`,
        heading: msg('Kriterier'),
      })),
    ];
    return [{ value: '', label: msg('Allt') }, ...options.filter(({ value }) => found.has(value))];
  }

  private renderOrganisation({ organisation, standouts: found }: Organisation) {
    const [open, more] = [found.slice(0, 3), found.slice(3)];
    const list = (rows: readonly Found[]) =>
      html`<ul class="plain">
        ${rows.map((each) => this.renderFound({ year: this.shown?.year ?? 0, organisation, found: each }))}
      </ul>`;
    return html`<li>
      <h2>${organisation.name}</h2>
      <p class="quiet">
        ${[organisation.county, organisation.group].filter(Boolean).join(' · ')} ·
        <a
          href="/medlemmar/${organisation.code}/${this.shown?.year ?? ''}"
          aria-label=${msg(str`Svaren från ${organisation.name}`)}
          >${msg('Svaren')}</a
        >
      </p>
      ${list(open)}
      ${
        more.length > 0
          ? html`<details class="ds-details">
              <summary>${msg(str`Visa ${more.length} till`)}</summary>
              <div>${list(more)}</div>
            </details>`
          : nothing
      }
    </li>`;
  }

  private renderFound(chosen: Chosen) {
    const { found } = chosen;
    const { why, title, example } = found;
    const subject = why.kind === 'area' ? title : `${why.subject} ${title}`;
    return html`<li class="standout">
      <div><strong>${subject}</strong><br /><span class="quiet">${figures(why)}</span></div>
      ${
        example
          ? html`<span
              ><a
                href="/natverket/skyltfonster/${example.id}"
                aria-label=${msg(str`Se exemplet: ${subject} från ${chosen.organisation.name}`)}
                >${msg('Se exemplet')}</a
              >
              ${stageTag({ stage: example.stage, visible: false })}</span
            >`
          : html`<button
              class="ds-button"
              data-size="sm"
              data-variant="secondary"
              @click=${() => this.ask(chosen)}
              aria-label=${msg(str`Bjud in ${chosen.organisation.name} om ${subject}`)}
            >
              ${msg('Bjud in')}
            </button>`
      }
    </li>`;
  }

  private renderInvite({ organisation, found }: Chosen) {
    return html`<section class="panel">
      <h2 id="invite-heading" tabindex="-1">${msg(str`Bjud in ${organisation.name}`)}</h2>
      <p>${found.title}. ${figures(found.why)}.</p>
      <form class="form" novalidate @submit=${(event: Event) => this.invite(event)}>
        ${field({ label: msg('Hälsning till samordnaren'), name: 'message', help: msg('Frivilligt. Säg gärna vad andra skulle ha nytta av att höra.'), control: html`<textarea class="ds-input" id="message" name="message" rows="4" maxlength="2000" aria-describedby="message-help"></textarea>` })}
        <p class="actions">
          <button class="ds-button">${msg('Bjud in')}</button> ${cancelButton(() => {
            this.chosen = null;
          })}
        </p>
      </form>
    </section>`;
  }
}
