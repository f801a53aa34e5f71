import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { chosenDeepenings, criteriaFor, type Catalogue, type Criterion } from '../../criteria/model.ts';
import { confirmedLevel, isAnswered } from '../../criteria/scoring/score.ts';
import { progressOf, type Progress } from '../../criteria/scoring/progress.ts';
import type { AnswerView, AssessmentView } from '../../server/assessments/contract.ts';

/** An area, or a deepening that is chosen, with the criteria in it that this person meets. */
export interface Part {
  readonly id: string;
  readonly name: string;
  readonly criteria: readonly Criterion[];
}

/** What a deepening is called where its criteria stand among the areas'. */
export const deepeningName = (name: string): string => msg(str`Fördjupning: ${name}`);

/** The assessment part by part, without those that hold nothing for this person. */
export function shownParts(catalogue: Catalogue, view: AssessmentView): readonly Part[] {
  const { tasks } = view.organisation;
  const asked = criteriaFor(catalogue, tasks, view.onlyCodes === null ? view.track : 'full');
  const sees = ({ code }: Criterion) => view.onlyCodes === null || view.onlyCodes.includes(code);
  return [
    ...catalogue.areas.map(({ code, name }) => ({
      id: code,
      name,
      criteria: asked.filter(({ area }) => area === code),
    })),
    ...chosenDeepenings(catalogue, { tasks, deepenings: view.deepenings }).map(({ id, name, criteria }) => ({
      id,
      name: deepeningName(name),
      criteria,
    })),
  ]
    .map((part) => ({ ...part, criteria: part.criteria.filter(sees) }))
    .filter(({ criteria }) => criteria.length > 0);
}

/** The criteria this person meets in the assessment, in order. */
export function shownCriteria(catalogue: Catalogue, view: AssessmentView): readonly Criterion[] {
  return shownParts(catalogue, view).flatMap(({ criteria }) => criteria);
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
