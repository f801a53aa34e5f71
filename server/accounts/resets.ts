import { logEvent } from '../audit/events.ts';
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
 * SKL asks for a reset. Inside an organisation it works after 14 days' notice, shown there, or at once when
 * another of its coordinators confirms. SKL's own accounts have no one else to ask, and are reset directly.
 */
export async function resetFromOutside(deps: Deps, user: SignedInUser, email: string): Promise<InvitationLink> {
  const account = await queries.userByEmail(deps.db, email);
  if (!account || account.disabled_at !== null) throw invalid('email', 'har inget konto');
  const inside = account.organisation_code !== null;
  const drawn = drawUp(deps, {
    purpose: 'reset',
    email: account.email,
    name: account.name,
    role: account.role,
    organisationCode: account.organisation_code,
    userId: account.id,
    createdBy: user.id,
    noticeDays: inside ? DAYS_OF_NOTICE : 0,
  });
  return issue(deps, user, drawn, 'reset-requested-outside', { validFrom: drawn.row.valid_from });
}

/** Another coordinator than the one whose password it is confirms a reset asked for from outside. */
export async function confirmReset(deps: Deps, user: SignedInUser, id: string): Promise<void> {
  const row = await openInvitationOf(deps, user, id);
  if (row.user_id === user.id) throw new Problem(403, 'denied', 'En annan samordnare än du själv måste bekräfta.');
  await deps.db.transaction().execute(async (trx) => {
    await queries.updateInvitation(trx, id, { valid_from: deps.now().toISOString() });
    await logEvent(deps, trx, {
      event: 'reset-confirmed',
      userId: user.id,
      organisationCode: user.organisationCode,
      details: { name: row.name },
    });
  });
}
