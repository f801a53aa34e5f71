import { logEvent } from '../audit/events.ts';
import type { InvitationRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { invalid, notFound, Problem } from '../http/problem.ts';
import type { SignedInUser } from '../access/requester.ts';
import type { InvitationLink } from './contract.ts';
import { issue, openInvitationOf } from './invitations.ts';
import { drawUp } from './links.ts';
import * as queries from './queries.ts';

/** Notice before a reset asked for from outside the organisation takes effect (README, "Behörighet"). */
const DAYS_OF_NOTICE = 14;

/** A coordinator makes a link with which a colleague chooses a new password. */
export async function resetColleague(deps: Deps, user: SignedInUser, userId: string): Promise<InvitationLink> {
  const colleague = await queries.userById(deps.db, userId);
  if (!colleague || colleague.organisation_code !== user.organisationCode || colleague.disabled_at !== null)
    throw notFound('Kontot');
  const drawn = drawUp(deps, {
    purpose: 'reset',
    email: colleague.email,
    name: colleague.name,
    role: colleague.role,
    organisationCode: colleague.organisation_code,
    userId,
    createdBy: user.id,
  });
  return issue(deps, user, drawn, 'reset-created');
}

/**
 * SKL asks for a reset of somebody else's password. It works after 14 days' notice, or at once when it is confirmed: in an
 * organisation by another of its coordinators, outside by the person herself, who is signed in somewhere.
 */
export async function resetFromOutside(deps: Deps, user: SignedInUser, email: string): Promise<InvitationLink> {
  const account = await queries.userByEmail(deps.db, email);
  if (!account || account.disabled_at !== null) throw invalid('email', 'har inget konto');
  const drawn = drawUp(deps, {
    purpose: 'reset',
    email: account.email,
    name: account.name,
    role: account.role,
    organisationCode: account.organisation_code,
    userId: account.id,
    createdBy: user.id,
    noticeDays: DAYS_OF_NOTICE,
  });
  return issue(deps, user, drawn, 'reset-requested-outside', { validFrom: drawn.row.valid_from });
}

/** Another coordinator than the one whose password it is confirms a reset asked for from outside. */
export async function confirmReset(deps: Deps, user: SignedInUser, id: string): Promise<void> {
  const row = await openInvitationOf(deps, user, id);
  if (row.user_id === user.id) throw new Problem(403, 'denied', 'En annan samordnare än du själv måste bekräfta.');
  await confirm(deps, user, row);
}

async function confirm(deps: Deps, user: SignedInUser, row: InvitationRow): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    await queries.updateInvitation(trx, row.id, { valid_from: deps.now().toISOString() });
    await logEvent(deps, trx, {
      event: 'reset-confirmed',
      userId: user.id,
      organisationCode: user.organisationCode,
      details: { name: row.name },
    });
  });
}

/** Resets that somebody else has asked for of an account outside the organisations, and that wait for its person. */
export async function ownResets(deps: Deps, user: SignedInUser): Promise<InvitationRow[]> {
  if (user.organisationCode !== null) return [];
  const now = deps.now().toISOString();
  const open = await queries.openResets(deps.db, user.id, now);
  return open.filter(({ valid_from }) => valid_from > now);
}

async function ownReset(deps: Deps, user: SignedInUser, id: string): Promise<InvitationRow> {
  const row = (await ownResets(deps, user)).find((each) => each.id === id);
  if (!row) throw notFound('Begäran');
  return row;
}

/** It was she who asked: the link works at once. */
export async function confirmOwnReset(deps: Deps, user: SignedInUser, id: string): Promise<void> {
  await confirm(deps, user, await ownReset(deps, user, id));
}

/** It was not. The link never works. */
export async function refuseOwnReset(deps: Deps, user: SignedInUser, id: string): Promise<void> {
  const row = await ownReset(deps, user, id);
  await deps.db.transaction().execute(async (trx) => {
    await queries.updateInvitation(trx, id, { withdrawn_at: deps.now().toISOString() });
    await logEvent(deps, trx, {
      event: 'invitation-withdrawn',
      userId: user.id,
      organisationCode: null,
      details: { name: row.name },
    });
  });
}
