import { tasksOf } from '../../criteria/model.ts';
import { tallyOf } from '../../criteria/scoring/score.ts';
import type { Sight } from '../access/sight.ts';
import { isItem, statesOf, toAnswerView } from '../assessments/content.ts';
import { answersOf, assessmentHead } from '../assessments/queries.ts';
import { catalogueOf } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import type { ReadAssessment } from './contract.ts';

/** A locked assessment for a reader outside the organisation. Whether she may read it is decided before. */
export async function readAssessmentOf(
  deps: Deps,
  assessmentId: string,
  sight: Exclude<Sight, 'nothing'>,
): Promise<ReadAssessment> {
  const [row, answers] = await Promise.all([assessmentHead(deps.db, assessmentId), answersOf(deps.db, assessmentId)]);
  const tally = tallyOf(
    catalogueOf(deps, row.catalogue),
    tasksOf(row.organisation_code),
    statesOf(answers),
    ['area'],
    row.track,
  );
  return {
    year: row.year,
    catalogue: row.catalogue,
    areas: tally.groups('area').map(({ key, name, index }) => ({ key, name, index })),
    answers: answers
      .filter((answer) => !isItem(answer) && answer.to_confirm === 0)
      .map((answer) => {
        const { code, level, notApplicable, reason, motivation, evidence } = toAnswerView(answer);
        const text = sight === 'text' ? { reason, motivation, evidence } : { reason: '', motivation: '', evidence: [] };
        return { code, level, notApplicable, ...text };
      }),
  };
}
