import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../deps.ts';
import type { SignedInUser } from '../access/requester.ts';
import { openSession, type Proof } from '../access/session.ts';
import { invalid, Problem } from '../http/problem.ts';
import { logEvent } from '../audit/events.ts';
import { COUNTIES } from '../../criteria/comparison/peer-groups.ts';
import { organisationByCode } from '../organisations/queries.ts';
import { isMember } from '../access/membership.ts';
import { thisYear, today } from '../today.ts';
import type { UserRow } from '../database/schema.ts';
import type { SessionView } from './contract.ts';
import { queueMail } from '../mail/queue.ts';
import { passwordChanged } from './invitations.ts';
import { beginAttempt } from './attempts.ts';
import { refuseGuessable } from './guessable.ts';
import { hashPassword, tryPassword } from './password.ts';
import { needsPasskey, refuseOwnSignIn, refusePasswordAlone, STRONG, WAY_NAMES } from './proof.ts';
import { coordinatorsOf, endSessions, updateUser, userByEmail, userById, withdrawOpen } from './queries.ts';

/** A short name of the browser, for the person's own list of sessions. */
function deviceOf(userAgent: string | undefined): string {
  const browser = /Edg\/|Firefox\/|Chrome\/|Safari\//.exec(userAgent ?? '')?.[0] ?? '';
  const names: Record<string, string> = {
    'Edg/': 'Edge',
    'Firefox/': 'Firefox',
    'Chrome/': 'Chrome',
    'Safari/': 'Safari',
  };
  const system = /Windows|Macintosh|Android|iPhone|iPad|Linux/.exec(userAgent ?? '')?.[0] ?? '';
  return [names[browser] ?? 'Okänd webbläsare', system === 'Macintosh' ? 'Mac' : system].filter(Boolean).join(', ');
}

/**
 * Lets in a person who has proved who they are; never to a closed account, whatever link they have. A role that demands a
 * passkey is not given to whoever comes without one: that session may see to the own account, and nothing else.
 */
export async function letIn(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  userId: string,
  proof: Proof,
): Promise<void> {
  const roleOf = (account: UserRow) =>
    needsPasskey(deps, account) && !STRONG.has(proof.method) ? 'unassigned' : account.role;
  const device = deviceOf(request.headers['user-agent']);
  const account = await openSession(deps, request, reply, userId, device, proof, roleOf);
  const { provider } = proof;
  await logEvent(deps, deps.db, {
    event: 'signed-in',
    userId,
    organisationCode: account.organisation_code,
    details: { way: WAY_NAMES[proof.method], ...(provider === undefined ? {} : { provider }) },
  });
}

/** Signs in with e-mail and password. The same answer for a wrong address and a wrong password. */
export async function signIn(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  credentials: { email: string; password: string },
): Promise<void> {
  const userId = await tryPassword(request.ip, async (matches) => {
    const attempt = await beginAttempt(deps, credentials.email, request.ip);
    const user = await userByEmail(deps.db, credentials.email);
    if ((await matches(credentials.password, user?.password_hash)) && user?.disabled_at === null) {
      await attempt.succeeded();
      await refusePasswordAlone(deps, user);
      return user.id;
    }
    await attempt.failed();
    // The same for an address that has no account, so that nobody can tell them apart by the time it takes.
    await logEvent(deps, deps.db, {
      event: 'sign-in-failed',
      userId: user?.id ?? null,
      organisationCode: user?.organisation_code ?? null,
    });
    throw new Problem(401, 'wrong-credentials', 'E-postadressen eller lösenordet stämmer inte.', [
      { field: 'email', message: 'E-postadressen eller lösenordet stämmer inte.' },
    ]);
  });
  await letIn(deps, request, reply, userId, { method: 'password' });
}

type WaitsFor = NonNullable<SessionView['user']>['waitsFor'];

/** Why somebody who is signed in may do nothing yet. */
async function waitsFor(deps: Deps, user: SignedInUser, account: UserRow): Promise<WaitsFor> {
  if (user.role !== 'unassigned') return null;
  if (account.role !== 'unassigned') return { what: 'passkey' };
  const coordinators = await coordinatorsOf(deps.db, [user.organisationCode ?? '']);
  return { what: 'role', coordinators: coordinators.map(({ name, email }) => ({ name, email })) };
}

export async function sessionViewOf(deps: Deps, user: SignedInUser | null): Promise<SessionView> {
  const organisation = user?.organisationCode ? await organisationByCode(deps.db, user.organisationCode) : undefined;
  const account = user ? await userById(deps.db, user.id) : undefined;
  return {
    user: user && {
      id: user.id,
      name: user.name,
      email: account?.email ?? '',
      role: user.role,
      organisation: organisation
        ? {
            code: organisation.code,
            name: organisation.name,
            shortName: organisation.short_name,
            kind: organisation.kind,
            member: await isMember(deps.db, organisation.code, today(deps)),
          }
        : null,
      county: account?.county_code
        ? {
            code: account.county_code,
            name: COUNTIES[account.county_code] ?? account.county_code,
            national: account.national === 1,
          }
        : null,
      hasPassword: account?.password_hash != null,
      waitsFor: account ? await waitsFor(deps, user, account) : null,
    },
    operatorName: deps.config.operatorName,
    demo: deps.config.demo,
    mail: deps.config.mail !== null,
    year: thisYear(deps),
  };
}

/** Changes one's own password and signs out every other session. */
export async function changePassword(
  deps: Deps,
  user: SignedInUser,
  address: string,
  change: { current: string; password: string },
): Promise<void> {
  const row = await userById(deps.db, user.id);
  await tryPassword(address, async (matches) => {
    const attempt = await beginAttempt(deps, row?.email ?? '', address);
    if (await matches(change.current, row?.password_hash)) return attempt.succeeded();
    await attempt.failed();
    throw invalid('current', 'är inte ditt nuvarande lösenord');
  });
  refuseOwnSignIn(deps, user.organisationCode);
  const organisation = user.organisationCode ? await organisationByCode(deps.db, user.organisationCode) : undefined;
  refuseGuessable(change.password, [row?.email ?? '', user.name, organisation?.name ?? '']);
  const password_hash = await hashPassword(change.password);
  await deps.db.transaction().execute(async (trx) => {
    await updateUser(trx, user.id, { password_hash });
    await withdrawOpen(trx, deps.now().toISOString(), { user_id: user.id });
    await endSessions(trx, user.id, user.sessionKey);
    await queueMail(deps, trx, [passwordChanged(user.id, deps.now().toISOString())]);
    await logEvent(deps, trx, { event: 'password-changed', userId: user.id, organisationCode: user.organisationCode });
  });
}
