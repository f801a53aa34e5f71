import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { criteriaFor, type Catalogue, type Criterion } from '../../criteria/model.ts';
import type { AnswerView, AssessmentView, Progress } from '../../server/assessments/contract.ts';

/** The criteria this person meets in the assessment, in order. */
export function shownCriteria(catalogue: Catalogue, view: AssessmentView): readonly Criterion[] {
  const asked = criteriaFor(catalogue, view.organisation.tasks, view.onlyCodes === null ? view.track : 'full');
  return view.onlyCodes === null ? asked : asked.filter(({ code }) => view.onlyCodes?.includes(code));
}

export function isAnswered(answer: AnswerView | undefined): boolean {
  return answer !== undefined && !answer.toConfirm && (answer.level !== null || answer.notApplicable);
}

/** At level 2 or higher without anything that shows it. */
export function lacksEvidence(answer: AnswerView | undefined): boolean {
  return answer !== undefined && isAnswered(answer) && (answer.level ?? 0) >= 2 && answer.evidence.length === 0;
}

export function progressOf(criteria: readonly Criterion[], answers: ReadonlyMap<string, AnswerView>): Progress {
  const given = criteria.map(({ code }) => answers.get(code));
  const notApplicable = given.filter((answer) => isAnswered(answer) && answer?.notApplicable).length;
  return {
    applicable: criteria.length - notApplicable,
    answered: given.filter((answer) => isAnswered(answer) && !answer?.notApplicable).length,
    notApplicable,
    toConfirm: given.filter((answer) => answer?.toConfirm).length,
  };
}

/** A short label for where a criterion stands. */
export function stateTag(answer: AnswerView | undefined): TemplateResult {
  if (answer?.toConfirm)
    return html`<span class="ds-tag" data-color="warning" data-size="sm">${msg('Att bekräfta')}</span>`;
  if (!answer || !isAnswered(answer))
    return html`<span class="ds-tag" data-color="neutral" data-size="sm">${msg('Obesvarat')}</span>`;
  if (answer.notApplicable)
    return html`<span class="ds-tag" data-color="neutral" data-size="sm">${msg('Ej aktuellt')}</span>`;
  return html`<span class="ds-tag" data-color="accent" data-size="sm">${msg(str`Nivå ${answer.level}`)}</span>`;
}
