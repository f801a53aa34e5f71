import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { AnswerBody, AnswerView } from '../../server/assessments/contract.ts';
import { formatTime } from '../i18n/format.ts';

type Shown = Pick<AnswerBody, 'level' | 'notApplicable' | 'reason' | 'motivation' | 'evidence'>;

function version(answer: Shown): TemplateResult {
  return html`<dl class="facts">
    <div>
      <dt>${msg('Nivå')}</dt>
      <dd>${answer.notApplicable ? msg('Ej aktuellt') : (answer.level ?? '-')}</dd>
    </div>
    ${
      answer.reason
        ? html`<div>
            <dt>${msg('Varför ej aktuellt')}</dt>
            <dd class="typed">${answer.reason}</dd>
          </div>`
        : nothing
    }
    <div>
      <dt>${msg('Motivering')}</dt>
      <dd class="typed">${answer.motivation || '-'}</dd>
    </div>
    <div>
      <dt>${msg('Underlag')}</dt>
      <dd>
        ${
          answer.evidence.length === 0
            ? '-'
            : html`<ul class="plain">
                ${answer.evidence.map(({ title }) => html`<li>${title}</li>`)}
              </ul>`
        }
      </dd>
    </div>
  </dl>`;
}

interface Choices {
  readonly mine: Shown;
  readonly theirs: AnswerView;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
  readonly onBoth: () => void;
}

/** Two people have changed the same answer: both texts side by side, and three ways on. Nothing is chosen for anyone. */
export function conflictChoice({ mine, theirs, onMine, onTheirs, onBoth }: Choices): TemplateResult {
  const who = theirs.updatedBy ?? msg('någon annan');
  return html`<section class="conflict ds-alert" data-color="warning" tabindex="-1" aria-labelledby="conflict-heading">
    <h2 id="conflict-heading">${msg('Ni är två som har ändrat samma svar')}</h2>
    <p>
      ${msg(str`${who} sparade ${formatTime(theirs.updatedAt)}, efter att du öppnade svaret. Inget av det ni har skrivit är borta.`)}
    </p>
    <div class="versions-side">
      <div>
        <h3>${msg('Ditt')}</h3>
        ${version(mine)}
      </div>
      <div>
        <h3>${msg(str`Sparat av ${who}`)}</h3>
        ${version(theirs)}
      </div>
    </div>
    <p class="actions">
      <button class="ds-button" @click=${onMine}>${msg('Spara mitt')}</button>
      <button class="ds-button" data-variant="secondary" @click=${onTheirs}>${msg('Behåll det andra')}</button>
      <button class="ds-button" data-variant="secondary" @click=${onBoth}>${msg('Slå ihop texterna')}</button>
    </p>
  </section>`;
}
