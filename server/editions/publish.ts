import type { Kysely } from 'kysely';
import { computeEdition } from '../../criteria/comparison/edition.ts';
import type { Lots, Pages } from '../../criteria/comparison/edition-model.ts';
import { peersOf } from '../../criteria/comparison/peer-groups.ts';
import { publicationsOf, readersOf } from '../../criteria/comparison/readers.ts';
import { logEvent } from '../audit/events.ts';
import type { Database, EditionMemberRow, EditionPageRow, EditionReason, EditionRow } from '../database/schema.ts';
import { hashOf, type Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { lockRound, roundOf } from '../rounds/queries.ts';
import { loadYear, type YearData } from './load.ts';
import { currentNumber, closingEdition, waitingYears } from './queries.ts';

type Db = Kysely<Database>;

/** What publishing needs; a worker has it without the rest of the service. */
export type PublishDeps = Pick<Deps, 'db' | 'catalogues' | 'now' | 'newId' | 'random'>;

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
      lots: null,
      assessment_before: member.before ?? null,
    };
  });
}

const withLots = (rows: readonly EditionMemberRow[], lotsOf: (organisation: string) => Lots | undefined) =>
  rows.map((row): EditionMemberRow => {
    const lots = lotsOf(row.organisation_code);
    return { ...row, lots: lots ? JSON.stringify(lots) : null };
  });

/** Stores an edition with what it was computed from. */
async function storeEdition(
  deps: PublishDeps,
  trx: Db,
  edition: Pick<EditionRow, 'year' | 'number' | 'reason' | 'computed_at' | 'sets'>,
  pages: readonly Omit<EditionPageRow, 'year' | 'edition'>[],
  members: readonly EditionMemberRow[],
  userId: string | null,
): Promise<void> {
  const { year, number, reason } = edition;
  await trx
    .insertInto('editions')
    .values({ ...edition, computed_by: userId })
    .execute();
  for (let i = 0; i < members.length; i += 200)
    await trx
      .insertInto('edition_members')
      .values(members.slice(i, i + 200))
      .execute();
  for (let i = 0; i < pages.length; i += 50)
    await trx
      .insertInto('edition_pages')
      .values(pages.slice(i, i + 50).map((page) => ({ ...page, year, edition: number })))
      .execute();
  await logEvent(deps, trx, {
    event: 'edition-published',
    userId,
    organisationCode: null,
    details: { year, number, reason, submissions: members.length },
  });
}

/**
 * Everything that an edition of a year stands on, as a short name: what has been sent and how it is shared, that year and
 * the one before, whom the showcase tells of, and which edition is read now. Two that are alike give the same edition.
 */
async function basisOf(db: Db, year: number): Promise<string> {
  const [submissions, told, number] = await Promise.all([
    db
      .selectFrom('submissions')
      .select(['assessment_id', 'sharing', 'to_county', 'group_code', 'county_code', 'population'])
      .where('year', 'in', [year - 1, year])
      .orderBy('assessment_id')
      .execute(),
    db
      .selectFrom('examples')
      .select(['id', 'organisation_code', 'reasons'])
      .where('year', 'in', [year, year + 1])
      .where('told', '=', 1)
      .orderBy('id')
      .execute(),
    currentNumber(db, year),
  ]);
  return hashOf(JSON.stringify([submissions, told, number]));
}

function pageRows(pages: Pages, { members, sets }: YearData): Omit<EditionPageRow, 'year' | 'edition'>[] {
  const submitted = new Map<string, number>();
  for (const member of members)
    for (const key of peersOf(member, sets)) submitted.set(key, (submitted.get(key) ?? 0) + 1);
  return [...pages].flatMap(([publication, groups]) =>
    [...groups].map(([peers, figures]) => ({
      publication,
      peers,
      submitted: submitted.get(peers) ?? 0,
      figures: JSON.stringify(figures),
    })),
  );
}

/** Whether the edition that is read now was worked out from just this, and so would only be repeated. */
async function isRepeated(
  db: Db,
  year: number,
  members: readonly EditionMemberRow[],
  sets: readonly string[],
): Promise<boolean> {
  const number = await currentNumber(db, year);
  const current = await db
    .selectFrom('editions')
    .select(['reason', 'sets'])
    .where('year', '=', year)
    .where('number', '=', number)
    .executeTakeFirst();
  // One that was made because someone shares less keeps older figures; it may be renewed.
  if (!current || current.reason === 'sharing' || current.reason === 'interim') return false;
  // One from before the year had its sets was worked out by another rule.
  if (sets.length > 0 && current.sets === null) return false;
  const rows = await db
    .selectFrom('edition_members')
    .selectAll('edition_members')
    .where('year', '=', year)
    .where('edition', '=', number)
    .execute();
  const plain = (all: readonly EditionMemberRow[]) =>
    all
      .map(({ edition: _edition, lots: _lots, ...row }) => JSON.stringify(Object.entries(row).sort()))
      .sort()
      .join('\n');
  return plain(rows) === plain(members);
}

/** How often the work is begun again because something has changed meanwhile, before the lock is held for all of it. */
const TRIES = 5;

/**
 * Computes the next edition of a year and stores it. The computing holds no lock; when something that it stands on has
 * changed meanwhile it is done again. For the reason `sharing` figures stand unless the rule would be broken; otherwise as
 * much as possible is new. Returns its number; for `closed` that of the one there is. Throws 409 when it would only repeat.
 */
export async function publishEdition(
  deps: PublishDeps,
  year: number,
  asked: EditionReason,
  userId: string | null,
): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const basis = await basisOf(deps.db, year);
    // Asked for after the last day, but before the service has come to it by itself: this is the closing one.
    const reason = asked === 'renewed' && (await closingEdition(deps.db, year)) === undefined ? 'closed' : asked;
    // Asked for once more than needed: the figures have followed already.
    if (reason === 'sharing' && !(await waitingYears(deps.db)).includes(year)) return currentNumber(deps.db, year);
    const round = await roundOf(deps.db, year);
    if (!round) throw new Error(`There is no round of ${year}.`);
    const number = (await currentNumber(deps.db, year)) + 1;
    const computed_at = deps.now().toISOString();
    const data = await loadYear(deps, deps.db, round, { number, reason, computed_at });
    const members = memberRows(year, number, data);
    if ((reason === 'renewed' || reason === 'early') && (await isRepeated(deps.db, year, members, data.sets)))
      throw new Problem(409, 'unchanged', 'Inget har ändrats sedan den senaste utgåvan, så en ny skulle vara likadan.');
    const { pages, lotsOf } = computeEdition({
      ...data,
      number,
      random: deps.random,
      publications: publicationsOf(data.stretches, data.sets),
      readers: readersOf(data.stretches, data.told),
      mode: reason === 'sharing' ? 'keep' : 'renew',
    });
    const stored = await deps.db.transaction().execute(async (trx) => {
      await lockRound(trx, year);
      const closed = reason === 'closed' && (await closingEdition(trx, year));
      if (closed) return closed;
      if ((await basisOf(trx, year)) !== basis) return null;
      await storeEdition(
        deps,
        trx,
        { year, number, reason, computed_at, sets: data.sets.length > 0 ? JSON.stringify(data.sets) : null },
        pageRows(pages, data),
        withLots(members, lotsOf),
        userId,
      );
      return number;
    });
    if (stored !== null) return stored;
    if (attempt >= TRIES)
      throw new Error(`What the edition of ${year} stands on has changed ${TRIES} times meanwhile.`);
  }
}
