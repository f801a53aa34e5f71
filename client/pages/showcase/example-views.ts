import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { exampleArticle } from '../../../criteria/present/example-article.ts';
import type { Tag } from '../../../criteria/present/tag.ts';
import type { ExampleText, ExampleView, OrganisationStep } from '../../../server/showcase/contract.ts';
import { formatDate } from '../../i18n/format.ts';
import { shownUntil } from './stage.ts';

export const article = html as Tag<unknown>;

/** Takes a step, and says what came of it. */
export type TakeStep = (step: OrganisationStep, told: string) => Promise<void>;

/** What is asked about once more before it is done. */
export type Asked = 'withdraw' | 'decline' | 'remove';

/** What the organisation has to know of where its example is. `mine`: the person may take steps. */
export function stateView(view: ExampleView, operator: string, mine: boolean, step: TakeStep): TemplateResult {
  return html`${view.visible ? html`<p>${shownUntil(view)}. <a href="/skyltfonster/${view.content.slug}">${msg('Se hur det visas')}</a></p>` : nothing}
  ${view.visible && view.stage === 'draft' && mine ? html`<p>${msg('Det du ändrar här syns först när ni har samtyckt till den nya texten och den har granskats och publicerats. Till dess visas den gamla.')}</p>` : nothing}
  ${
    view.expiresSoon && view.stage !== 'consented' && mine
      ? html`<div class="ds-alert" data-color="warning">
          <h2>${msg('Exemplet slutar snart att visas')}</h2>
          <p>
            ${msg('Stämmer texten fortfarande? Då kan ni visa den i 24 månader från i dag. Annars ändrar ni den här nedanför.')}
          </p>
          <p>
            <button class="ds-button" @click=${() => step('renew', msg('Exemplet visas i 24 månader från i dag.'))}>
              ${msg('Texten stämmer, visa den längre')}
            </button>
          </p>
        </div>`
      : nothing
  }
  ${
    view.stage === 'consented'
      ? html`<div class="ds-alert" data-color="info">
          <p>
            ${msg(str`Ni samtyckte ${formatDate(view.consentedAt ?? '')}. ${operator} granskar texten. Den är låst under tiden.`)}
          </p>
          ${mine ? html`<p><button class="ds-button" data-variant="secondary" @click=${() => step('take-back', msg('Samtycket är återtaget. Texten går att ändra igen.'))}>${msg('Ta tillbaka samtycket och ändra')}</button></p>` : nothing}
        </div>`
      : nothing
  }`;
}

/** The text as it will be shown, and what consent means. */
export function consentView(
  view: ExampleView,
  text: ExampleText,
  operator: string,
  { consent, write }: { readonly consent: (event: Event) => void; readonly write: () => void },
): TemplateResult {
  return html`<p class="ds-alert" data-color="info">
      ${msg('Förhandsgranskning. Så här kommer texten att visas.')}
      <button class="link-button" @click=${write}>${msg('Ändra texten')}</button>
    </p>
    <div class="preview">${exampleArticle(article, { ...view.content, text })}</div>
    <section class="panel reading">
      <h2>${msg('Samtyck till att texten visas')}</h2>
      <form class="form" novalidate @submit=${consent}>
        <ul>
          <li>
            ${msg(str`Texten och bilderna blir öppna för alla, precis som ovan, när ${operator} har granskat och publicerat dem.`)}
          </li>
          <li>${msg('De visas i 24 månader. Tre månader innan tiden går ut står det på er översikt.')}</li>
          <li>
            ${msg('Ni kan dra tillbaka exemplet när som helst. Då försvinner det direkt, men det som andra redan har hämtat går inte att ta tillbaka.')}
          </li>
          <li>${msg('Andra får använda texten om de anger er som källa (CC BY 4.0).')}</li>
        </ul>
        <p class="check">
          <input type="checkbox" id="agree" />
          <label for="agree"
            >${msg('Vi samtycker till att texten och bilderna visas så här. De som syns på bilderna har sagt ja.')}</label
          >
        </p>
        <p class="actions">
          <button class="ds-button">${msg('Samtyck och skicka')}</button>
          <button type="button" class="ds-button" data-variant="secondary" @click=${write}>
            ${msg('Ändra texten')}
          </button>
        </p>
      </form>
    </section>`;
}

interface Leaving {
  readonly ask: (what: Asked | null) => void;
  readonly step: TakeStep;
  readonly remove: () => void;
}

/** The ways out, at the end; what cannot be taken lightly is asked about first. */
export function leavingView(view: ExampleView, asking: Asked | null, leaving: Leaving): TemplateResult {
  if (asking) return askingView(view, asking, leaving);
  const ask = (what: Asked, label: string) =>
    html`<button
      class="link-button"
      @click=${() => {
        leaving.ask(what);
      }}
    >
      ${label}
    </button>`;
  const own = view.content.origin === 'own';
  const gone = ['withdrawn', 'expired', 'declined'].includes(view.stage);
  return html`<p class="actions leaving">
    ${view.visible || view.stage === 'consented' ? ask('withdraw', msg('Dra tillbaka exemplet')) : nothing}
    ${!own && !view.visible && ['invited', 'draft'].includes(view.stage) ? ask('decline', msg('Tacka nej till inbjudan')) : nothing}
    ${own && !view.visible && view.stage === 'draft' ? ask('remove', msg('Ta bort utkastet')) : nothing}
    ${gone ? html`<span class="quiet">${msg('Ändra texten om ni vill ta upp exemplet igen.')}</span>` : nothing}
  </p>`;
}

function askingView(view: ExampleView, what: Asked, { ask, step, remove }: Leaving): TemplateResult {
  const asked = {
    withdraw: {
      text: view.visible
        ? msg('Exemplet försvinner från skyltfönstret direkt. Texten finns kvar här hos er.')
        : msg('Granskningen avbryts. Texten finns kvar här hos er.'),
      label: msg('Dra tillbaka'),
      go: () =>
        step(
          'withdraw',
          view.visible ? msg('Exemplet är tillbakadraget och visas inte längre.') : msg('Exemplet är tillbakadraget.'),
        ),
    },
    decline: {
      text: msg('Det ni har skrivit finns kvar, och ni kan ändra er.'),
      label: msg('Tacka nej'),
      go: () => step('decline', msg('Ni har tackat nej till inbjudan.')),
    },
    remove: {
      text: msg('Utkastet tas bort med det ni har skrivit. Det går inte att ångra.'),
      label: msg('Ta bort'),
      go: remove,
    },
  }[what];
  return html`<div class="panel" role="group" aria-label=${asked.label}>
    <p id="asked" tabindex="-1">${asked.text}</p>
    <p class="actions">
      <button class="ds-button" data-color="danger" @click=${asked.go}>${asked.label}</button>
      <button
        class="ds-button"
        data-variant="secondary"
        @click=${() => {
          ask(null);
        }}
      >
        ${msg('Avbryt')}
      </button>
    </p>
  </div>`;
}
