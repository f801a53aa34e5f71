import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { appliesTo, type Catalogue, type Deepening } from '../../criteria/model.ts';
import type { AssessmentView } from '../../server/assessments/contract.ts';
import { change } from '../api/assessments.ts';
import { ApiError } from '../api/http.ts';
import { LightElement } from '../page.ts';

/** What to say when a choice has been made. */
export class Chosen extends CustomEvent<string> {}

/** Optional subjects beside the criteria: what each holds, and whether this year's assessment has it. */
@customElement('mr-deepening-choice')
export class DeepeningChoice extends LightElement {
  @property({ attribute: false }) view!: AssessmentView;
  @property({ attribute: false }) catalogue!: Catalogue;
  @state() private problem = '';

  private async choose({ id, name }: Deepening, box: HTMLInputElement): Promise<void> {
    const chosen = box.checked;
    try {
      await change(this.view.id, { deepening: { id, chosen } });
      this.problem = '';
      const detail = chosen
        ? msg(str`Fördjupningen ${name} är med i årets självskattning.`)
        : msg(str`Fördjupningen ${name} är inte längre med.`);
      this.dispatchEvent(new Chosen('chosen', { detail }));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.problem = error.message;
      box.checked = !chosen;
    }
  }

  override render() {
    const { tasks } = this.view.organisation;
    const offered = this.catalogue.deepenings
      .map((each) => ({ ...each, criteria: each.criteria.filter((criterion) => appliesTo(criterion, tasks)) }))
      .filter(({ criteria }) => criteria.length > 0);
    if (offered.length === 0 || this.view.state !== 'draft') return nothing;
    return html`<details class="ds-details no-print">
      <summary>${msg('Fördjupningar (frivilligt)')}</summary>
      <div>
        <p>
          ${msg('Frågor om ett ämne, för den som vill gå vidare. Svaren räknas för sig i ert resultat. De påverkar inga index och jämförs inte med andras.')}
        </p>
        <ul class="plain">
          ${offered.map(
            (each) =>
              html`<li>
                <label class="check"
                  ><input
                    type="checkbox"
                    .checked=${this.view.deepenings.includes(each.id)}
                    @change=${(event: Event) => this.choose(each, event.target as HTMLInputElement)}
                  /><span
                    ><strong>${each.name}</strong>,
                    ${each.criteria.length === 1 ? msg('1 kriterium') : msg(str`${each.criteria.length} kriterier`)}<br />${each.description}</span
                  ></label
                >
              </li>`,
          )}
        </ul>
        <p role="status">${this.problem}</p>
      </div>
    </details>`;
  }
}
