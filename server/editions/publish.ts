import type { Kysely } from 'kysely';
import { computeEdition, staysSound } from '../../criteria/edition.ts';
import { peersOf } from '../../criteria/peer-groups.ts';
import { publicationsOf, readersOf } from '../../criteria/readers.ts';
import { logEvent } from '../audit/events.ts';
import type { Database, EditionMemberRow, EditionPageRow, EditionReason } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { lockRound, roundOf } from '../rounds/queries.ts';
import { loadYear, type YearData } from './load.ts';

type Db = Kysely<Database>;

/** The number of the year's current edition; 0 before the first. */
export async function currentNumber(db: Db, year: number): Promise<number> {
  const row = await db
    .selectFrom('editions')
    .select('number')
    .where('year', '=', year)
    .orderBy('number', 'desc')
    .executeTakeFirst();
  return row?.number ?? 0;
}

function memberRows(year: number, edition: number, { members, stretches }: YearData): EditionMemberRow[] {
  const latest = stretches.at(-1);
  return members.map((member): EditionMemberRow => {
    const visibility = latest?.sharing.get(member.submission);
    const before = latest?.before.get(member.organisation);
    return {
      year,
      edition,
      assessment_id: member.submission,
      organisation_code: member.organisation,
      group_code: member.group,
      county_code: member.county,
      population: member.population,
      sharing: visibility?.sharing ?? 'statistik',
      to_county: visibility?.toCounty ? 1 : 0,
      sharing_before: before?.sharing ?? null,
      to_county_before: before?.toCounty ? 1 : 0,
      figures: JSON.stringify(member.values),
    };
  });
}

/**
 * Computes and stores the next edition of a year, in the transaction that it is given, so that names and figures change
 * together. For the reason `sharing` figures stand unless the rule would be broken; otherwise as much as possible is new.
 */
export async function publishEdition(
  deps: Deps,
  trx: Db,
  year: number,
  reason: EditionReason,
  userId: string | null,
): Promise<number> {
  const round = await roundOf(trx, year);
  if (!round) throw new Error(`There is no round of ${year}.`);
  await lockRound(trx, year);
  const number = (await currentNumber(trx, year)) + 1;
  const computed_at = deps.now().toISOString();
  const data = await loadYear(deps, trx, round, { number, reason, computed_at });
  const pages = computeEdition({
    ...data,
    number,
    publications: publicationsOf(data.stretches),
    readers: readersOf(data.stretches, data.told),
    mode: reason === 'sharing' ? 'keep' : 'renew',
  });
  const submitted = new Map<string, number>();
  for (const member of data.members)
    for (const key of peersOf(member)) submitted.set(key, (submitted.get(key) ?? 0) + 1);
  const pageRows = [...pages].flatMap(([publication, groups]) =>
    [...groups].map(([peers, figures]): EditionPageRow => ({
      year,
      edition: number,
      publication,
      peers,
      submitted: submitted.get(peers) ?? 0,
      figures: JSON.stringify(figures),
    })),
  );
  await trx.insertInto('editions').values({ year, number, reason, computed_at, computed_by: userId }).execute();
  const members = memberRows(year, number, data);
  for (let i = 0; i < members.length; i += 200)
    await trx
      .insertInto('edition_members')
      .values(members.slice(i, i + 200))
      .execute();
  for (let i = 0; i < pageRows.length; i += 50)
    await trx
      .insertInto('edition_pages')
      .values(pageRows.slice(i, i + 50))
      .execute();
  await logEvent(deps, trx, {
    event: 'edition-published',
    userId,
    organisationCode: null,
    details: { year, number, reason, submissions: members.length },
  });
  return number;
}

/** Whether the published figures of a year still give nobody away with sharing as it stands in the transaction. */
export async function editionsStaySound(deps: Deps, trx: Db, year: number): Promise<boolean> {
  const round = await roundOf(trx, year);
  if (!round || (await currentNumber(trx, year)) === 0) return true;
  const data = await loadYear(deps, trx, round);
  return staysSound({ ...data, readers: readersOf(data.stretches, data.told) });
}
