import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { criteriaFor, type Catalogue, type Criterion } from '../../criteria/model.ts';
import { confirmedLevel, isAnswered } from '../../criteria/scoring/score.ts';
import { progressOf, type Progress } from '../../criteria/scoring/progress.ts';
import type { AnswerView, AssessmentView } from '../../server/assessments/contract.ts';

/** The criteria this person meets in the assessment, in order. */
export function shownCriteria(catalogue: Catalogue, view: AssessmentView): readonly Criterion[] {
  const asked = criteriaFor(catalogue, view.organisation.tasks, view.onlyCodes === null ? view.track : 'full');
  return view.onlyCodes === null ? asked : asked.filter(({ code }) => view.onlyCodes?.includes(code));
}

/** At level 2 or higher without anything that shows it. */
export function lacksEvidence(answer: AnswerView | undefined): boolean {
  return answer !== undefined && (confirmedLevel(answer) ?? 0) >= 2 && answer.evidence.length === 0;
}

/** Progress over the criteria shown, by the same rule as the server's. */
export function progressOver(criteria: readonly Criterion[], answers: ReadonlyMap<string, AnswerView>): Progress {
  return progressOf(
    criteria.map(({ code }) => code),
    answers,
  );
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
