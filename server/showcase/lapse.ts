import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import type { PlacedExample } from './queries.ts';
import { whyUnfounded } from './grounds.ts';
import { found, FROM, NOT_CONSENTED, NOT_SHOWN, step } from './transition.ts';

type Db = Kysely<Database>;

/** The row as nobody can change it meanwhile: someone who is writing must not stop what happens by itself. */
async function latest(trx: Db, id: string): Promise<PlacedExample> {
  await trx.updateTable('examples').set({ id }).where('id', '=', id).execute();
  return found(trx, id, null);
}

/**
 * Withdraws what stands on an assessment that is no longer shared by name, or that a correction has made another. Called
 * in the transaction in which that happens, so that names and examples disappear together (README, "Delning").
 */
export async function withdrawUnfounded(
  deps: Deps,
  trx: Db,
  userId: string | null,
  organisationCode: string,
): Promise<void> {
  const rows = await trx
    .selectFrom('examples')
    .select('id')
    .where('organisation_code', '=', organisationCode)
    .where('origin', '=', 'invited')
    .where('stage', 'in', FROM.withdraw)
    .execute();
  for (const { id } of rows) {
    const event = await whyUnfounded(deps, trx, await found(trx, id, null));
    if (event === null) continue;
    const row = await latest(trx, id);
    const change = { stage: 'withdrawn', ...NOT_SHOWN, ...NOT_CONSENTED } as const;
    await step(deps, trx, row, row.revision, 'withdraw', change, event, userId);
  }
}

/** Marks what has been shown for its time. It is out of sight from the moment itself; this says so in the log. */
export async function expireExamples(deps: Deps): Promise<number> {
  const now = deps.now().toISOString();
  const due = await deps.db
    .selectFrom('examples')
    .select('id')
    .where('shown', 'is not', null)
    .where('expires_at', '<=', now)
    .execute();
  for (const { id } of due) {
    await deps.db.transaction().execute(async (trx) => {
      const row = await latest(trx, id);
      if (row.shown === null || (row.expires_at ?? '') > now) return;
      const stage = row.stage === 'published' ? 'expired' : row.stage;
      await step(deps, trx, row, row.revision, 'expire', { stage, ...NOT_SHOWN }, 'example-expired', null);
    });
  }
  return due.length;
}
