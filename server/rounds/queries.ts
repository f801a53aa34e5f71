import type { Kysely } from 'kysely';
import type { Standing } from '../../criteria/comparison/peer-groups.ts';
import type { Database, EditionRow, RoundRow, SubmissionRow } from '../database/schema.ts';

type Db = Kysely<Database>;

const ROUND = ['year', 'catalogue', 'opens', 'closes', 'text', 'created_at', 'created_by'] as const;
export const SUBMISSION = [
  'assessment_id',
  'organisation_code',
  'year',
  'revision',
  'group_code',
  'county_code',
  'population',
  'sharing',
  'to_county',
  'submitted_at',
  'submitted_by',
] as const;

export function roundOf(db: Db, year: number): Promise<RoundRow | undefined> {
  return db.selectFrom('rounds').select(ROUND).where('year', '=', year).executeTakeFirst();
}

/**
 * Lets one change at a time through to a year's submissions and editions, so that no edition is computed from names
 * that are just being taken away.
 */
export async function lockRound(db: Db, year: number): Promise<void> {
  await db.updateTable('rounds').set({ year }).where('year', '=', year).execute();
}

/** Newest first. */
export function allRounds(db: Db): Promise<RoundRow[]> {
  return db.selectFrom('rounds').select(ROUND).orderBy('year', 'desc').execute();
}

/** The edition that is read now, per year. */
export async function currentEditions(db: Db): Promise<(Omit<EditionRow, 'sets'> & { submissions: number })[]> {
  const rows = await db
    .selectFrom('editions')
    .select(['year', 'number', 'reason', 'computed_at', 'computed_by'])
    .select((eb) =>
      eb
        .selectFrom('edition_members')
        .select((m) => m.fn.countAll().as('n'))
        .whereRef('edition_members.year', '=', 'editions.year')
        .whereRef('edition_members.edition', '=', 'editions.number')
        .as('submissions'),
    )
    .orderBy('year')
    .orderBy('number')
    .execute();
  const latest = new Map(rows.map((row) => [row.year, row]));
  return [...latest.values()].map((row) => ({ ...row, submissions: Number(row.submissions) }));
}

/** What decides the peers of whoever sent a submission, as it was then. */
export const peerPlaceOf = (
  row: Pick<SubmissionRow, 'organisation_code' | 'group_code' | 'county_code' | 'population'>,
): Standing => ({
  organisation: row.organisation_code,
  group: row.group_code,
  county: row.county_code,
  population: row.population,
});

/** Every submission of a year, oldest revision first. */
export function submissionsOfYear(db: Db, year: number): Promise<SubmissionRow[]> {
  return db
    .selectFrom('submissions')
    .select(SUBMISSION)
    .where('year', '=', year)
    .orderBy('organisation_code')
    .orderBy('revision')
    .execute();
}

/** The submission that counts: each organisation's latest. */
export function counting(rows: readonly SubmissionRow[]): Map<string, SubmissionRow> {
  return new Map(rows.map((row) => [row.organisation_code, row]));
}

export function submissionOf(db: Db, assessmentId: string): Promise<SubmissionRow | undefined> {
  return db.selectFrom('submissions').select(SUBMISSION).where('assessment_id', '=', assessmentId).executeTakeFirst();
}

/** The organisation's latest submission of a year. */
export function latestSubmission(db: Db, organisationCode: string, year: number): Promise<SubmissionRow | undefined> {
  return db
    .selectFrom('submissions')
    .select(SUBMISSION)
    .where('organisation_code', '=', organisationCode)
    .where('year', '=', year)
    .orderBy('revision', 'desc')
    .executeTakeFirst();
}
