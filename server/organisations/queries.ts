import { byName } from '../../criteria/order.ts';
import type { Kysely } from 'kysely';
import type { Database, OrganisationRow } from '../database/schema.ts';
import type { NetworkOrganisation } from './contract.ts';

const ORGANISATION = [
  'code',
  'kind',
  'name',
  'short_name',
  'county_code',
  'county',
  'group_code',
  'group_name',
  'population',
  'population_date',
  'ended_on',
  'successor_code',
] as const;

export function organisationByCode(db: Kysely<Database>, code: string): Promise<OrganisationRow | undefined> {
  return db.selectFrom('organisations').select(ORGANISATION).where('code', '=', code).executeTakeFirst();
}

/** The kommun or region that a person means by its name: "Piteå", "piteå kommun", "region skåne". */
export async function organisationNamed(db: Kysely<Database>, name: string): Promise<OrganisationRow | undefined> {
  const wanted = name.normalize('NFC').trim().toLocaleLowerCase('sv');
  // Worked out here: SQLite does not know that Å and å are the same letter.
  const rows = await db.selectFrom('organisations').select(ORGANISATION).where('ended_on', 'is', null).execute();
  const called = (test: (row: OrganisationRow) => string) =>
    rows.find((row) => test(row).toLocaleLowerCase('sv') === wanted);
  return called((row) => row.name) ?? called((row) => row.short_name);
}

/** A page of organisations in order of code, after the one named by `after`. */
export function organisationsAfter(db: Kysely<Database>, after: string, limit: number): Promise<OrganisationRow[]> {
  return db
    .selectFrom('organisations')
    .select(ORGANISATION)
    .where('code', '>', after)
    .orderBy('code')
    .limit(limit)
    .execute();
}

export async function upsertOrganisation(db: Kysely<Database>, row: OrganisationRow): Promise<void> {
  const { code: _code, ...rest } = row;
  await db
    .insertInto('organisations')
    .values(row)
    .onConflict((c) => c.column('code').doUpdateSet(rest))
    .execute();
}

/** Every organisation with its number of coordinators and whether it has started in a year; never what is in a draft. */
export async function networkStatus(db: Kysely<Database>, year: number): Promise<NetworkOrganisation[]> {
  const rows = await db
    .selectFrom('organisations')
    .select(['code', 'name', 'county', 'group_name'])
    .select((eb) => [
      eb
        .selectFrom('users')
        .select((u) => u.fn.countAll().as('n'))
        .whereRef('users.organisation_code', '=', 'organisations.code')
        .where('role', '=', 'coordinator')
        .where('disabled_at', 'is', null)
        .as('coordinators'),
      eb
        .selectFrom('assessments')
        .select((a) => a.fn.countAll().as('n'))
        .whereRef('assessments.organisation_code', '=', 'organisations.code')
        .where('year', '=', year)
        .as('started'),
    ])
    .where('ended_on', 'is', null)
    .execute();
  return rows.sort(byName).map(({ code, name, county, group_name, coordinators, started }) => ({
    code,
    name,
    county,
    group: group_name,
    coordinators: Number(coordinators),
    started: Number(started) > 0,
  }));
}

/** Names by code. */
export async function organisationNames(db: Kysely<Database>): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('organisations').select(['code', 'name']).execute();
  return new Map(rows.map(({ code, name }) => [code, name]));
}
