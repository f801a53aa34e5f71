import type { Kysely } from 'kysely';
import type { Database, ExampleRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { stillStandsOut } from './standouts.ts';
import { stillShared } from './still-shared.ts';

type Db = Kysely<Database>;
type Founded = Pick<ExampleRow, 'origin' | 'reasons' | 'year' | 'subject' | 'organisation_code'>;

/** Why an invited example has lost what it stands on, as the log tells it; null when it has not. */
export async function whyUnfounded(
  deps: Deps,
  trx: Db,
  row: Founded,
): Promise<'example-unshared' | 'example-corrected' | null> {
  if (row.origin === 'own') return null;
  if (!(await stillShared(trx, row))) return 'example-unshared';
  return (await stillStandsOut({ ...deps, db: trx }, row)) ? null : 'example-corrected';
}

const PROBLEMS = {
  'example-unshared': [
    'not-shared',
    'Exemplet bygger på en självskattning som inte delas med nätverket eller öppet. Det kan visas först när alla år som det bygger på gör det.',
  ],
  'example-corrected': [
    'no-longer-out',
    'Självskattningen har rättats, och organisationen utmärker sig inte längre på det här. Det går att berätta om det som ett eget exempel i stället.',
  ],
} as const;

/** Throws when an invited example can no longer be shown, with what can be done instead. */
export async function refuseUnfounded(deps: Deps, trx: Db, row: Founded): Promise<void> {
  const why = await whyUnfounded(deps, trx, row);
  if (why === null) return;
  const [code, title] = PROBLEMS[why];
  throw new Problem(409, code, title);
}
