import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Disputed, Regiven } from '../../server/surveys/contract.ts';
import { giveLinkAnew, lookUpAssociation } from '../api/surveys.ts';
import { LightElement } from '../page.ts';
import { errorFor, errorsOf, errorSummary, field, focusErrors, typed, type Errors } from './form.ts';
import './sure.ts';

/** For SKL: an association says that somebody else has answered with its link. */
@customElement('mr-disputed-link')
export class DisputedLink extends LightElement {
  @state() private errors: Errors = [];
  @state() private found: Disputed | null = null;
  @state() private made: Regiven | null = null;
  private link = '';

  private async do(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.errors = [];
    } catch (error) {
      this.errors = errorsOf(error);
      this.found = null;
      await focusErrors(this);
    }
  }

  private readonly lookUp = (event: Event): Promise<void> => {
    event.preventDefault();
    this.link = typed(event, 'link');
    this.made = null;
    return this.do(async () => {
      this.found = await lookUpAssociation(this.link);
    });
  };

  private readonly give = (): Promise<void> =>
    this.do(async () => {
      this.made = await giveLinkAnew(this.link);
      this.found = null;
      this.link = '';
    });

  override render() {
    return html`<section>
      <h2>${msg('Någon annan har svarat i en förenings ställe')}</h2>
      <p class="reading">
        ${msg('En förening som får veta att den redan har svarat, fast den inte har det, hör av sig med sin länk. Försäkra dig om att det är föreningen. Svaret tas bort oläst och föreningen får en ny länk.')}
      </p>
      <form class="form" novalidate @submit=${this.lookUp}>
        ${errorSummary(this.errors, { link: msg('Länken') })}
        ${field({
          label: msg('Föreningens länk'),
          name: 'link',
          error: errorFor(this.errors, 'link'),
          control: html`<input class="ds-input" id="link" name="link" autocomplete="off" .value=${this.link} />`,
        })}
        <button class="ds-button" data-variant="secondary">${msg('Sök upp länken')}</button>
      </form>
      <div role="status">
        ${this.found ? this.renderFound(this.found) : nothing} ${this.made ? this.renderMade(this.made) : nothing}
      </div>
    </section>`;
  }

  private renderFound({ name, organisation, year, state: now }: Disputed) {
    return html`<p>
        <strong>${name}</strong>, ${msg(str`tillfrågad av ${organisation} för ${year}.`)}
        ${now === 'answered' ? msg('Någon har svarat.') : now === 'declined' ? msg('Någon har tackat nej.') : msg('Ingen har svarat ännu.')}
      </p>
      ${
        now === 'invited'
          ? nothing
          : html`<p>
              <mr-sure
                label=${msg('Ge föreningen en ny länk')}
                question=${msg('Den gamla länken slutar gälla, och det som är svarat tas bort. Organisationen ser i sin logg att det är gjort.')}
                yes=${msg('Ja, ge en ny länk')}
                .work=${this.give}
              ></mr-sure>
            </p>`
      }`;
  }

  private renderMade({ name, link }: Regiven) {
    return html`<div class="field">
      <label for="new-link"
        >${msg(str`Ny länk till ${name}. Den visas bara nu. Skicka den till föreningen själv.`)}</label
      >
      <input class="ds-input" id="new-link" readonly .value=${link} />
    </div>`;
  }
}
