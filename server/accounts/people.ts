import type { Kysely } from 'kysely';
import type { Database, InvitationRow } from '../database/schema.ts';
import { logEvent } from '../audit/events.ts';
import type { Deps } from '../deps.ts';
import { notFound, Problem } from '../http/problem.ts';
import type { SignedInUser } from '../access/requester.ts';
import type { OrganisationUsers } from './contract.ts';
import type { Role } from '../access/permissions.ts';
import { mailStates } from '../mail/standing.ts';
import * as queries from './queries.ts';

/** A link that can still be used, as whoever made it sees it. */
export const pending = (row: InvitationRow, now: string, mails: Awaited<ReturnType<typeof mailStates>>) => ({
  id: row.id,
  purpose: row.purpose,
  name: row.name,
  email: row.email,
  role: row.role,
  createdAt: row.created_at,
  validFrom: row.valid_from,
  expiresAt: row.expires_at,
  waiting: row.valid_from > now,
  mail: mails.get(`${row.purpose}:${row.id}`) ?? null,
});

/** An organisation's accounts, and the links that can still be used. */
export async function usersAndInvitations(deps: Deps, organisationCode: string): Promise<OrganisationUsers> {
  const now = deps.now().toISOString();
  const users = await queries.usersOf(deps.db, organisationCode);
  const invitations = await queries.openInvitations(deps.db, organisationCode, now);
  const mails = await mailStates(
    deps,
    invitations.map(({ id, purpose }) => `${purpose}:${id}`),
  );
  return {
    users: users.map(({ id, name, email, role, disabled_at }) => ({
      id,
      name,
      email,
      role,
      disabled: disabled_at !== null,
    })),
    invitations: invitations.map((row) => pending(row, now, mails)),
  };
}

/**
 * What a closed account has in hand comes back to the coordinators, from drafts only: a locked assessment stays as it was.
 * Returns the codes.
 */
async function takeHandoutsBack(trx: Kysely<Database>, userId: string): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('handouts')
    .innerJoin('assessments', 'assessments.id', 'assessment_id')
    .select(['assessment_id', 'code'])
    .where('user_id', '=', userId)
    .where('state', '=', 'draft')
    .orderBy('code')
    .execute();
  for (const [id, mine] of Map.groupBy(rows, ({ assessment_id }) => assessment_id)) {
    // Whoever has the list open sees that they are nobody's.
    await trx
      .updateTable('assessments')
      .set((eb) => ({ content_revision: eb('content_revision', '+', 1) }))
      .where('id', '=', id)
      .execute();
    await trx
      .deleteFrom('handouts')
      .where('assessment_id', '=', id)
      .where('user_id', '=', userId)
      .where(
        'code',
        'in',
        mine.map(({ code }) => code),
      )
      .execute();
  }
  return rows.map(({ code }) => code);
}

/** A closed account assesses nothing more; what it has rated goes with it, and nobody waits for it. */
async function leavePanels(trx: Kysely<Database>, userId: string): Promise<void> {
  const left = await trx.deleteFrom('assessors').where('user_id', '=', userId).returning('assessment_id').execute();
  for (const { assessment_id } of left)
    await trx
      .updateTable('panels')
      .set((eb) => ({ revision: eb('revision', '+', 1) }))
      .where('assessment_id', '=', assessment_id)
      .execute();
}

/** Changes a colleague's role or closes the account. The last coordinator cannot leave without naming another. */
export async function changeUser(
  deps: Deps,
  user: SignedInUser,
  userId: string,
  change: { role?: Role | undefined; disabled?: boolean | undefined },
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    await queries.lockOrganisation(trx, user.organisationCode ?? '');
    const colleague = await queries.userById(trx, userId);
    if (!colleague || colleague.organisation_code !== user.organisationCode || colleague.erased_at !== null)
      throw notFound('Kontot');
    const at = deps.now().toISOString();
    await queries.updateUser(trx, userId, {
      ...(change.role === undefined ? {} : { role: change.role }),
      ...(change.disabled === undefined ? {} : { disabled_at: change.disabled ? at : null }),
    });
    if ((await queries.activeCoordinators(trx, user.organisationCode ?? '')).length === 0) {
      throw new Problem(
        409,
        'last-coordinator',
        'Organisationen måste ha minst en samordnare. Utse en ny samordnare först.',
      );
    }
    // Links that a closed account, or one that no longer invites, has made let nobody in.
    if (change.disabled || (change.role !== undefined && change.role !== 'coordinator'))
      await queries.withdrawOpen(trx, at, { created_by: userId });
    if (change.disabled) await queries.withdrawOpen(trx, at, { user_id: userId });
    if (change.disabled) await leavePanels(trx, userId);
    const returned = change.disabled ? await takeHandoutsBack(trx, userId) : [];
    // A session carries the role it was opened with: whoever gets another role signs in again.
    await queries.endSessions(trx, userId);
    await logEvent(deps, trx, {
      event: 'user-changed',
      userId: user.id,
      organisationCode: user.organisationCode,
      details: { name: colleague.name, ...change, ...(returned.length > 0 ? { codes: returned.join(', ') } : {}) },
    });
  });
}

/** Signs a colleague out everywhere: a computer that is lost, or a person who has left in haste. */
export async function endColleagueSessions(deps: Deps, user: SignedInUser, userId: string): Promise<void> {
  const colleague = await queries.userById(deps.db, userId);
  if (!colleague || colleague.organisation_code !== user.organisationCode) throw notFound('Kontot');
  await deps.db.transaction().execute(async (trx) => {
    await queries.endSessions(trx, userId, userId === user.id ? user.sessionKey : null);
    await logEvent(deps, trx, {
      event: 'sessions-ended',
      userId: user.id,
      organisationCode: user.organisationCode,
      details: { name: colleague.name },
    });
  });
}
