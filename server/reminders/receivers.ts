import type { Kysely } from 'kysely';
import type { Role } from '../access/permissions.ts';
import type { Database } from '../database/schema.ts';

/** The accounts of some organisations that can sign in today, with one of these roles. */
export async function coordinatorIds(
  db: Kysely<Database>,
  organisations: readonly string[],
  roles: readonly Role[] = ['coordinator'],
): Promise<readonly { readonly organisation: string; readonly userId: string }[]> {
  if (organisations.length === 0) return [];
  const rows = await db
    .selectFrom('users')
    .select(['id', 'organisation_code'])
    .where('organisation_code', 'in', organisations)
    .where('role', 'in', roles)
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map(({ id, organisation_code }) => ({ organisation: organisation_code ?? '', userId: id }));
}
