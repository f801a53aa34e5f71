import type { Kysely } from 'kysely';

import type { Database, UserRow } from '../database/schema.ts';
import { ERASED, sealAll } from '../audit/chain.ts';
import { logEvent } from '../audit/events.ts';
import type { Deps } from '../deps.ts';
import { lockUser } from '../accounts/queries.ts';
import { notFound, Problem } from '../http/problem.ts';
import { HELD, keyOf } from './held.ts';

/** What stands where a name was. */
export const NOBODY = 'Borttagen person';

/** What somebody has been called, here and in her invitations; not what another account is called as well. */
async function namesOf(trx: Kysely<Database>, { id, name, email, organisation_code }: UserRow): Promise<Set<unknown>> {
  const invited = await trx
    .selectFrom('invitations')
    .select('name')
    .where((eb) => eb.or([eb('user_id', '=', id), eb('email', '=', email)]))
    .execute();
  const others = await trx
    .selectFrom('users')
    .select('name')
    .where('organisation_code', organisation_code === null ? 'is' : '=', organisation_code)
    .where('id', '!=', id)
    .where('erased_at', 'is', null)
    .execute();
  const shared = new Set(others.map((other) => other.name));
  return new Set([name, ...invited.map((row) => row.name)].filter((each) => !shared.has(each)).concat(email));
}

/** Takes away what the log tells of somebody by name. Returns the numbers of the events that were emptied. */
async function emptyEvents(trx: Kysely<Database>, user: UserRow): Promise<number[]> {
  const code = user.organisation_code;
  const names = await namesOf(trx, user);
  const told = await trx
    .selectFrom('events')
    .select(['id', 'seq', 'details'])
    .where('hash', 'is not', null)
    .where('organisation_code', code === null ? 'is' : '=', code)
    .where('details', '!=', ERASED)
    .execute();
  const rows = told.filter(({ details }) =>
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
export async function erasePerson(deps: Deps, by: { readonly id: string | null }, userId: string): Promise<void> {
  // What is not in the chain yet could not be emptied without breaking it.
  await sealAll(deps);
  await deps.db.transaction().execute(async (trx) => {
    const at = deps.now().toISOString();
    const user = await lockUser(trx, userId);
    if (!user || user.erased_at !== null) throw notFound('Kontot');
    if (user.disabled_at === null)
      throw new Problem(409, 'still-open', 'Kontot är öppet. Stäng det först, och ta sedan bort personuppgifterna.');
    const mine = await trx
      .selectFrom('materials')
      .select('id')
      .where('owner', '=', `user:${userId}`)
      .executeTakeFirst();
    if (mine) throw new Problem(409, 'has-materials', 'Kontot har material. Lämna över dem till någon annan först.');
    const events = await emptyEvents(trx, user);
    for (const held of HELD)
      if (held.erased === 'row')
        await trx
          .deleteFrom(held.table)
          .where(held.by as never, '=', keyOf(held, user) as never)
          .execute();
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
  // The chain says at once what was taken away.
  await sealAll(deps);
}
