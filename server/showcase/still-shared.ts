import type { Kysely } from 'kysely';
import { mayStandOut, type Standout } from '../../criteria/standouts.ts';
import type { Database, ExampleRow } from '../database/schema.ts';
import { Problem } from '../http/problem.ts';
import { latestSubmission } from '../rounds/queries.ts';
import type { PlacedExample } from './queries.ts';

type Db = Kysely<Database>;

/** An invited example stands on an assessment that is shared by name; when it no longer is, neither is the example. */
export async function stillShared(
  db: Db,
  row: Pick<ExampleRow, 'origin' | 'reasons' | 'year' | 'organisation_code'>,
): Promise<boolean> {
  if (row.origin === 'own') return true;
  const reasons = JSON.parse(row.reasons) as Standout[];
  const years = new Set([row.year, ...reasons.flatMap((why) => (why.kind === 'rise' ? [why.beforeYear] : []))]);
  for (const year of years) {
    const submission = await latestSubmission(db, row.organisation_code, year);
    if (!submission || !mayStandOut(submission)) return false;
  }
  return true;
}

/**
 * What SKL may know of: an invited example while what it stands on is shared by name, and an own one that the
 * organisation has sent. Of the rest SKL is not even told that it is there.
 */
export async function isKnownToNetwork(db: Db, row: PlacedExample): Promise<boolean> {
  if (row.origin === 'invited') return stillShared(db, row);
  return row.consented !== null || row.shown !== null || row.message !== '';
}

/** Throws when the organisation first has to share its assessment by name. */
export async function refuseUnshared(db: Db, row: PlacedExample): Promise<void> {
  if (await stillShared(db, row)) return;
  throw new Problem(
    409,
    'not-shared',
    'Exemplet bygger på en självskattning som inte delas med nätverket eller öppet. Det kan visas först när alla år som det bygger på gör det.',
  );
}
