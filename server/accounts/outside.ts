import type { Kysely } from 'kysely';
import type { SignedInUser } from '../access/requester.ts';
import { logEvent, type EventName } from '../audit/events.ts';
import type { Database, UserRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { invalid, notFound, Problem } from '../http/problem.ts';
import { mailStates } from '../mail/standing.ts';
import { byName } from '../../criteria/order.ts';
import type { OutsideAccounts } from './contract.ts';
import { pending } from './people.ts';
import * as queries from './queries.ts';

/** SKL's own accounts, those of länsstyrelser and of those who offer materials: nobody else has them in hand. */
async function outsideUsers(db: Kysely<Database>): Promise<UserRow[]> {
  const rows = await db
    .selectFrom('users')
    .selectAll()
    .where('organisation_code', 'is', null)
    .where('erased_at', 'is', null)
    .execute();
  return rows.sort(byName);
}

async function outsideUser(db: Kysely<Database>, id: string): Promise<UserRow> {
  const user = await queries.userById(db, id);
  if (!user || user.organisation_code !== null || user.erased_at !== null) throw notFound('Kontot');
  return user;
}

/** How many rows each person has, by her id. */
const tally = (rows: readonly { readonly owner: string }[]) =>
  new Map(
    Map.groupBy(rows, ({ owner }) => owner)
      .entries()
      .map(([owner, own]) => [owner, own.length]),
  );

export async function outsideAccounts(deps: Deps): Promise<OutsideAccounts> {
  const { db } = deps;
  const now = deps.now().toISOString();
  const [users, invitations, keys, sessions, materials] = await Promise.all([
    outsideUsers(db),
    queries.openOutside(db, now),
    db.selectFrom('passkeys').select('user_id as owner').execute(),
    db
      .selectFrom('sessions')
      .select(['user_id as owner', 'created_at', 'seen_at'])
      .where('expires_at', '>', now)
      .execute(),
    db.selectFrom('materials').select('owner').where('owner', 'like', 'user:%').execute(),
  ]);
  const mails = await mailStates(
    deps,
    invitations.map(({ id, purpose }) => `${purpose}:${id}`),
  );
  const counts = { keys: tally(keys), sessions: tally(sessions), materials: tally(materials) };
  const seen = (id: string) =>
    sessions
      .filter(({ owner }) => owner === id)
      .map(({ created_at, seen_at }) => seen_at ?? created_at)
      .sort()
      .at(-1) ?? null;
  return {
    accounts: users.map(({ id, name, email, role, county_code, disabled_at }) => ({
      id,
      name,
      email,
      role,
      county: county_code,
      disabled: disabled_at !== null,
      passkeys: counts.keys.get(id) ?? 0,
      sessions: counts.sessions.get(id) ?? 0,
      lastSeen: seen(id),
      materials: counts.materials.get(`user:${id}`) ?? 0,
    })),
    invitations: invitations.map((row) => pending(row, now, mails)),
  };
}

async function log(
  deps: Deps,
  trx: Kysely<Database>,
  by: SignedInUser,
  event: EventName,
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  await logEvent(deps, trx, { event, userId: by.id, organisationCode: null, details });
}

/** Administrators who can sign in today. Locks them, so that two cannot close each other at the same moment. */
async function activeAdministrators(trx: Kysely<Database>): Promise<number> {
  const rows = await trx
    .updateTable('users')
    .set((eb) => ({ name: eb.ref('name') }))
    .where('role', '=', 'network_admin')
    .where('disabled_at', 'is', null)
    .returning('id')
    .execute();
  return rows.length;
}

/** Closes an account or opens it again. SKL always has an administrator; her sessions and links end with the account. */
export async function closeOutside(deps: Deps, by: SignedInUser, id: string, disabled: boolean): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const at = deps.now().toISOString();
    await activeAdministrators(trx);
    const user = await outsideUser(trx, id);
    await queries.updateUser(trx, id, { disabled_at: disabled ? at : null });
    if ((await activeAdministrators(trx)) === 0)
      throw new Problem(
        409,
        'last-administrator',
        'Det måste finnas minst en nätverkssamordnare som kan logga in. Bjud in en till först.',
      );
    if (disabled) {
      await queries.withdrawOpen(trx, at, { created_by: id });
      await queries.withdrawOpen(trx, at, { user_id: id });
    }
    await queries.endSessions(trx, id);
    await log(deps, trx, by, 'user-changed', { name: user.name, disabled });
  });
}

export async function endOutsideSessions(deps: Deps, by: SignedInUser, id: string): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const user = await outsideUser(trx, id);
    await queries.endSessions(trx, id, id === by.id ? by.sessionKey : null);
    await log(deps, trx, by, 'sessions-ended', { name: user.name });
  });
}

/** Gives somebody's materials to another account of the same kind, before or after the first one is closed. */
export async function handOver(deps: Deps, by: SignedInUser, from: string, to: string): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const giver = await outsideUser(trx, from);
    const taker = await queries.userById(trx, to);
    if (!taker || taker.organisation_code !== null || taker.disabled_at !== null || taker.id === from)
      throw invalid('to', 'ska vara ett annat konto som är öppet');
    if (taker.role !== 'material_provider') throw invalid('to', 'ska vara en materialgivare');
    const { numUpdatedRows } = await trx
      .updateTable('materials')
      .set({ owner: `user:${to}`, updated_at: deps.now().toISOString() })
      .where('owner', '=', `user:${from}`)
      .executeTakeFirst();
    if (numUpdatedRows === 0n)
      throw new Problem(409, 'nothing-to-hand-over', 'Kontot har inga material att lämna över.');
    await log(deps, trx, by, 'materials-handed-over', { name: giver.name, to: taker.name });
  });
}

/** Takes an invitation, or a reset that somebody has asked for, back. */
export async function withdrawOutside(deps: Deps, by: SignedInUser, id: string): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const row = (await queries.openOutside(trx, deps.now().toISOString())).find((each) => each.id === id);
    if (!row) throw notFound('Inbjudan');
    await queries.updateInvitation(trx, id, { withdrawn_at: deps.now().toISOString() });
    await log(deps, trx, by, 'invitation-withdrawn', { name: row.name });
  });
}
