import { byName } from '../../criteria/order.ts';
import type { Kysely } from 'kysely';
import type { Database, InvitationRow, UserRow } from '../database/schema.ts';

type Db = Kysely<Database>;

const USER = [
  'id',
  'email',
  'name',
  'password_hash',
  'role',
  'organisation_code',
  'county_code',
  'national',
  'created_at',
  'disabled_at',
  'erased_at',
] as const;
const INVITATION = [
  'id',
  'token_hash',
  'mail_token_hash',
  'purpose',
  'user_id',
  'email',
  'name',
  'role',
  'organisation_code',
  'county_code',
  'national',
  'created_by',
  'created_at',
  'valid_from',
  'expires_at',
  'used_at',
  'withdrawn_at',
] as const;

export function userByEmail(db: Db, email: string): Promise<UserRow | undefined> {
  return db.selectFrom('users').select(USER).where('email', '=', email).executeTakeFirst();
}

export function userById(db: Db, id: string): Promise<UserRow | undefined> {
  return db.selectFrom('users').select(USER).where('id', '=', id).executeTakeFirst();
}

export async function usersOf(db: Db, organisationCode: string): Promise<UserRow[]> {
  const rows = await db
    .selectFrom('users')
    .select(USER)
    .where('organisation_code', '=', organisationCode)
    .where('erased_at', 'is', null)
    .execute();
  return rows.sort(byName);
}

/**
 * Lets one change at a time through to an organisation's accounts. Without it, two coordinators who leave at the
 * same moment could each see the other as the one who stays.
 */
export async function lockOrganisation(db: Db, code: string): Promise<void> {
  await db
    .updateTable('organisations')
    .set((eb) => ({ name: eb.ref('name') }))
    .where('code', '=', code)
    .execute();
}

/** Lets one change at a time through to an account. Returns it as it is now. */
export async function lockUser(db: Db, id: string): Promise<UserRow | undefined> {
  await db
    .updateTable('users')
    .set((eb) => ({ name: eb.ref('name') }))
    .where('id', '=', id)
    .execute();
  return userById(db, id);
}

/** Coordinators who can sign in today. */
export function activeCoordinators(db: Db, organisationCode: string): Promise<{ id: string }[]> {
  return db
    .selectFrom('users')
    .select('id')
    .where('organisation_code', '=', organisationCode)
    .where('role', '=', 'coordinator')
    .where('disabled_at', 'is', null)
    .execute();
}

/** Adds an account; false when another transaction has just taken the address. */
export async function insertUser(db: Db, user: UserRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('users')
    .values(user)
    .onConflict((conflict) => conflict.column('email').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function updateUser(db: Db, id: string, change: Partial<Omit<UserRow, 'id'>>): Promise<void> {
  await db.updateTable('users').set(change).where('id', '=', id).execute();
}

/** Signs a person out everywhere, except in the session named by `keep`. */
export async function endSessions(db: Db, userId: string, keep: string | null = null): Promise<void> {
  let ended = db.deleteFrom('sessions').where('user_id', '=', userId);
  if (keep !== null) ended = ended.where('id', '!=', keep);
  await ended.execute();
}

export function sessionsOf(db: Db, userId: string): Promise<{ id: string; device: string; created_at: string }[]> {
  return db
    .selectFrom('sessions')
    .select(['id', 'device', 'created_at'])
    .where('user_id', '=', userId)
    .orderBy('created_at', 'desc')
    .execute();
}

export async function insertInvitation(db: Db, invitation: InvitationRow): Promise<void> {
  await db.insertInto('invitations').values(invitation).execute();
}

export function invitationById(db: Db, id: string): Promise<InvitationRow | undefined> {
  return db.selectFrom('invitations').select(INVITATION).where('id', '=', id).executeTakeFirst();
}

/** By the link that was shown, or by the one that was sent. */
export function invitationByToken(db: Db, tokenHash: string): Promise<InvitationRow | undefined> {
  return db
    .selectFrom('invitations')
    .select(INVITATION)
    .where((eb) => eb.or([eb('token_hash', '=', tokenHash), eb('mail_token_hash', '=', tokenHash)]))
    .executeTakeFirst();
}

/** Invitations of an organisation that can still be used, newest first. */
export function openInvitations(db: Db, organisationCode: string, now: string): Promise<InvitationRow[]> {
  return db
    .selectFrom('invitations')
    .select(INVITATION)
    .where('organisation_code', '=', organisationCode)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .execute();
}

/** Links for a new password to an account, which can still be used or wait. */
export function openResets(db: Db, userId: string, now: string): Promise<InvitationRow[]> {
  return db
    .selectFrom('invitations')
    .select(INVITATION)
    .where('user_id', '=', userId)
    .where('purpose', '=', 'reset')
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', now)
    .execute();
}

/** Invitations to accounts outside the organisations that can still be used, newest first. */
export function openOutside(db: Db, now: string): Promise<InvitationRow[]> {
  return db
    .selectFrom('invitations')
    .select(INVITATION)
    .where('organisation_code', 'is', null)
    .where('purpose', 'in', ['invite', 'reset'])
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .execute();
}

export function openInvitation(db: Db, id: string, organisationCode: string): Promise<InvitationRow | undefined> {
  return db
    .selectFrom('invitations')
    .select(INVITATION)
    .where('id', '=', id)
    .where('organisation_code', '=', organisationCode)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
}

export async function updateInvitation(
  db: Db,
  id: string,
  change: Partial<Pick<InvitationRow, 'valid_from' | 'withdrawn_at' | 'mail_token_hash'>>,
): Promise<void> {
  await db.updateTable('invitations').set(change).where('id', '=', id).execute();
}

/** Withdraws every link that can still be used and passes `which`: a newer one, a change or a closed account overtakes it. */
export async function withdrawOpen(
  db: Db,
  at: string,
  which: Partial<Pick<InvitationRow, 'purpose' | 'user_id' | 'email' | 'created_by'>>,
): Promise<void> {
  let open = db
    .updateTable('invitations')
    .set({ withdrawn_at: at })
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null);
  for (const [column, value] of Object.entries(which)) open = open.where(column as keyof typeof which, '=', value);
  await open.execute();
}

/** Marks an invitation as used; false when someone else was first, or it has been withdrawn or run out meanwhile. */
export async function useInvitation(db: Db, id: string, at: string): Promise<boolean> {
  const result = await db
    .updateTable('invitations')
    .set({ used_at: at })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Those who coordinate the work in these organisations and can be reached, by organisation and name. */
export async function coordinatorsOf(
  db: Db,
  organisations: readonly string[],
): Promise<readonly { organisation_code: string | null; name: string; email: string }[]> {
  if (organisations.length === 0) return [];
  return db
    .selectFrom('users')
    .select(['organisation_code', 'name', 'email'])
    .where('organisation_code', 'in', organisations)
    .where('role', '=', 'coordinator')
    .where('disabled_at', 'is', null)
    .orderBy('organisation_code')
    .orderBy('name')
    .execute();
}
