import type { Kysely } from 'kysely';

import type { Database, UserRow } from '../database/schema.ts';
import { ERASED, sealAll } from '../audit/chain.ts';
import { logEvent } from '../audit/events.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { HELD, keyOf } from './held.ts';

/** What stands where a name was. */
export const NOBODY = 'Borttagen person';

/** Takes away what the log tells of somebody by name. Returns the numbers of the events that were emptied. */
async function emptyEvents(trx: Kysely<Database>, { name, email, organisation_code }: UserRow): Promise<number[]> {
  let about = trx.selectFrom('events').select(['id', 'seq', 'details']).where('hash', 'is not', null);
  about =
    organisation_code === null
      ? about.where('organisation_code', 'is', null)
      : about.where('organisation_code', '=', organisation_code);
  const names = new Set<unknown>([name, email]);
  const rows = (await about.where('details', '!=', ERASED).execute()).filter(({ details }) =>
    Object.values(JSON.parse(details) as Record<string, unknown>).some((value) => names.has(value)),
  );
  for (const { id } of rows) await trx.updateTable('events').set({ details: ERASED }).where('id', '=', id).execute();
  return rows.map(({ seq }) => seq ?? 0).sort((a, b) => a - b);
}

/**
 * Takes away who somebody was: the account stays as "Borttagen person", since what was done in its name is the
 * organisation's record; everything that is about the person goes. The account must be closed. It cannot be undone.
 * Throws 409 for an account that is open.
 */
export async function erasePerson(deps: Deps, by: { readonly id: string | null }, user: UserRow): Promise<void> {
  if (user.disabled_at === null)
    throw new Problem(409, 'still-open', 'Kontot är öppet. Stäng det först, och ta sedan bort personuppgifterna.');
  // What is not in the chain yet could not be emptied without breaking it.
  await sealAll(deps);
  await deps.db.transaction().execute(async (trx) => {
    const at = deps.now().toISOString();
    for (const held of HELD)
      if (held.erased === 'row')
        await trx
          .deleteFrom(held.table)
          .where(held.by as never, '=', keyOf(held, user) as never)
          .execute();
    const events = await emptyEvents(trx, user);
    await trx
      .updateTable('users')
      .set({ name: NOBODY, email: `${user.id}@borttagen.invalid`, password_hash: null, erased_at: at })
      .where('id', '=', user.id)
      .execute();
    await logEvent(deps, trx, {
      event: 'person-erased',
      userId: by.id,
      organisationCode: user.organisation_code,
      details: { events },
    });
  });
}
