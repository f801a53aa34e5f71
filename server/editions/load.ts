import {
  changesOf,
  measuresOf,
  valuesOf,
  type Answered,
  type Share,
  type Values,
} from '../../criteria/comparison/measure.ts';
import type { AnswerState } from '../../criteria/scoring/score.ts';
import type { Lots, Member, Page, Pages, PastEdition } from '../../criteria/comparison/edition-model.ts';
import type { PublicationKey } from '../../criteria/comparison/disclose.ts';
import { setsOf } from '../../criteria/comparison/merged-groups.ts';
import { namedIn, type Visibility } from '../../criteria/comparison/readers.ts';
import type { Measure } from '../../criteria/comparison/measure.ts';
import type { Kysely } from 'kysely';
import { catalogueOf, mappingBetween } from '../catalogues/published.ts';
import type {
  Database,
  EditionMemberRow,
  EditionPageRow,
  EditionRow,
  RoundRow,
  SharingChangeRow,
  SubmissionRow,
} from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { counting, submissionsOfYear } from '../rounds/queries.ts';
import { levelState, shareIn } from '../assessments/content.ts';
import { toldOf } from './told.ts';
import { visibilityOf } from '../access/sight.ts';
import { stretchesOf } from './stretches.ts';
import type { Stretch, Told } from '../../criteria/comparison/readers.ts';

type Db = Kysely<Database>;

/** Everything that figures of one year are computed from. */
export interface YearData {
  readonly measures: readonly Measure[];
  readonly members: readonly Member[];
  readonly superseded: readonly Member[];
  readonly stretches: readonly Stretch[];
  readonly past: readonly PastEdition[];
  readonly told: Told;
  /** The sets of kommungrupper that figures over everyone are for; none before the round has closed. */
  readonly sets: readonly string[];
}

const CHUNK = 400;

/** What each submission holds, as comparison sees it. Answers are read in chunks: a network can be large. */
export async function answeredOf(db: Db, submissions: readonly SubmissionRow[]): Promise<Map<string, Answered>> {
  const answered = new Map<string, Answered>();
  for (let i = 0; i < submissions.length; i += CHUNK) {
    const ids = submissions.slice(i, i + CHUNK).map(({ assessment_id }) => assessment_id);
    const assessments = await db
      .selectFrom('assessments')
      .select(['id', 'organisation_code', 'catalogue', 'track'])
      .where('id', 'in', ids)
      .execute();
    const states = new Map(ids.map((id) => [id, new Map<string, AnswerState>()]));
    const shares = new Map(ids.map((id) => [id, new Map<string, Share>()]));
    const rows = await db
      .selectFrom('answers')
      .select(['assessment_id', 'code', 'level', 'not_applicable', 'to_confirm'])
      .where('assessment_id', 'in', ids)
      .where('kind', '=', 'criterion')
      .execute();
    for (const row of rows) states.get(row.assessment_id)?.set(row.code, levelState(row));
    const indicators = await db
      .selectFrom('answers')
      .select(['assessment_id', 'code', 'content'])
      .where('assessment_id', 'in', ids)
      .where('kind', '=', 'indicator')
      .execute();
    for (const row of indicators) {
      const share = shareIn(row);
      if (share) shares.get(row.assessment_id)?.set(row.code, share);
    }
    for (const { id, organisation_code, catalogue, track } of assessments) {
      answered.set(id, {
        organisation: organisation_code,
        catalogue,
        track,
        states: states.get(id) ?? new Map<string, AnswerState>(),
        shares: shares.get(id) ?? new Map<string, Share>(),
      });
    }
  }
  return answered;
}

interface Measured {
  readonly answered: Answered;
  readonly values: Values;
}

function measured(deps: Pick<Deps, 'catalogues'>, answered: ReadonlyMap<string, Answered>): Map<string, Measured> {
  return new Map(
    [...answered].map(([id, each]) => [
      id,
      { answered: each, values: valuesOf(catalogueOf(deps, each.catalogue), each) },
    ]),
  );
}

function sharingChanges(db: Db, year: number): Promise<SharingChangeRow[]> {
  return db
    .selectFrom('sharing_changes')
    .innerJoin('submissions', 'submissions.assessment_id', 'sharing_changes.assessment_id')
    .select([
      'sharing_changes.id',
      'sharing_changes.assessment_id',
      'sharing_changes.sequence',
      'sharing_changes.at',
      'sharing_changes.edition',
      'sharing_changes.sharing',
      'sharing_changes.to_county',
      'sharing_changes.user_id',
    ])
    .where('submissions.year', '=', year)
    .orderBy('at')
    .orderBy('edition')
    .orderBy('sequence')
    .execute();
}

function toMember(row: SubmissionRow, values: Values, before: string | null): Member {
  return {
    before,
    organisation: row.organisation_code,
    submission: row.assessment_id,
    group: row.group_code,
    county: row.county_code,
    population: row.population,
    values,
  };
}

/** Rows of all a year's editions, by edition. */
function byEdition<Row extends { readonly edition: number }>(
  rows: readonly Row[],
): ReadonlyMap<number, readonly Row[]> {
  return Map.groupBy(rows, ({ edition }) => edition);
}

/** An edition as it was published, from its rows. */
function pastEdition(
  { number, reason, sets }: Pick<EditionRow, 'number' | 'reason' | 'sets'>,
  rows: readonly EditionMemberRow[],
  pages: readonly EditionPageRow[],
): PastEdition {
  const byPublication = new Map<PublicationKey, Map<string, Page>>();
  for (const { publication, peers, figures } of pages) {
    const key = publication as PublicationKey;
    const groups = byPublication.get(key) ?? new Map<string, Page>();
    groups.set(peers, JSON.parse(figures) as Page);
    byPublication.set(key, groups);
  }
  const now = new Map(rows.map((row) => [row.assessment_id, visibilityOf(row)]));
  const before = new Map(
    rows.flatMap((row): [string, Visibility][] =>
      row.sharing_before === null
        ? []
        : [
            [
              row.organisation_code,
              { sharing: row.sharing_before, toCounty: row.to_county_before === 1, county: row.county_code },
            ],
          ],
    ),
  );
  return {
    number,
    closing: reason === 'closed',
    sets: sets === null ? undefined : (JSON.parse(sets) as string[]),
    interim: reason === 'interim',
    members: rows.map((row) => ({
      organisation: row.organisation_code,
      submission: row.assessment_id,
      group: row.group_code,
      county: row.county_code,
      population: row.population,
      values: JSON.parse(row.figures) as Values,
      before: row.assessment_before,
      lots: row.lots === null ? undefined : (JSON.parse(row.lots) as Lots),
    })),
    pages: byPublication satisfies Pages,
    named: (publication, sent, subject) => namedIn(publication, now, before)(sent, subject),
  };
}

async function pastEditions(
  db: Db,
  year: number,
  editions: readonly Pick<EditionRow, 'number' | 'reason' | 'sets'>[],
): Promise<PastEdition[]> {
  const [members, pages] = await Promise.all([
    db.selectFrom('edition_members').selectAll('edition_members').where('year', '=', year).execute(),
    db.selectFrom('edition_pages').selectAll('edition_pages').where('year', '=', year).execute(),
  ]);
  const [membersIn, pagesIn] = [byEdition(members), byEdition(pages)];
  return editions.map((edition) =>
    pastEdition(edition, membersIn.get(edition.number) ?? [], pagesIn.get(edition.number) ?? []),
  );
}

interface YearMembers {
  readonly submissions: readonly SubmissionRow[];
  readonly before: readonly SubmissionRow[];
  readonly members: readonly Member[];
  readonly superseded: readonly Member[];
}

/** Whose submissions of a year count, and what they hold, with their change since the year before. */
export async function loadMembers(
  deps: Pick<Deps, 'catalogues'>,
  db: Db,
  { year }: Pick<RoundRow, 'year'>,
): Promise<YearMembers> {
  const [submissions, before] = await Promise.all([submissionsOfYear(db, year), submissionsOfYear(db, year - 1)]);
  const counted = counting(submissions);
  const countedBefore = counting(before);
  const now = measured(deps, await answeredOf(db, submissions));
  const then = measured(deps, await answeredOf(db, [...countedBefore.values()]));
  const valued = (row: SubmissionRow): Member => {
    const mine = now.get(row.assessment_id);
    const before = countedBefore.get(row.organisation_code)?.assessment_id ?? null;
    if (!mine) return toMember(row, {}, before);
    const earlier = then.get(before ?? '');
    const changes = earlier
      ? changesOf(
          catalogueOf(deps, mine.answered.catalogue),
          earlier,
          mine,
          mappingBetween(deps, earlier.answered.catalogue, mine.answered.catalogue),
        )
      : {};
    return toMember(row, { ...mine.values, ...changes }, before);
  };
  return {
    submissions,
    before,
    members: [...counted.values()].map(valued),
    superseded: submissions.filter((row) => counted.get(row.organisation_code) !== row).map(valued),
  };
}

/** Whom the members see by name as sharing stands now. */
const namedNow = (stretches: readonly Stretch[]) => {
  const names = namedIn('members', stretches.at(-1)?.sharing ?? new Map(), new Map());
  return (member: Member) => names(member, 'levels');
};

/**
 * Reads a year's submissions, how they are shared, and what has been published about them. `upcoming` is the edition
 * that is about to be published.
 */
export async function loadYear(
  deps: Pick<Deps, 'catalogues'>,
  db: Db,
  round: RoundRow,
  upcoming?: Pick<EditionRow, 'number' | 'reason' | 'computed_at'>,
): Promise<YearData> {
  const { year } = round;
  const { submissions, before, members, superseded } = await loadMembers(deps, db, round);
  const editions = await db
    .selectFrom('editions')
    .select(['number', 'reason', 'computed_at', 'sets'])
    .where('year', '=', year)
    .orderBy('number')
    .execute();
  const stretches = stretchesOf(
    { submissions, changes: await sharingChanges(db, year) },
    { submissions: before, changes: await sharingChanges(db, year - 1) },
    upcoming ? [...editions, upcoming] : editions,
  );
  const past = await pastEditions(db, year, editions);
  return {
    measures: measuresOf(catalogueOf(deps, round.catalogue)),
    members,
    superseded,
    stretches,
    past,
    sets: setsOf(past, upcoming?.reason === 'closed' ? { members, named: namedNow(stretches) } : null),
    told: {
      now: await toldOf(db, submissions, ({ assessment_id }) => assessment_id),
      before: await toldOf(db, before, ({ organisation_code }) => organisation_code),
    },
  };
}
