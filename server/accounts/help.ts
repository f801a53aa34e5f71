import { logEvent } from '../audit/events.ts';
import type { Deps } from '../deps.ts';
import { queueMail } from '../mail/queue.ts';
import { drawUp } from './links.ts';
import * as queries from './queries.ts';

/**
 * Helps somebody in from the server itself, where there is nobody else to ask: SKL's last administrator, or one who has
 * lost both key and codes. Told to the person, and in the log. Throws an error in Swedish when there is no such account.
 */
export async function helpAccount(
  deps: Deps,
  email: string,
  removePasskeys: boolean,
): Promise<{ link: string; expiresAt: string; keysRemoved: number }> {
  const user = await queries.userByEmail(deps.db, email);
  if (!user || user.erased_at !== null) throw new Error(`Det finns inget konto med adressen ${email}.`);
  if (user.disabled_at !== null && user.role !== 'network_admin')
    throw new Error(`Kontot ${email} är stängt. Den som stängde det kan öppna det igen.`);
  const { row, link } = drawUp(deps, {
    purpose: 'reset',
    email,
    name: user.name,
    role: user.role,
    organisationCode: user.organisation_code,
    userId: user.id,
    createdBy: null,
  });
  return deps.db.transaction().execute(async (trx) => {
    const at = deps.now().toISOString();
    await queries.withdrawOpen(trx, at, { user_id: user.id });
    await queries.insertInvitation(trx, row);
    await queries.updateUser(trx, user.id, { disabled_at: null });
    await queries.endSessions(trx, user.id);
    let keysRemoved = 0;
    if (removePasskeys) {
      await trx.deleteFrom('recovery_codes').where('user_id', '=', user.id).execute();
      const removed = await trx.deleteFrom('passkeys').where('user_id', '=', user.id).executeTakeFirst();
      keysRemoved = Number(removed.numDeletedRows);
      const params = { what: 'passkey-removed', at };
      await queueMail(deps, trx, [
        { kind: 'sign-in-changed', key: `helped:${row.id}`, to: { userId: user.id }, params },
      ]);
    }
    await logEvent(deps, trx, {
      event: 'account-helped',
      userId: null,
      organisationCode: user.organisation_code,
      details: { name: user.name, ...(removePasskeys ? { keys: keysRemoved } : {}) },
    });
    return { link: link.link, expiresAt: link.expiresAt, keysRemoved };
  });
}
