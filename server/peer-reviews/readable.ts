import type { Kysely } from 'kysely';
import type { Decision } from '../assessments/contract.ts';
import { assessmentsOf, type AssessmentHead } from '../assessments/queries.ts';
import type { Database } from '../database/schema.ts';
import { Problem } from '../http/problem.ts';

/** Why there is nothing for a guest to read. */
export type Unreadable = 'not-adopted' | 'not-allowed';

/**
 * The newest adopted assessment, which a guest may read when its decision lets members of the network do so: a guest is one
 * of them, and sees no more than the body that adopted it has agreed to.
 */
export async function readableOf(db: Kysely<Database>, organisation: string): Promise<AssessmentHead | Unreadable> {
  const adopted = (await assessmentsOf(db, organisation)).find(({ state }) => state === 'adopted');
  if (!adopted) return 'not-adopted';
  const max = adopted.decision === null ? 'none' : (JSON.parse(adopted.decision) as Decision).maxSharing;
  return max === 'natverket' || max === 'oppet' ? adopted : 'not-allowed';
}

/** The same, for whoever needs it. `own`: whether it is told to the host itself. Throws 409. */
export async function demandReadable(db: Kysely<Database>, host: string, own: boolean): Promise<AssessmentHead> {
  const found = await readableOf(db, host);
  if (typeof found !== 'string') return found;
  const title = {
    'not-adopted': own
      ? 'Ni har ingen fastställd självskattning att låta andra läsa ännu.'
      : 'Värden har ingen fastställd självskattning att läsa ännu.',
    'not-allowed': own
      ? 'Beslutet om er självskattning tillåter inte att andra medlemmar läser den.'
      : 'Värdens beslut tillåter inte att andra medlemmar läser självskattningen.',
  }[found];
  throw new Problem(409, found, title, [{ field: 'as', message: 'kräver att värden har något som får läsas' }]);
}
