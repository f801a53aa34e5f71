import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { referenceKey, referenceOf } from '../../criteria/scoring/evidence-reference.ts';
import type { EvidenceItem } from '../../server/assessments/contract.ts';
import type { RegisteredDocument } from '../../server/evidence/contract.ts';
import { documents } from '../api/evidence.ts';
import { formatDate } from '../i18n/format.ts';
import { LightElement } from '../page.ts';

/** The evidence that was picked. */
export type EvidencePicked = CustomEvent<EvidenceItem>;

interface Choice extends EvidenceItem {
  readonly expired?: boolean;
}

/** So many are shown at once; the rest are found by searching. */
const MOST = 8;

/** Picks among documents that have been entered before, so that each is typed once. */
@customElement('mr-evidence-picker')
export class EvidencePicker extends LightElement {
  /** The coordinator's organisation, whose register is read; empty for those who only see their own answers. */
  @property() organisation = '';
  /** What stands in the answers that this person sees. */
  @property({ attribute: false }) seen: readonly EvidenceItem[] = [];
  /** What this answer has already. */
  @property({ attribute: false }) taken: readonly EvidenceItem[] = [];
  @state() private register: readonly RegisteredDocument[] = [];
  @state() private search = '';

  private async open(event: Event): Promise<void> {
    if (!(event.target as HTMLDetailsElement).open || this.organisation === '') return;
    // Without the register (the connection is away) there is still what stands in the answers.
    this.register = await documents(this.organisation).catch(() => []);
  }

  private get choices(): readonly Choice[] {
    const taken = new Set(this.taken.map(referenceKey));
    const all = new Map<string, Choice>([...this.seen, ...this.register].map((row) => [referenceKey(row), row]));
    const words = this.search.toLocaleLowerCase('sv').split(/\s+/).filter(Boolean);
    return [...all]
      .filter(([key]) => !taken.has(key))
      .map(([, row]) => row)
      .filter(({ title, diarienummer = '' }) => {
        const text = `${title} ${diarienummer}`.toLocaleLowerCase('sv');
        return words.every((word) => text.includes(word));
      })
      .toSorted((a, b) => a.title.localeCompare(b.title, 'sv'));
  }

  private pick(choice: Choice): void {
    this.dispatchEvent(new CustomEvent('evidence-picked', { detail: referenceOf(choice), bubbles: true }));
  }

  override render() {
    const { choices } = this;
    const shown = choices.slice(0, MOST);
    return html`<details class="ds-details evidence-picker" @toggle=${this.open}>
      <summary>${msg('Välj bland tidigare underlag')}</summary>
      <div>
        <div class="field">
          <label for="evidence-search">${msg('Sök bland tidigare')}</label>
          <input
            class="ds-input"
            type="search"
            id="evidence-search"
            autocomplete="off"
            .value=${this.search}
            @input=${(event: Event) => {
              event.stopPropagation();
              this.search = (event.target as HTMLInputElement).value;
            }}
          />
        </div>
        <p class="quiet" role="status">
          ${choices.length === 0 ? msg('Inga träffar. Lägg till underlaget nedanför.') : choices.length > MOST ? msg(str`Visar ${MOST} av ${choices.length}. Sök för att hitta fler.`) : nothing}
        </p>
        <ul class="plain">
          ${shown.map(
            (row) =>
              html`<li>
                <button
                  class="link-button"
                  @click=${() => {
                    this.pick(row);
                  }}
                >
                  ${[row.title, row.diarienummer, row.date ? formatDate(row.date) : ''].filter(Boolean).join(', ')}</button
                >${row.expired ? html` <span class="ds-tag" data-size="sm" data-color="warning">${msg('gäller inte längre')}</span>` : nothing}
              </li>`,
          )}
        </ul>
      </div>
    </details>`;
  }
}
