import type { Kysely } from 'kysely';
import { mayStandOut } from '../../criteria/comparison/standouts.ts';
import type { Database, ExampleRow } from '../database/schema.ts';
import { yearsTold } from '../editions/told.ts';
import { latestSubmission } from '../rounds/queries.ts';
import type { PlacedExample } from './queries.ts';

type Db = Kysely<Database>;

/** An invited example stands on an assessment that is shared by name; when it no longer is, neither is the example. */
export async function stillShared(
  db: Db,
  row: Pick<ExampleRow, 'origin' | 'reasons' | 'year' | 'organisation_code'>,
): Promise<boolean> {
  if (row.origin === 'own') return true;
  for (const year of yearsTold(row)) {
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
