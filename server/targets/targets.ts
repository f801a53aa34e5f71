import { askedIn, tasksOf, type Level } from '../../criteria/model.ts';
import { confirmedLevel, isAnswered, tallyOf, type AnswerState } from '../../criteria/scoring/score.ts';
import { mandatePeriod, raised, unsupported } from '../../criteria/scoring/targets.ts';
import { deepeningsIn, type SignedInUser } from '../access/requester.ts';
import { statesOf } from '../assessments/content.ts';
import { answersOf, assessmentsOf } from '../assessments/queries.ts';
import { catalogueOf, latestCatalogue } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import { invalid, Problem } from '../http/problem.ts';
import { today } from '../today.ts';
import type { TargetsView } from './contract.ts';

const MANDATE_YEARS = 4;

async function targetRows(deps: Deps, organisation: string, period: number): Promise<ReadonlyMap<string, Level>> {
  const rows = await deps.db
    .selectFrom('targets')
    .select(['code', 'level'])
    .where('organisation_code', '=', organisation)
    .where('period', '=', period)
    .execute();
  return new Map(rows.map(({ code, level }) => [code, level as Level]));
}

/** The highest level that a planned or ongoing action aims at, by criterion. What is done has shown what it led to. */
async function aimedAt(deps: Deps, organisation: string): Promise<ReadonlyMap<string, Level>> {
  const rows = await deps.db
    .selectFrom('actions')
    .select(['criterion', 'target_level'])
    .where('organisation_code', '=', organisation)
    .where('state', '!=', 'done')
    .where('criterion', 'is not', null)
    .where('target_level', 'is not', null)
    .execute();
  const highest = new Map<string, Level>();
  for (const { criterion, target_level: level } of rows)
    if (criterion !== null && level !== null)
      highest.set(criterion, Math.max(highest.get(criterion) ?? 0, level) as Level);
  return highest;
}

/** Where the organisation is, what its actions aim at, and what it has set as targets for the mandate period. */
export async function targetsFor(deps: Deps, organisation: string): Promise<TargetsView> {
  const period = mandatePeriod(today(deps));
  const [all, targets, before, actions] = await Promise.all([
    assessmentsOf(deps.db, organisation),
    targetRows(deps, organisation, period.from),
    targetRows(deps, organisation, period.from - MANDATE_YEARS),
    aimedAt(deps, organisation),
  ]);
  const latest = all.toSorted((a, b) => b.year - a.year || b.revision - a.revision)[0];
  const catalogue = latest ? catalogueOf(deps, latest.catalogue) : latestCatalogue(deps);
  const tasks = tasksOf(organisation);
  const asked = askedIn(catalogue, { tasks, track: 'full', deepenings: latest ? deepeningsIn(latest) : [] });
  const states = latest ? statesOf(await answersOf(deps.db, latest.id)) : new Map<string, AnswerState>();
  const known = new Set(asked.map(({ code }) => code));
  const within = (levels: ReadonlyMap<string, Level>) => new Map([...levels].filter(([code]) => known.has(code)));
  const [aimed, wanted] = [within(actions), within(targets)];
  const bare = new Set(unsupported(states, wanted, aimed));
  const indexes = (given: ReadonlyMap<string, AnswerState>) =>
    new Map(
      tallyOf(catalogue, tasks, given, ['area'])
        .groups('area')
        .map(({ key, index }) => [key, index]),
    );
  const [now, withActions, atTarget] = [states, raised(states, aimed), raised(states, wanted)].map(indexes);
  return {
    period,
    assessment: latest ? { id: latest.id, year: latest.year, catalogue: latest.catalogue } : null,
    areas: catalogue.areas.map(({ code, name }) => ({
      key: code,
      name,
      now: now?.get(code) ?? null,
      actions: withActions?.get(code) ?? null,
      targets: atTarget?.get(code) ?? null,
    })),
    criteria: asked.map(({ code, title, area }) => {
      const state = states.get(code);
      return {
        code,
        title,
        area,
        level: confirmedLevel(state),
        notApplicable: isAnswered(state) && state?.notApplicable === true,
        target: wanted.get(code) ?? null,
        action: aimed.get(code) ?? null,
        unsupported: bare.has(code),
      };
    }),
    before: before.size,
  };
}

/** Sets the target of one criterion for the mandate period of today, or takes it away. */
export async function setTarget(
  deps: Deps,
  user: SignedInUser,
  { code: organisation, criterion }: { readonly code: string; readonly criterion: string },
  level: number | null,
): Promise<TargetsView> {
  const { from } = mandatePeriod(today(deps));
  const view = await targetsFor(deps, organisation);
  if (!view.criteria.some(({ code }) => code === criterion)) throw invalid('criterion', 'ställs inte till er');
  if (level === null)
    await deps.db
      .deleteFrom('targets')
      .where('organisation_code', '=', organisation)
      .where('period', '=', from)
      .where('code', '=', criterion)
      .execute();
  else {
    const row = { level, updated_at: deps.now().toISOString(), updated_by: user.id };
    await deps.db
      .insertInto('targets')
      .values({ organisation_code: organisation, period: from, code: criterion, ...row })
      .onConflict((conflict) => conflict.columns(['organisation_code', 'period', 'code']).doUpdateSet(row))
      .execute();
  }
  return targetsFor(deps, organisation);
}

/** Takes along the targets of the period before, into one that has none. */
export async function carryTargets(deps: Deps, user: SignedInUser, organisation: string): Promise<TargetsView> {
  const { from } = mandatePeriod(today(deps));
  await deps.db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('targets')
      .select(['period', 'code', 'level'])
      .where('organisation_code', '=', organisation)
      .where('period', 'in', [from, from - MANDATE_YEARS])
      .execute();
    if (rows.some(({ period }) => period === from))
      throw new Problem(409, 'has-targets', 'Ni har redan mål för den här mandatperioden.');
    if (rows.length === 0) throw new Problem(409, 'no-targets', 'Det finns inga mål från förra mandatperioden.');
    await trx
      .insertInto('targets')
      .values(
        rows.map(({ code, level }) => ({
          organisation_code: organisation,
          period: from,
          code,
          level,
          updated_at: deps.now().toISOString(),
          updated_by: user.id,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
  return targetsFor(deps, organisation);
}
