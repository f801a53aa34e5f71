import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Catalogue } from '../../criteria/model.ts';
import type { FindingView } from '../../server/findings/contract.ts';
import { findings, replyToFinding } from '../api/assessments.ts';
import { ApiError } from '../api/http.ts';
import { formatTime } from '../i18n/format.ts';
import { LightElement } from '../page.ts';
import { codesOf, findingSentence, isContradiction } from './finding-sentence.ts';

/** More criteria than this are shown on demand. */
const MOST_LINKS = 6;

/** How many are left to look at. */
export type FindingsLeft = CustomEvent<number>;

/** What speaks against the answers: each is changed, or said to be right all the same. */
@customElement('mr-finding-list')
export class FindingList extends LightElement {
  @property() assessment = '';
  @property({ attribute: false }) catalogue!: Catalogue;
  @property({ type: Boolean }) editable = false;
  @state() private found: readonly FindingView[] | null = null;
  @state() private problem = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void this.ask(() => findings(this.assessment));
  }

  private async ask(question: () => Promise<readonly FindingView[]>): Promise<void> {
    try {
      this.found = await question();
      this.problem = '';
      const left = this.found.filter(({ confirmed }) => confirmed === null).length;
      this.dispatchEvent(new CustomEvent('findings-left', { detail: left, bubbles: true }));
    } catch (error) {
      this.problem = error instanceof ApiError ? error.message : String(error);
    }
  }

  override render() {
    const found = this.found ?? [];
    const contradictions = found.filter(isContradiction);
    const gaps = found.filter((finding) => !isContradiction(finding));
    return html`<h2>${msg('Motsägelser och luckor')}</h2>
      ${this.problem ? html`<p role="alert">${this.problem}</p>` : nothing}
      ${this.found?.length === 0 ? html`<p>${msg('Inga motsägelser eller luckor hittades.')}</p>` : nothing}
      ${
        found.length > 0
          ? html`<p class="quiet">
              ${msg('Det här kan de som beslutar fråga om. Ändra svaret, eller säg att det stämmer ändå. Inget hindrar er från att låsa.')}
            </p>`
          : nothing
      }
      ${this.renderGroup(msg('Svar som talar emot varandra'), contradictions)}
      ${this.renderGroup(msg('Svar att se över'), gaps)}`;
  }

  private renderGroup(title: string, rows: readonly FindingView[]) {
    if (rows.length === 0) return nothing;
    return html`<h3>${title}</h3>
      <ul class="plain findings">
        ${rows.map((finding) => html`<li>${this.renderFinding(finding)}</li>`)}
      </ul>`;
  }

  private renderFinding(finding: FindingView) {
    const { confirmed } = finding;
    const sentence = findingSentence(finding, this.catalogue);
    const links = codesOf(finding).map(
      (code) => html`<a href="/sjalvskattning/${this.assessment}/${code}">${code}</a> `,
    );
    return html`<p>${sentence}</p>
      ${
        links.length > MOST_LINKS
          ? html`<details class="no-print">
              <summary>${msg('Visa vilka')}</summary>
              <p>${links}</p>
            </details>`
          : nothing
      }
      ${
        confirmed
          ? html`<p class="quiet">
              ✓
              ${confirmed.name ? msg(str`Stämmer ändå, enligt ${confirmed.name} ${formatTime(confirmed.at)}.`) : msg('Stämmer ändå.')}
              ${this.editable ? this.button(finding, false, msg('Ångra'), sentence) : nothing}
            </p>`
          : this.editable
            ? html`<p class="actions no-print">
                ${this.button(finding, true, msg('Stämmer ändå'), sentence)}
                ${links.length > MOST_LINKS ? nothing : links}
              </p>`
            : nothing
      }`;
  }

  private button({ key }: FindingView, confirmed: boolean, label: string, sentence: string) {
    return html`<button
      class=${confirmed ? 'ds-button' : 'link-button'}
      data-size="sm"
      data-variant="secondary"
      aria-label="${label}: ${sentence}"
      @click=${() => this.ask(() => replyToFinding(this.assessment, key, confirmed))}
    >
      ${label}
    </button>`;
  }
}
