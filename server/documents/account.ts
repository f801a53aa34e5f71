import { criteriaFor, type Catalogue, type Criterion, type Task } from '../../criteria/model.ts';
import type { Share } from '../../criteria/comparison/measure.ts';
import type { AnswerState } from '../../criteria/scoring/score.ts';
import { gapsOf } from '../../criteria/scoring/strengths.ts';
import type { LoadedAssessment } from '../access/requester.ts';
import { actionsOf } from '../actions/actions.ts';
import type { Action } from '../actions/contract.ts';
import { isItem, shareIn, statesOf, toAnswerView } from '../assessments/content.ts';
import type { AnswerView, ResultView, YearResult } from '../assessments/contract.ts';
import { answersOf } from '../assessments/queries.ts';
import { resultFor } from '../assessments/result.ts';
import { catalogueOf } from '../catalogues/published.ts';
import { examplesFor } from '../comparison/learning.ts';
import type { Deps } from '../deps.ts';
import { today } from '../today.ts';
import { comparisonOf, type Comparison } from './comparison.ts';

/** One who has come further. */
export interface Ahead {
  readonly name: string;
  readonly level: number;
}

/** For how many of the weakest criteria others are looked for, and how many are told of each. */
const WEAKEST = 5;
const NEAREST = 3;

/**
 * A document that a nämnd receives may be handed out to anyone who asks, so that it names only those that share with
 * everyone (README, "Delning").
 */
async function aheadOf(deps: Deps, organisationCode: string, year: number, codes: readonly string[]) {
  const found = new Map<string, readonly Ahead[]>();
  for (const code of codes) {
    const examples = await examplesFor(deps, organisationCode, year, code, 'anyone');
    found.set(
      code,
      examples.slice(0, NEAREST).map(({ organisation, level }) => ({ name: organisation.name, level })),
    );
  }
  return found;
}

/** Everything that the documents about one assessment say: read once, as the organisation's own people may see it. */
export interface Account {
  readonly organisation: { readonly code: string; readonly name: string };
  readonly catalogue: Catalogue;
  /** What the organisation is asked, in the catalogue's order. */
  readonly asked: readonly Criterion[];
  readonly tasks: readonly Task[];
  readonly answers: ReadonlyMap<string, AnswerView>;
  readonly states: ReadonlyMap<string, AnswerState>;
  readonly result: ResultView;
  readonly now: YearResult;
  /** The year that the change is counted from; undefined when there is none to compare with. */
  readonly before: YearResult | undefined;
  readonly shares: ReadonlyMap<string, Share>;
  readonly actions: readonly Action[];
  readonly comparison: Comparison | null;
  /** For the weakest criteria: others that have come further and show it to anyone, nearest first. */
  readonly ahead: ReadonlyMap<string, readonly Ahead[]>;
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
  const weakest = gapsOf(asked, states).slice(0, WEAKEST);
  return {
    organisation: result.organisation,
    catalogue,
    tasks: loaded.tasks,
    asked,
    answers: new Map(rows.filter((row) => !isItem(row)).map((row) => [row.code, toAnswerView(row)])),
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
    ahead: await aheadOf(
      deps,
      loaded.organisationCode,
      now.year,
      weakest.map(({ code }) => code),
    ),
    comparison: await comparisonOf(deps, loaded.organisationCode, now.year, catalogue, asked),
    day: today(deps),
    invented: deps.config.demo,
  };
}
