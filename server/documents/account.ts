import {
  chosenDeepenings,
  criteriaFor,
  type Catalogue,
  type Criterion,
  type Deepening,
  type Task,
} from '../../criteria/model.ts';
import type { Share } from '../../criteria/comparison/measure.ts';
import type { AnswerState } from '../../criteria/scoring/score.ts';
import type { LoadedAssessment } from '../access/requester.ts';
import { actionsOf } from '../actions/actions.ts';
import type { Action } from '../actions/contract.ts';
import { answersByCode, shareIn, statesOf } from '../assessments/content.ts';
import type { AnswerView, ResultView, YearResult } from '../assessments/contract.ts';
import { answersOf } from '../assessments/queries.ts';
import { resultFor } from '../assessments/result.ts';
import { catalogueOf } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import { today } from '../today.ts';

/** Everything that the documents about one assessment say: read once, as the organisation's own people may see it. */
export interface Account {
  readonly organisation: { readonly code: string; readonly name: string };
  readonly catalogue: Catalogue;
  /** The catalogue's own criteria that the organisation is asked, in its order: what is scored and compared. */
  readonly asked: readonly Criterion[];
  /** The chosen deepenings, each by itself. */
  readonly deepenings: readonly Deepening[];
  readonly tasks: readonly Task[];
  readonly answers: ReadonlyMap<string, AnswerView>;
  readonly states: ReadonlyMap<string, AnswerState>;
  readonly result: ResultView;
  readonly now: YearResult;
  /** The year that the change is counted from; undefined when there is none to compare with. */
  readonly before: YearResult | undefined;
  readonly shares: ReadonlyMap<string, Share>;
  readonly actions: readonly Action[];
  /** The day the document is made, in Sweden. */
  readonly day: string;
  readonly invented: boolean;
}

export async function accountOf(deps: Deps, loaded: LoadedAssessment): Promise<Account> {
  const [result, rows, actions] = await Promise.all([
    resultFor(deps, loaded, 'area'),
    answersOf(deps.db, loaded.id),
    actionsOf(deps, loaded.organisationCode),
  ]);
  const now = result.years.at(-1);
  if (!now) throw new Error('A result has at least one year.');
  const catalogue = catalogueOf(deps, loaded.catalogue);
  const asked = criteriaFor(catalogue, loaded.tasks, loaded.track);
  const states = statesOf(rows);
  return {
    organisation: result.organisation,
    catalogue,
    tasks: loaded.tasks,
    asked,
    deepenings: chosenDeepenings(catalogue, loaded),
    answers: answersByCode(rows),
    states,
    result,
    now,
    before: now.changes.some(({ n }) => n > 0) ? result.years.at(-2) : undefined,
    shares: new Map(
      rows.flatMap((row): [string, Share][] => {
        const share = row.kind === 'indicator' ? shareIn(row) : undefined;
        return share ? [[row.code, share]] : [];
      }),
    ),
    actions,
    day: today(deps),
    invented: deps.config.demo,
  };
}

/** What a deepening's answers stand under, in documents and tables. */
export const deepeningName = ({ name }: Pick<Deepening, 'name'>): string => `Fördjupning: ${name}`;

/** Every criterion that is answered, with the name of what it stands under. */
export function answeredIn({ catalogue, asked, deepenings }: Account): { criterion: Criterion; area: string }[] {
  const names = new Map(catalogue.areas.map(({ code, name }) => [code, name]));
  return [
    ...asked.map((criterion) => ({ criterion, area: names.get(criterion.area) ?? criterion.area })),
    ...deepenings.flatMap((each) => each.criteria.map((criterion) => ({ criterion, area: deepeningName(each) }))),
  ];
}
