import { dayOf } from '../../criteria/day.ts';
import { COUNTIES } from '../../criteria/comparison/peer-groups.ts';
import { hashOf, type Deps } from '../deps.ts';
import type { InvitationRow } from '../database/schema.ts';
import { invalid, notFound, Problem } from '../http/problem.ts';
import type { SignedInUser } from '../access/requester.ts';
import { logEvent, type EventName } from '../audit/events.ts';
import { organisationByCode } from '../organisations/queries.ts';
import type { InvitationLink, NewInvitation } from './contract.ts';
import { refuseGuessable } from './guessable.ts';
import { hashPassword } from './password.ts';
import type { Role } from '../access/permissions.ts';
import * as queries from './queries.ts';

const DAY = 86_400_000;
const DAYS_TO_ACCEPT = 14;

interface Wanted {
  readonly purpose: InvitationRow['purpose'];
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly organisationCode: string | null;
  /** For a länsstyrelse. */
  readonly county?: { readonly code: string; readonly national: boolean };
  readonly userId?: string;
  readonly createdBy: string | null;
  readonly noticeDays?: number;
}

interface Drawn {
  readonly row: InvitationRow;
  readonly link: InvitationLink;
}

/** A new link and its row, which stores only the link's hash. */
export function drawUp(deps: Deps, wanted: Wanted): Drawn {
  const now = deps.now().getTime();
  const token = deps.newToken();
  const validFrom = new Date(now + (wanted.noticeDays ?? 0) * DAY);
  const row: InvitationRow = {
    id: deps.newId(),
    token_hash: hashOf(token),
    purpose: wanted.purpose,
    user_id: wanted.userId ?? null,
    email: wanted.email,
    name: wanted.name,
    role: wanted.role,
    organisation_code: wanted.organisationCode,
    county_code: wanted.county?.code ?? null,
    national: wanted.county?.national ? 1 : 0,
    created_by: wanted.createdBy,
    created_at: new Date(now).toISOString(),
    valid_from: validFrom.toISOString(),
    expires_at: new Date(validFrom.getTime() + DAYS_TO_ACCEPT * DAY).toISOString(),
    used_at: null,
    withdrawn_at: null,
  };
  return {
    row,
    link: {
      id: row.id,
      link: `${deps.config.publicUrl}/inbjudan/${token}`,
      validFrom: row.valid_from,
      expiresAt: row.expires_at,
    },
  };
}

/** Stores a link and logs who made it, together. Returns the link, which is shown once. */
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
    await logEvent(deps, trx, {
      event,
      userId: by.id,
      organisationCode: row.organisation_code,
      details: { name: row.name, ...details },
    });
  });
  return link;
}

async function refuseTaken(deps: Deps, email: string): Promise<void> {
  if (await queries.userByEmail(deps.db, email)) throw invalid('email', 'har redan ett konto');
}

/** Invites someone who has no account. What the log says beside the role is in `details`. */
async function invite(
  deps: Deps,
  by: SignedInUser,
  wanted: Omit<Wanted, 'purpose' | 'createdBy'>,
  details: Readonly<Record<string, unknown>> = {},
): Promise<InvitationLink> {
  await refuseTaken(deps, wanted.email);
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
async function stillTrue(deps: Deps, row: InvitationRow): Promise<boolean> {
  const maker = row.created_by === null ? undefined : await queries.userById(deps.db, row.created_by);
  if (row.created_by !== null && (!maker || maker.disabled_at !== null)) return false;
  if (row.organisation_code === null || row.purpose !== 'invite') return true;
  const organisation = await organisationByCode(deps.db, row.organisation_code);
  if (!organisation || organisation.ended_on !== null) return false;
  // From outside an organisation only its first coordinator is let in; those inside let in the others.
  const fromOutside = maker?.organisation_code !== row.organisation_code;
  return !fromOutside || (await queries.activeCoordinators(deps.db, row.organisation_code)).length === 0;
}

/** The invitation behind a link, if it can be used now. */
export async function usableInvitation(deps: Deps, token: string): Promise<InvitationRow> {
  const row = await queries.invitationByToken(deps.db, hashOf(token));
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
  if (!(await stillTrue(deps, row)))
    throw new Problem(
      410,
      'overtaken',
      'Länken gäller inte längre, för något har ändrats sedan den skapades. Be om en ny.',
    );
  return row;
}

/** Creates the account or sets the new password. Returns the user's id. */
export async function acceptInvitation(
  deps: Deps,
  token: string,
  form: { name: string; email: string; password: string },
): Promise<string> {
  const row = await usableInvitation(deps, token);
  const email = row.purpose === 'setup' ? form.email : row.email;
  if (row.user_id === null) await refuseTaken(deps, email);
  const organisation = row.organisation_code ? await organisationByCode(deps.db, row.organisation_code) : undefined;
  refuseGuessable(form.password, [email, form.name, organisation?.name ?? '']);
  const password_hash = await hashPassword(form.password);
  return deps.db.transaction().execute(async (trx) => {
    const at = deps.now().toISOString();
    if (!(await queries.useInvitation(trx, row.id, at)))
      throw new Problem(410, 'used', 'Länken är redan använd. Logga in med lösenordet du valde.');
    if (row.user_id !== null) {
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
    const id = deps.newId();
    await queries.insertUser(trx, {
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
    });
    await logEvent(deps, trx, {
      event: 'user-joined',
      userId: id,
      organisationCode: row.organisation_code,
      details: { role: row.role },
    });
    return id;
  });
}
