import { askedIn } from '../../criteria/model.ts';
import type { Spread } from '../../criteria/scoring/spread.ts';
import type { LoadedAssessment } from '../access/requester.ts';
import type { Seat } from '../access/seat.ts';
import { catalogueOf } from '../catalogues/published.ts';
import type { AssessorRow, PanelCriterionRow, RatingRow } from '../database/panel-rows.ts';
import type { Deps } from '../deps.ts';
import type { PanelView, SeatView, ShownRating, Spreads } from './contract.ts';
import { ownRating } from './own-rating.ts';
import { assessorsIn, criteriaIn, panelRow, ratingsIn } from './queries.ts';

/** Codes wrong in all before the link stops: by then one in a few hundred who guess has met a code. */
export const MOST_WRONG_CODES = 100;

/** A spread as it is stored. */
export const spreadIn = (stored: string | null): Spread | null =>
  stored === null ? null : (JSON.parse(stored) as Spread);

/** The one place that says what is shown of what assessors chose: nothing before closing, and nothing of fewer than three. */
function shownOf(
  criterion: PanelCriterionRow,
  ratings: readonly RatingRow[],
  names: ReadonlyMap<string, string>,
): { closed: boolean; spread: number[] | null; ratings: ShownRating[] } {
  if (criterion.closed_at === null) return { closed: false, spread: null, ratings: [] };
  const spread = spreadIn(criterion.spread);
  if (!spread) return { closed: true, spread: null, ratings: [] };
  return {
    closed: true,
    spread: [...spread],
    ratings: ratings
      .filter(({ level, text }) => level !== null || text !== '')
      .map(({ assessor_id, level, text }) => ({ name: names.get(assessor_id) ?? '', level, text }))
      .sort((a, b) => (a.level ?? 9) - (b.level ?? 9) || a.name.localeCompare(b.name, 'sv')),
  };
}

const namesOf = (assessors: readonly AssessorRow[]) => new Map(assessors.map(({ id, name }) => [id, name]));

/** Criteria as they stand in the catalogue. One that is no longer asked, since its deepening was left out, is not among them. */
function inOrder(deps: Deps, loaded: LoadedAssessment, rows: readonly PanelCriterionRow[]): PanelCriterionRow[] {
  const byCode = new Map(rows.map((row) => [row.code, row]));
  return askedIn(catalogueOf(deps, loaded.catalogue), loaded).flatMap(({ code }) => byCode.get(code) ?? []);
}

/** The joint assessment as the coordinator sees it; null when there is none. */
export async function panelFor(deps: Deps, loaded: LoadedAssessment): Promise<PanelView | null> {
  // First, so that what follows is never older than the revision it is said to be of.
  const panel = await panelRow(deps.db, loaded.id);
  const [assessors, criteria, ratings] = await Promise.all([
    assessorsIn(deps.db, loaded.id),
    criteriaIn(deps.db, loaded.id),
    ratingsIn(deps.db, loaded.id),
  ]);
  if (!panel) return null;
  const names = namesOf(assessors);
  const byCode = Map.groupBy(ratings, ({ code }) => code);
  const byAssessor = Map.groupBy(ratings, ({ assessor_id }) => assessor_id);
  const chosen = (rows: readonly RatingRow[] = []) => rows.filter(({ level }) => level !== null).length;
  return {
    startedAt: panel.created_at,
    revision: panel.revision,
    counted: panel.counted,
    ended: panel.ended_at !== null,
    link: panel.link === null ? null : `${deps.config.publicUrl}/bedom/${panel.link}`,
    linkStopped: panel.wrong_codes >= MOST_WRONG_CODES,
    closesItself: panel.closes_itself === 1,
    showing: panel.showing,
    assessors: assessors.map(({ id, name, user_id, code, seat }) => ({
      id,
      name,
      userId: user_id,
      code,
      entered: seat !== null,
      rated: chosen(byAssessor.get(id)),
    })),
    criteria: inOrder(deps, loaded, criteria).map((row) => {
      const rows = byCode.get(row.code) ?? [];
      const done = new Set(rows.filter((rating) => rating.done === 1).map(({ assessor_id }) => assessor_id));
      return {
        code: row.code,
        rated: chosen(rows),
        waiting: assessors.filter(({ id }) => !done.has(id)).map(({ name }) => name),
        ...shownOf(row, rows, names),
      };
    }),
  };
}

/** The joint assessment as one assessor sees it. */
export async function seatFor(deps: Deps, seat: Seat, loaded: LoadedAssessment): Promise<SeatView> {
  const panel = await panelRow(deps.db, seat.assessmentId);
  const [assessors, criteria, ratings, about] = await Promise.all([
    assessorsIn(deps.db, seat.assessmentId),
    criteriaIn(deps.db, seat.assessmentId),
    ratingsIn(deps.db, seat.assessmentId),
    deps.db
      .selectFrom('assessments')
      .innerJoin('organisations', 'organisations.code', 'assessments.organisation_code')
      .select(['organisations.name', 'assessments.year'])
      .where('assessments.id', '=', seat.assessmentId)
      .executeTakeFirstOrThrow(),
  ]);
  const names = namesOf(assessors);
  const byCode = Map.groupBy(ratings, ({ code }) => code);
  return {
    assessorId: seat.assessorId,
    name: seat.name,
    organisation: about.name,
    year: about.year,
    catalogue: loaded.catalogue,
    startedAt: panel?.created_at ?? '',
    revision: panel?.revision ?? 0,
    showing: panel?.showing ?? null,
    criteria: inOrder(deps, loaded, criteria).map((row) => {
      const rows = byCode.get(row.code) ?? [];
      return {
        code: row.code,
        mine: ownRating(
          rows.find(({ assessor_id }) => assessor_id === seat.assessorId),
          seat,
        ),
        ...shownOf(row, rows, names),
      };
    }),
  };
}

/** What is left of the joint assessment: for those who read the result. */
export async function spreadsOf({ db }: Pick<Deps, 'db'>, assessmentId: string): Promise<Spreads> {
  const rows = await criteriaIn(db, assessmentId);
  return rows.flatMap(({ code, spread }) => {
    const kept = spreadIn(spread);
    return kept ? [{ code, spread: [...kept] }] : [];
  });
}
