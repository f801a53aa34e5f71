import type { Kysely } from 'kysely';
import { openness } from '../../criteria/comparison/readers.ts';
import { logEvent } from '../audit/events.ts';
import type { Database, SubmissionRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { withhold } from '../editions/interim.ts';
import { yearsWithEditions } from '../editions/soundness.ts';
import { currentNumber } from '../editions/queries.ts';
import type { SignedInUser } from '../access/requester.ts';
import { lockRound, SUBMISSION } from '../rounds/queries.ts';
import { withdrawUnfounded } from '../showcase/lapse.ts';
import type { SharingChoice } from './contract.ts';
import { visibilityOf } from '../access/sight.ts';

type Db = Kysely<Database>;

/** How many times the submission's sharing has been chosen, this time included. */
async function nextSequence(trx: Db, assessmentId: string): Promise<number> {
  const row = await trx
    .selectFrom('sharing_changes')
    .select('sequence')
    .where('assessment_id', '=', assessmentId)
    .orderBy('sequence', 'desc')
    .executeTakeFirst();
  return (row?.sequence ?? 0) + 1;
}

/** Notes a choice of sharing, with the edition that can be read from now on. */
export async function noteSharing(
  deps: Deps,
  trx: Db,
  user: SignedInUser | null,
  { assessment_id, sharing, to_county }: Pick<SubmissionRow, 'assessment_id' | 'sharing' | 'to_county'>,
  edition: number,
): Promise<void> {
  await trx
    .insertInto('sharing_changes')
    .values({
      id: deps.newId(),
      assessment_id,
      sequence: await nextSequence(trx, assessment_id),
      at: deps.now().toISOString(),
      edition,
      sharing,
      to_county,
      user_id: user?.id ?? null,
    })
    .execute();
}

/**
 * Fewer names are shown from now on. What might tell of the organisation is withheld in the same transaction, and the
 * figures follow once `editions.follow` has been asked for the years that are returned (README, "Utgåvor").
 */
export async function withFewerNames(
  deps: Deps,
  trx: Db,
  user: SignedInUser | null,
  { year, organisationCode }: { readonly year: number; readonly organisationCode: string },
  change: (edition: number) => Promise<void>,
): Promise<readonly number[]> {
  const years = await yearsWithEditions(trx, year);
  const current = await currentNumber(trx, year);
  await change(years.includes(year) ? current + 1 : 0);
  for (const each of years) await withhold(deps, trx, each, year, organisationCode, user?.id ?? null);
  return years;
}

/** Changes how a sent assessment is shared. Names and text follow at once; figures of the years returned are to follow. */
export async function changeSharing(
  deps: Deps,
  trx: Db,
  user: SignedInUser,
  before: SubmissionRow,
  choice: SharingChoice,
): Promise<readonly number[]> {
  const { assessment_id, year, organisation_code: organisationCode } = before;
  const was = visibilityOf(before);
  const row = { assessment_id, sharing: choice.sharing, to_county: choice.toCounty ? 1 : 0 } as const;
  const store = async (edition: number) => {
    await trx
      .updateTable('submissions')
      .set({ sharing: row.sharing, to_county: row.to_county })
      .where('assessment_id', '=', assessment_id)
      .execute();
    await noteSharing(deps, trx, user, row, edition);
  };
  const change = openness(choice) - openness(was);
  if (change === 0) return [];
  let follow: readonly number[] = [];
  if (change < 0) {
    follow = await withFewerNames(deps, trx, user, { year, organisationCode }, store);
    await withdrawUnfounded(deps, trx, user.id, before.organisation_code);
  } else {
    // Never refused: one name more leaves fewer to hide among, but nobody can know that an answer in a figure is its own.
    await store(await currentNumber(trx, year));
  }
  await logEvent(deps, trx, {
    event: 'sharing-changed',
    userId: user.id,
    organisationCode: before.organisation_code,
    assessmentId: assessment_id,
    details: { from: was.sharing, to: choice.sharing, toCounty: choice.toCounty },
  });
  return follow;
}

/** An organisation that leaves the network shares everything it has sent as statistics only. Returns the years to follow. */
export async function lowerAll(
  deps: Deps,
  trx: Db,
  user: SignedInUser,
  organisationCode: string,
): Promise<readonly number[]> {
  const rows = await trx
    .selectFrom('submissions')
    .select(SUBMISSION)
    .where('organisation_code', '=', organisationCode)
    .where('sharing', '!=', 'statistik')
    .orderBy('year')
    .orderBy('revision')
    .execute();
  // All at once and the earliest first, as everywhere: examples of several years may be taken back on the way.
  const years = new Set(rows.flatMap(({ year }) => [year, year + 1]));
  for (const year of [...years].sort()) await lockRound(trx, year);
  const follow = new Set<number>();
  for (const row of rows) {
    const changed = await changeSharing(deps, trx, user, row, { sharing: 'statistik', toCounty: false });
    for (const year of changed) follow.add(year);
  }
  return [...follow].sort();
}
