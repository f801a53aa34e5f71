import { changeBetween, isComparable } from '../../criteria/scoring/change.ts';
import { keysOf, type Lens } from '../../criteria/scoring/lens.ts';
import {
  askedIn,
  chosenDeepenings,
  criteriaFor,
  type Criterion,
  type Mapping,
  type Task,
} from '../../criteria/model.ts';
import { belowLegalFloor } from '../../criteria/scoring/legal-floor.ts';
import { tallyOf, type AnswerState } from '../../criteria/scoring/score.ts';
import { catalogueOf, mappingBetween } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import type { LoadedAssessment } from '../access/requester.ts';
import { isItem, statesOf, textIn } from './content.ts';
import type { Decision, ResultView, YearResult } from './contract.ts';
import { organisationByCode } from '../organisations/queries.ts';
import { answersOf, assessmentHead, assessmentsOf, type AssessmentHead } from './queries.ts';

interface Year {
  readonly row: AssessmentHead;
  readonly states: ReadonlyMap<string, AnswerState>;
}

/** The newest adopted revision of each earlier year, oldest first. */
function earlierYears(rows: readonly AssessmentHead[], year: number): readonly AssessmentHead[] {
  const byYear = new Map<number, AssessmentHead>();
  for (const row of rows) {
    if (row.year < year && row.state === 'adopted' && !byYear.has(row.year)) byYear.set(row.year, row);
  }
  return [...byYear.values()].sort((a, b) => a.year - b.year);
}

function changesOf(deps: Deps, lens: Lens, before: Year, after: Year, mapping: Mapping | null): YearResult['changes'] {
  const { criteria } = catalogueOf(deps, after.row.catalogue);
  const byKey = new Map<string, string[]>();
  for (const criterion of criteria) {
    for (const key of keysOf(criterion, lens)) byKey.set(key, [...(byKey.get(key) ?? []), criterion.code]);
  }
  return [...byKey].map(([key, codes]) => ({ key, ...changeBetween(codes, before.states, after.states, mapping) }));
}

function resultOf(deps: Deps, lens: Lens, tasks: readonly Task[], year: Year, before: Year | undefined): YearResult {
  const { row, states } = year;
  const tally = tallyOf(catalogueOf(deps, row.catalogue), tasks, states, [lens], row.track);
  const mapping = before && mappingBetween(deps, before.row.catalogue, row.catalogue);
  return {
    id: row.id,
    year: row.year,
    catalogue: row.catalogue,
    track: row.track,
    state: row.state,
    groups: tally.groups(lens).map(({ levels, ...group }) => ({ ...group, levels: [...levels] })),
    total: { ...tally.total(), levels: [...tally.total().levels] },
    evidence: tally.evidenceShare(),
    changes:
      before && mapping !== undefined && row.track === 'full' ? changesOf(deps, lens, before, year, mapping) : [],
  };
}

/** The result by one lens: this assessment, and the organisation's earlier adopted years beside it. */
export async function resultFor(deps: Deps, loaded: LoadedAssessment, lens: Lens): Promise<ResultView> {
  const [all, row, organisation] = await Promise.all([
    assessmentsOf(deps.db, loaded.organisationCode),
    assessmentHead(deps.db, loaded.id),
    organisationByCode(deps.db, loaded.organisationCode),
  ]);
  const rows = [...earlierYears(all, row.year), row];
  const answers = await Promise.all(rows.map((each) => answersOf(deps.db, each.id)));
  const years = rows.map((each, i): Year => ({ row: each, states: statesOf(answers[i] ?? []) }));
  const current = years.at(-1);
  const evidence = new Map(
    (answers.at(-1) ?? []).filter((row) => !isItem(row)).map((row) => [row.code, textIn(row).evidence.length]),
  );
  const catalogue = catalogueOf(deps, row.catalogue);
  const asked = askedIn(catalogue, loaded);
  const told = (criterion: Criterion): ResultView['criteria'][number] => {
    const state = current?.states.get(criterion.code);
    return {
      code: criterion.code,
      title: criterion.title,
      groups: [...keysOf(criterion, lens)],
      level: state?.level ?? null,
      notApplicable: state?.notApplicable ?? false,
      toConfirm: state?.toConfirm ?? false,
      evidence: evidence.get(criterion.code) ?? 0,
      earlier: years.slice(0, -1).map((year) => ({
        year: year.row.year,
        level: isComparable(criterion.code, mappingBetween(deps, year.row.catalogue, row.catalogue))
          ? (year.states.get(criterion.code)?.level ?? null)
          : null,
      })),
    };
  };
  return {
    lens,
    organisation: { code: loaded.organisationCode, name: organisation?.name ?? '' },
    decision: row.decision === null ? null : (JSON.parse(row.decision) as Decision),
    belowLegalFloor: belowLegalFloor(asked, current?.states ?? new Map()).map(({ code, level, floor }) => ({
      code,
      title: asked.find((criterion) => criterion.code === code)?.title ?? '',
      level,
      floor,
    })),
    years: years.map((year, i) => resultOf(deps, lens, loaded.tasks, year, years[i - 1])),
    criteria: criteriaFor(catalogue, loaded.tasks, row.track).map(told),
    deepenings: chosenDeepenings(catalogue, loaded).map(({ id, name, criteria }) => {
      const total = tallyOf({ ...catalogue, criteria }, loaded.tasks, current?.states ?? new Map(), []).total();
      return { id, name, total: { ...total, name, levels: [...total.levels] }, criteria: criteria.map(told) };
    }),
  };
}
