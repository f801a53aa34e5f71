import type { Kysely } from 'kysely';
import type { Database, ExampleRow, OrganisationRow } from '../database/schema.ts';

type Db = Kysely<Database>;

const EXAMPLE = [
  'examples.id',
  'slug',
  'organisation_code',
  'origin',
  'subject',
  'year',
  'catalogue',
  'reasons',
  'stage',
  'text',
  'message',
  'consented',
  'consented_at',
  'consented_by',
  'shown',
  'published_at',
  'expires_at',
  'told',
  'revision',
  'created_at',
  'updated_at',
] as const;

const PLACE = [
  'organisations.code',
  'organisations.kind',
  'organisations.name',
  'organisations.short_name',
  'organisations.group_code',
  'organisations.group_name',
  'organisations.county_code',
  'organisations.county',
  'organisations.population',
] as const;

/** An example with the organisation it is from. */
export type PlacedExample = ExampleRow &
  Pick<
    OrganisationRow,
    'code' | 'kind' | 'name' | 'short_name' | 'group_code' | 'group_name' | 'county_code' | 'county' | 'population'
  >;

const placed = (db: Db) =>
  db
    .selectFrom('examples')
    .innerJoin('organisations', 'organisations.code', 'examples.organisation_code')
    .select([...EXAMPLE, ...PLACE]);

export function exampleById(db: Db, id: string): Promise<PlacedExample | undefined> {
  return placed(db).where('examples.id', '=', id).executeTakeFirst();
}

export function examplesOf(db: Db, organisationCode: string): Promise<PlacedExample[]> {
  return placed(db).where('organisation_code', '=', organisationCode).orderBy('examples.created_at', 'desc').execute();
}

export function allExamples(db: Db): Promise<PlacedExample[]> {
  return placed(db).orderBy('examples.updated_at', 'desc').execute();
}

/** What the public may read at a moment: the one place (README, "Skyltfönstret"). */
const shown = (db: Db, now: string) => placed(db).where('shown', 'is not', null).where('expires_at', '>', now);

/** Newest first. */
export function shownExamples(db: Db, now: string): Promise<PlacedExample[]> {
  return shown(db, now).orderBy('published_at', 'desc').orderBy('slug').execute();
}

export function shownExample(db: Db, now: string, slug: string): Promise<PlacedExample | undefined> {
  return shown(db, now).where('slug', '=', slug).executeTakeFirst();
}

export function slugsLike(db: Db, start: string): Promise<{ slug: string }[]> {
  return db.selectFrom('examples').select('slug').where('slug', 'like', `${start}%`).execute();
}

export interface PictureSize {
  readonly id: string;
  readonly example_id: string;
  readonly width: number;
  readonly height: number;
}

export function picturesOf(db: Db, exampleIds: readonly string[]): Promise<PictureSize[]> {
  if (exampleIds.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('pictures')
    .select(['id', 'example_id', 'width', 'height'])
    .where('example_id', 'in', exampleIds)
    .execute();
}
