import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { ReadAssessment } from '../../server/comparison/contract.ts';
import { evidenceList } from './evidence-list.ts';
import { sign } from './sign.ts';

type Answer = ReadAssessment['answers'][number] | undefined;

/** Another organisation's level, or the sign for none. */
export function readLevel(answer: Answer): TemplateResult {
  if (answer?.notApplicable) return html`${sign('notApplicable')}`;
  if (answer === undefined || answer.level === null) return html`${sign('missing')}`;
  return html`<span class="level-mark" data-level=${answer.level}
    ><span class="visually-hidden">${msg('nivå')} </span>${answer.level}</span
  >`;
}

/** What it has written, and what shows it. */
export function readWords(answer: Answer): TemplateResult | typeof nothing {
  if (!answer) return nothing;
  return html`${answer.notApplicable && answer.reason ? html`<p class="typed">${msg('Ej aktuellt:')} ${answer.reason}</p>` : nothing}
  ${answer.motivation ? html`<p class="typed">${answer.motivation}</p>` : nothing}${evidenceList(answer.evidence)}`;
}
