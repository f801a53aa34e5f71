import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Catalogue, Criterion } from '../../criteria/model.ts';
import type { AnswerView } from '../../server/assessments/contract.ts';
import { formatTime } from '../i18n/format.ts';

/** Beside a criterion: why it is asked, how words are read, support, law and goals, and who last saved. */
export function criterionBackground(
  criterion: Criterion,
  catalogue: Catalogue,
  answer: AnswerView | undefined,
): TemplateResult {
  const { vocabulary } = catalogue;
  return html`<h2>${msg('Varför frågar vi?')}</h2>
    <p>${criterion.why}</p>
    ${
      catalogue.terms.length > 0
        ? html`<details class="ds-details">
            <summary>${msg('Så läser ni orden')}</summary>
            <dl>
              ${catalogue.terms.map(
                ({ word, means }) =>
                  html`<dt><strong>${word}</strong></dt>
                    <dd>${means}</dd>`,
              )}
            </dl>
          </details>`
        : nothing
    }
    ${
      criterion.support.length > 0
        ? html`<h2>${msg('Stöd')}</h2>
            <ul>
              ${criterion.support.map(({ title, publisher, link }) => html`<li><a href=${link} rel="noopener">${title}</a>, ${publisher}</li>`)}
            </ul>`
        : nothing
    }
    ${
      criterion.worksheet === 'weighing'
        ? html`<h2>${msg('Arbetsblad')}</h2>
            <p>
              ${msg('När rättigheter krockar. Det ifyllda bladet är ett underlag.')}
              <a href="/kriterierna/${catalogue.version}/${criterion.code}/avvagning.docx" download
                >${msg('Avvägning som Word')}</a
              >
            </p>`
        : nothing
    }
    <mr-criterion-help code=${criterion.code}></mr-criterion-help>
    ${
      criterion.law.length > 0
        ? html`<h2>${msg('Lag')}</h2>
            <ul>
              ${criterion.law.map(({ name, paragraph, link }) => html`<li><a href=${link} rel="noopener">${paragraph} ${name}</a></li>`)}
            </ul>`
        : nothing
    }
    <h2>${msg('Agenda 2030')}</h2>
    <ul>
      ${criterion.sdg.map(({ target }) => html`<li>${target} ${vocabulary.targets[target] ?? ''}</li>`)}
    </ul>
    <p>
      <a href="/kriterierna/${catalogue.version}/${criterion.code}" target="_blank"
        >${msg('Källor och rättigheter, och tyck till om kriteriet (ny flik)')}</a
      >
    </p>
    ${answer?.updatedBy ? html`<p class="quiet">${msg(str`Senast sparat av ${answer.updatedBy} ${formatTime(answer.updatedAt)}.`)}</p>` : nothing}`;
}
