import type { Kysely } from 'kysely';
import { interimPages } from '../../criteria/comparison/interim.ts';
import type { Page } from '../../criteria/comparison/edition-model.ts';
import type { PublicationKey } from '../../criteria/comparison/disclose.ts';
import { peersOf } from '../../criteria/comparison/peer-groups.ts';
import type { Database } from '../database/schema.ts';
import { lockRound, peerPlaceOf } from '../rounds/queries.ts';
import { logEvent } from '../audit/events.ts';
import type { PublishDeps } from './publish.ts';
import { currentNumber } from './queries.ts';
import { currentEdition } from './read.ts';

type Db = Kysely<Database>;

const MEMBER = [
  'assessment_id',
  'organisation_code',
  'group_code',
  'county_code',
  'population',
  'sharing',
  'to_county',
  'sharing_before',
  'to_county_before',
  'figures',
  'lots',
  'assessment_before',
] as const;
const PAGE = ['publication', 'peers', 'submitted', 'figures'] as const;

/** Every peer group that the organisation has stood in, in any of the year's editions or submissions. */
async function groupsOf(trx: Db, year: number, edition: number, organisationCode: string): Promise<readonly string[]> {
  const columns = ['organisation_code', 'group_code', 'county_code', 'population'] as const;
  const [pages, published, sent] = await Promise.all([
    trx
      .selectFrom('edition_pages')
      .select('peers')
      .distinct()
      .where('year', '=', year)
      .where('edition', '=', edition)
      .execute(),
    trx
      .selectFrom('edition_members')
      .select(columns)
      .where('year', '=', year)
      .where('organisation_code', '=', organisationCode)
      .execute(),
    trx
      .selectFrom('submissions')
      .select(columns)
      .where('year', '=', year)
      .where('organisation_code', '=', organisationCode)
      .execute(),
  ]);
  const shown = pages.map(({ peers }) => peers);
  return [...new Set([...published, ...sent].flatMap((row) => peersOf(peerPlaceOf(row), shown)))];
}

/** Who the edition was about, copied inside the database: nothing of it needs to be read here. */
async function copyMembers(trx: Db, year: number, from: number, to: number): Promise<void> {
  await trx
    .insertInto('edition_members')
    .columns(['year', 'edition', ...MEMBER])
    .expression((eb) =>
      eb
        .selectFrom('edition_members')
        .select((e) => ['year', e.val(to).as('edition'), ...MEMBER])
        .where('year', '=', year)
        .where('edition', '=', from),
    )
    .execute();
}

/** The pages of every other group, as they stand. */
async function copyPages(trx: Db, year: number, from: number, to: number, without: readonly string[]): Promise<void> {
  await trx
    .insertInto('edition_pages')
    .columns(['year', 'edition', ...PAGE])
    .expression((eb) =>
      eb
        .selectFrom('edition_pages')
        .select((e) => ['year', e.val(to).as('edition'), ...PAGE])
        .where('year', '=', year)
        .where('edition', '=', from)
        .where('peers', 'not in', without),
    )
    .execute();
}

/** The pages of the organisation's groups, with what might tell of it withheld. */
async function emptyPages(
  trx: Db,
  year: number,
  from: number,
  to: number,
  groups: readonly string[],
  subject: 'all' | 'change',
): Promise<void> {
  const rows = await trx
    .selectFrom('edition_pages')
    .select(PAGE)
    .where('year', '=', year)
    .where('edition', '=', from)
    .where('peers', 'in', groups)
    .execute();
  const emptied = rows.map((row) => {
    const publication = row.publication as PublicationKey;
    const only = new Map([[publication, new Map([[row.peers, JSON.parse(row.figures) as Page]])]]);
    const page = interimPages(only, new Set(groups), subject).get(publication)?.get(row.peers) ?? {};
    return { ...row, year, edition: to, figures: JSON.stringify(page) };
  });
  if (emptied.length > 0) await trx.insertInto('edition_pages').values(emptied).execute();
}

/**
 * Withholds at once, in the transaction in which names disappear, what might tell of an organisation that shares less of
 * `sharedYear`. The next edition, which is worked out elsewhere (runner.ts), takes its place. Nothing is computed here:
 * the pages are those that can be read already, some of them emptied.
 */
export async function withhold(
  deps: PublishDeps,
  trx: Db,
  year: number,
  sharedYear: number,
  organisationCode: string,
  userId: string | null,
): Promise<void> {
  await lockRound(trx, year);
  const current = await currentNumber(trx, year);
  const number = current + 1;
  const groups = await groupsOf(trx, year, current, organisationCode);
  const edition = { year, number, reason: 'interim' as const, computed_at: deps.now().toISOString() };
  const sets = (await currentEdition(trx, year))?.sets ?? null;
  await trx
    .insertInto('editions')
    .values({ ...edition, computed_by: userId, sets })
    .execute();
  await copyMembers(trx, year, current, number);
  if (year === sharedYear)
    await trx
      .updateTable('edition_members')
      .set({ sharing: 'statistik', to_county: 0 })
      .where('year', '=', year)
      .where('edition', '=', number)
      .where('organisation_code', '=', organisationCode)
      .execute();
  await copyPages(trx, year, current, number, groups);
  await emptyPages(trx, year, current, number, groups, year === sharedYear ? 'all' : 'change');
  await logEvent(deps, trx, {
    event: 'edition-published',
    userId,
    organisationCode: null,
    details: { year, number, reason: 'interim' },
  });
}
