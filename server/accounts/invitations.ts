import type { Kysely } from 'kysely';
import { dayOf } from '../../criteria/day.ts';
import { COUNTIES } from '../../criteria/comparison/peer-groups.ts';
import { hashOf, type Deps } from '../deps.ts';
import type { Database, InvitationRow, UserRow } from '../database/schema.ts';
import { queueMail, type NewMail } from '../mail/queue.ts';
import { invalid, notFound, Problem } from '../http/problem.ts';
import type { SignedInUser } from '../access/requester.ts';
import { logEvent, type EventName } from '../audit/events.ts';
import { organisationByCode } from '../organisations/queries.ts';
import { asText } from '../mail/letter.ts';
import type { InvitationLink, NewInvitation } from './contract.ts';
import { refuseGuessable } from './guessable.ts';
import { hashPassword } from './password.ts';
import { refuseOwnSignIn } from './proof.ts';
import { linkLetter } from './letters.ts';
import { drawUp, type Drawn, type Wanted } from './links.ts';
import * as queries from './queries.ts';

/** Stores a link, queues its mail and logs who made it, together. Returns the link, which is shown once, and its letter. */
export async function issue(
  deps: Deps,
  by: SignedInUser,
  { row, link }: Drawn,
  event: EventName,
  details: Readonly<Record<string, unknown>> = {},
): Promise<InvitationLink> {
  await deps.db.transaction().execute(async (trx) => {
    // The newest link is the one that counts: an older one to the same person may have gone astray.
    if (row.user_id !== null) await queries.withdrawOpen(trx, row.created_at, { user_id: row.user_id });
    else await queries.withdrawOpen(trx, row.created_at, { purpose: row.purpose, email: row.email });
    await queries.insertInvitation(trx, row);
    await mailLink(deps, trx, row);
    await logEvent(deps, trx, {
      event,
      userId: by.id,
      organisationCode: row.organisation_code,
      details: { name: row.name, ...details },
    });
  });
  const { operatorName, mail } = deps.config;
  const letter = await linkLetter(deps, row, link.link);
  const text = asText(letter, { operatorName, choicesUrl: null });
  // A link with notice is told of at once, and handed over by whoever asked for it.
  return {
    ...link,
    mailed: mail !== null && !withNotice(row),
    letter: { to: row.email, subject: letter.subject, text },
  };
}

/** Asked for from outside the organisation: it works later, or when somebody inside confirms. */
const withNotice = ({ valid_from, created_at }: InvitationRow): boolean => valid_from > created_at;

/** To whoever the link is for. A reset with notice is told at once, and its link is sent by nobody but SKL. */
async function mailLink(deps: Deps, trx: Kysely<Database>, row: InvitationRow): Promise<number> {
  const key = `${row.purpose}:${row.id}`;
  const params = { invitation: row.id };
  if (row.user_id === null) {
    const to = { address: row.email };
    return queueMail(deps, trx, [{ kind: 'invitation', key, to, params }]);
  }
  const kind = withNotice(row) ? 'reset-requested' : 'reset';
  return queueMail(deps, trx, [{ kind, key, to: { userId: row.user_id }, params }]);
}

/** Who has come in by the organisation's own sign-in and still waits for a role there may be invited to one. */
async function refuseTaken(deps: Deps, email: string, organisationCode: string | null): Promise<void> {
  const user = await queries.userByEmail(deps.db, email);
  if (!user || isNewcomer(user, organisationCode)) return;
  throw invalid('email', 'har redan ett konto');
}

const isNewcomer = (user: UserRow, organisationCode: string | null): boolean =>
  user.role === 'unassigned' && user.disabled_at === null && user.organisation_code === organisationCode;

/** Invites someone who has no account. What the log says beside the role is in `details`. */
async function invite(
  deps: Deps,
  by: SignedInUser,
  wanted: Omit<Wanted, 'purpose' | 'createdBy'>,
  details: Readonly<Record<string, unknown>> = {},
): Promise<InvitationLink> {
  await refuseTaken(deps, wanted.email, wanted.organisationCode);
  const drawn = drawUp(deps, { ...wanted, purpose: 'invite', createdBy: by.id });
  return issue(deps, by, drawn, 'user-invited', { role: wanted.role, ...details });
}

/** Invites a colleague to one's own organisation. Returns the link, shown once. */
export function inviteColleague(
  deps: Deps,
  user: SignedInUser,
  organisationCode: string,
  wanted: NewInvitation,
): Promise<InvitationLink> {
  return invite(deps, user, { ...wanted, organisationCode });
}

/** SKL invites someone at a länsstyrelse, who sees the county's figures. */
export async function inviteCountyViewer(
  deps: Deps,
  user: SignedInUser,
  { county, national, email, name }: { county: string; national: boolean; email: string; name: string },
): Promise<InvitationLink> {
  if (!(county in COUNTIES)) throw invalid('county', 'finns inte');
  const place = { organisationCode: null, county: { code: county, national } };
  return invite(deps, user, { email, name, role: 'county_viewer', ...place }, { county });
}

/** SKL invites one more of its own, who does what the first one does. */
export function inviteAdministrator(
  deps: Deps,
  user: SignedInUser,
  { email, name }: { email: string; name: string },
): Promise<InvitationLink> {
  return invite(deps, user, { email, name, role: 'network_admin', organisationCode: null });
}

/** SKL invites someone at a state agency, university or other body, who offers learning materials. */
export function inviteMaterialProvider(
  deps: Deps,
  user: SignedInUser,
  { email, name }: { email: string; name: string },
): Promise<InvitationLink> {
  return invite(deps, user, { email, name, role: 'material_provider', organisationCode: null });
}

/** SKL invites an organisation's first coordinator; after that the organisation runs its own accounts. */
export async function inviteFirstCoordinator(
  deps: Deps,
  user: SignedInUser,
  { organisation: code, email, name }: { organisation: string; email: string; name: string },
): Promise<InvitationLink> {
  const organisation = await organisationByCode(deps.db, code);
  if (!organisation || organisation.ended_on !== null) throw invalid('organisation', 'finns inte');
  if ((await queries.activeCoordinators(deps.db, code)).length > 0)
    throw invalid('organisation', 'har redan en samordnare, som själv bjuder in sina kollegor');
  return invite(deps, user, { email, name, role: 'coordinator', organisationCode: code });
}

/** The link with which the first network administrator sets up an empty installation; null when there is one. */
export async function setupLink(deps: Deps): Promise<string | null> {
  const admin = await deps.db
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'network_admin')
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  if (admin) return null;
  const { row, link } = drawUp(deps, {
    purpose: 'setup',
    email: '',
    name: '',
    role: 'network_admin',
    organisationCode: null,
    createdBy: null,
  });
  await deps.db.transaction().execute(async (trx) => {
    await trx
      .updateTable('invitations')
      .set({ withdrawn_at: deps.now().toISOString() })
      .where('purpose', '=', 'setup')
      .where('used_at', 'is', null)
      .execute();
    await queries.insertInvitation(trx, row);
  });
  return link.link;
}

/** An invitation of one's own organisation that can still be used; throws when there is none. */
export async function openInvitationOf(deps: Deps, user: SignedInUser, id: string): Promise<InvitationRow> {
  const row = await queries.openInvitation(deps.db, id, user.organisationCode ?? '');
  if (!row) throw notFound('Inbjudan');
  return row;
}

export async function withdrawInvitation(deps: Deps, user: SignedInUser, id: string): Promise<void> {
  const row = await openInvitationOf(deps, user, id);
  await deps.db.transaction().execute(async (trx) => {
    await queries.updateInvitation(trx, id, { withdrawn_at: deps.now().toISOString() });
    await logEvent(deps, trx, {
      event: 'invitation-withdrawn',
      userId: user.id,
      organisationCode: user.organisationCode,
      details: { name: row.name },
    });
  });
}

/** What was true when the link was made is asked again when it is used: days may have passed. */
async function stillTrue(db: Kysely<Database>, row: InvitationRow): Promise<boolean> {
  const maker = row.created_by === null ? undefined : await queries.userById(db, row.created_by);
  if (row.created_by !== null && (!maker || maker.disabled_at !== null)) return false;
  if (row.organisation_code === null || row.purpose !== 'invite') return true;
  const organisation = await organisationByCode(db, row.organisation_code);
  if (!organisation || organisation.ended_on !== null) return false;
  // From outside an organisation only its first coordinator is let in; those inside let in the others.
  const fromOutside = maker?.organisation_code !== row.organisation_code;
  return !fromOutside || (await queries.activeCoordinators(db, row.organisation_code)).length === 0;
}

/** The invitation behind a link, if it can be used now. */
export async function usableInvitation(deps: Deps, token: string): Promise<InvitationRow> {
  return usable(deps, deps.db, await queries.invitationByToken(deps.db, hashOf(token)));
}

async function usable(deps: Deps, db: Kysely<Database>, row: InvitationRow | undefined): Promise<InvitationRow> {
  const now = deps.now().toISOString();
  if (!row || row.withdrawn_at !== null) throw new Problem(404, 'not-found', 'Länken gäller inte. Be om en ny.');
  if (row.used_at !== null) throw new Problem(410, 'used', 'Länken är redan använd. Logga in med lösenordet du valde.');
  if (row.expires_at <= now) throw new Problem(410, 'expired', 'Länken har gått ut. Be om en ny.');
  if (row.valid_from > now)
    throw new Problem(
      403,
      'not-yet',
      `Länken börjar gälla ${dayOf(new Date(row.valid_from))}, eller när en annan samordnare har bekräftat den.`,
    );
  if (!(await stillTrue(db, row)))
    throw new Problem(
      410,
      'overtaken',
      'Länken gäller inte längre, för något har ändrats sedan den skapades. Be om en ny.',
    );
  return row;
}

/** Told to whoever has the account: if it was somebody else, she has to know. */
export const passwordChanged = (userId: string, at: string): NewMail => ({
  kind: 'password-changed',
  key: `password-changed:${userId}:${at}`,
  to: { userId },
  params: { at },
});

/** Creates the account or sets the new password. Returns the user's id. */
export async function acceptInvitation(
  deps: Deps,
  token: string,
  form: { name: string; email: string; password: string },
): Promise<string> {
  const row = await usableInvitation(deps, token);
  const email = row.purpose === 'setup' ? form.email : row.email;
  refuseOwnSignIn(deps, row.organisation_code);
  if (row.user_id === null) await refuseTaken(deps, email, row.organisation_code);
  const organisation = row.organisation_code ? await organisationByCode(deps.db, row.organisation_code) : undefined;
  refuseGuessable(form.password, [email, form.name, organisation?.name ?? '']);
  const password_hash = await hashPassword(form.password);
  return deps.db.transaction().execute(async (trx) => {
    const at = deps.now().toISOString();
    if (!(await queries.useInvitation(trx, row.id, at)))
      throw new Problem(410, 'used', 'Länken är redan använd, eller tillbakadragen. Be om en ny om du inte kommer in.');
    if (row.user_id !== null) {
      await queueMail(deps, trx, [passwordChanged(row.user_id, at)]);
      await queries.updateUser(trx, row.user_id, { password_hash });
      await queries.withdrawOpen(trx, at, { user_id: row.user_id });
      await queries.endSessions(trx, row.user_id);
      await logEvent(deps, trx, {
        event: 'password-changed',
        userId: row.user_id,
        organisationCode: row.organisation_code,
      });
      return row.user_id;
    }
    const waiting = await queries.userByEmail(trx, email);
    // Time has passed while the password was worked out: somebody may have made an account with the address meanwhile.
    if (waiting && !isNewcomer(waiting, row.organisation_code)) throw invalid('email', 'har redan ett konto');
    await usable(deps, trx, row);
    const id = waiting?.id ?? deps.newId();
    if (waiting) await queries.updateUser(trx, id, { name: form.name, password_hash, role: row.role });
    else {
      const added = await queries.insertUser(trx, {
        id,
        email,
        name: form.name,
        password_hash,
        role: row.role,
        organisation_code: row.organisation_code,
        county_code: row.county_code,
        national: row.national,
        created_at: at,
        disabled_at: null,
        erased_at: null,
      });
      if (!added) throw invalid('email', 'har redan ett konto');
    }
    if (waiting) await queries.endSessions(trx, id);
    await logEvent(deps, trx, {
      event: 'user-joined',
      userId: id,
      organisationCode: row.organisation_code,
      details: { role: row.role },
    });
    return id;
  });
}

/**
 * Gives whoever has come in by the organisation's own sign-in the role that she is invited to: no password is chosen.
 * Throws when the link can no longer be used, or was sent to another address.
 */
export async function acceptByIdentity(
  deps: Deps,
  trx: Kysely<Database>,
  invitationId: string,
  email: string,
): Promise<void> {
  const row = await usable(deps, trx, await queries.invitationById(trx, invitationId));
  const user = await queries.userByEmail(trx, email);
  if (row.email !== email)
    throw new Problem(403, 'other-person', `Inbjudan gäller ${row.email}, men du loggade in som ${email}.`);
  if (row.purpose !== 'invite' || !user || !isNewcomer(user, row.organisation_code))
    throw new Problem(403, 'not-for-this', 'Länken gäller något annat än den här inloggningen. Öppna den igen.');
  const at = deps.now().toISOString();
  if (!(await queries.useInvitation(trx, row.id, at)))
    throw new Problem(410, 'used', 'Länken är redan använd. Logga in.');
  await queries.updateUser(trx, user.id, { role: row.role });
  await queries.endSessions(trx, user.id);
  await logEvent(deps, trx, {
    event: 'invitation-accepted',
    userId: user.id,
    organisationCode: row.organisation_code,
    details: { role: row.role },
  });
}
