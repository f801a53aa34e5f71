import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { everyCriterion, type Catalogue } from '../../criteria/model.ts';
import type { Carried } from '../../server/assessments/contract.ts';

const RELATIONS: Record<Carried['relation'], () => string> = {
  same: () => msg('Frågan och nivåerna är desamma som förra gången.'),
  reworded: () => msg('Kriteriet är omformulerat sedan förra gången.'),
  split: () => msg('Kriteriet var en del av ett bredare kriterium förra gången. Välj nivå på nytt.'),
  merged: () => msg('Kriteriet ersätter flera tidigare kriterier. Välj nivå på nytt.'),
};

interface Options {
  readonly carried: Carried;
  /** The old version's words; undefined until fetched or when nothing changed. */
  readonly old: Catalogue | undefined;
  readonly canConfirm: boolean;
  readonly onConfirm: () => void;
}

/** What was answered last year, and the old wording beside the new where it changed. */
export function carriedNotice({ carried, old, canConfirm, onConfirm }: Options): TemplateResult {
  return html`<section class="ds-alert carried" data-color="info">
    <h2>${msg(str`Svaret kommer från ${carried.year}`)}</h2>
    <p>${RELATIONS[carried.relation]()} ${carried.why}</p>
    ${
      carried.relation === 'same'
        ? nothing
        : carried.from.map((answer) => {
            const criterion = old && everyCriterion(old).find(({ code }) => code === answer.code);
            return html`<details class="ds-details">
              <summary>${msg(str`${answer.code}, så löd det i version ${carried.catalogue}`)}</summary>
              <div>
                ${
                  criterion
                    ? html`<p><strong>${criterion.question}</strong></p>
                        <ol class="level-list" start="0">
                          ${criterion.levels.map((text, i) => html`<li value=${i}>${answer.level === i ? html`<strong>${msg('Ert svar:')}</strong> ` : nothing}<span>${i} ${text}</span></li>`)}
                        </ol>`
                    : nothing
                }
                ${answer.notApplicable ? html`<p>${msg('Ni svarade ej aktuellt.')} ${answer.reason}</p>` : nothing}
              </div>
            </details>`;
          })
    }
    <p class="actions">
      ${canConfirm ? html`<button class="ds-button" @click=${onConfirm}>${msg('Bekräfta svaret')}</button> <span>${msg('eller ändra det nedan.')}</span>` : msg('Välj en nivå nedan, så är svaret bekräftat.')}
    </p>
  </section>`;
}
