import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import { beginAttempt } from '../accounts/attempts.ts';
import { tryPassword } from '../accounts/password.ts';
import { hasPasskey, needsPasskey, refuseOwnSignIn, STRONG } from '../accounts/proof.ts';
import { lockUser, userByEmail, userById } from '../accounts/queries.ts';
import { letIn } from '../accounts/service.ts';
import type { SignedInUser } from '../access/requester.ts';
import { logEvent, type EventName } from '../audit/events.ts';
import type { PasskeyRow } from '../database/identity-rows.ts';
import type { Database, UserRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { notFound, Problem } from '../http/problem.ts';
import { queueMail } from '../mail/queue.ts';
import { beginNew, finishNew, finishUse } from './ceremony.ts';
import type { Begun, NewPasskey, Passkeys, PasskeySignIn } from './contract.ts';
import { codesLeft, makeCodes, useCode } from './recovery.ts';

/** How one signs in is changed by whoever has just shown who she is, and not by whoever finds the computer open. */
const FRESH_MINUTES = 15;

async function accountOf(deps: Deps, { id }: SignedInUser): Promise<UserRow> {
  const account = await userById(deps.db, id);
  if (!account) throw notFound('Kontot');
  return account;
}

function keysOf({ db }: Pick<Deps, 'db'>, userId: string): Promise<PasskeyRow[]> {
  return db.selectFrom('passkeys').selectAll().where('user_id', '=', userId).orderBy('created_at').execute();
}

/** Throws unless the session is new, and as strong as the account's role demands once it has a key. */
async function requireFresh(deps: Deps, user: SignedInUser, account: UserRow): Promise<void> {
  const session = await deps.db
    .selectFrom('sessions')
    .select(['created_at', 'method'])
    .where('id', '=', user.sessionKey)
    .executeTakeFirstOrThrow();
  const since = deps.now().getTime() - Date.parse(session.created_at);
  if (since > FRESH_MINUTES * 60_000)
    throw new Problem(
      403,
      'sign-in-again',
      'Det är en stund sedan du loggade in. Logga ut och in igen, och ändra sedan.',
    );
  const strong = session.method !== null && STRONG.has(session.method);
  if (!strong && needsPasskey(deps, account) && (await hasPasskey(deps, account.id)))
    throw new Problem(
      403,
      'passkey-needed',
      'Logga in med din nyckel, eller med en återställningskod, och ändra sedan.',
    );
}

/** Logs a change of how a person signs in, and tells her of it. */
async function tell(
  deps: Deps,
  trx: Kysely<Database>,
  account: UserRow,
  what: EventName | 'recovery-code-used',
  name?: string,
): Promise<void> {
  const at = deps.now().toISOString();
  if (what !== 'recovery-code-used')
    await logEvent(deps, trx, {
      event: what,
      userId: account.id,
      organisationCode: account.organisation_code,
      ...(name === undefined ? {} : { details: { name } }),
    });
  await queueMail(deps, trx, [
    { kind: 'sign-in-changed', key: `${what}:${account.id}:${at}`, to: { userId: account.id }, params: { what, at } },
  ]);
}

export async function passkeysOf(deps: Deps, user: SignedInUser): Promise<Passkeys> {
  const account = await accountOf(deps, user);
  const keys = await keysOf(deps, user.id);
  return {
    passkeys: keys.map(({ id, name, created_at, used_at }) => ({ id, name, createdAt: created_at, usedAt: used_at })),
    codesLeft: await codesLeft(deps.db, user.id),
    required: needsPasskey(deps, account),
  };
}

export async function beginPasskey(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  user: SignedInUser,
): Promise<Begun> {
  const account = await accountOf(deps, user);
  refuseOwnSignIn(deps, account.organisation_code);
  await requireFresh(deps, user, account);
  const keys = await keysOf(deps, user.id);
  return beginNew(
    deps,
    request,
    reply,
    account,
    keys.map(({ id }) => id),
  );
}

/** Adds the key, signs the person in by it and, with the first one, makes recovery codes. Resolves with those. */
export async function addPasskey(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  user: SignedInUser,
  given: NewPasskey,
): Promise<string[]> {
  const account = await accountOf(deps, user);
  await requireFresh(deps, user, account);
  const session = await deps.db
    .selectFrom('sessions')
    .select(['provider', 'provider_session'])
    .where('id', '=', user.sessionKey)
    .executeTakeFirstOrThrow();
  const key = await finishNew(deps, request, user.id, given);
  const codes = await deps.db.transaction().execute(async (trx) => {
    const added = await trx
      .insertInto('passkeys')
      .values(key)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst();
    if (added.numInsertedOrUpdatedRows !== 1n)
      throw new Problem(409, 'has-passkey', 'Nyckeln finns redan på ett konto. Välj en annan.');
    await tell(deps, trx, account, 'passkey-added', given.name);
    return (await codesLeft(trx, user.id)) === 0 ? makeCodes(trx, user.id) : [];
  });
  // Signing out at the organisation's own sign-in goes on ending what began there.
  const { provider, provider_session } = session;
  const proof = { method: 'passkey' as const, providerSession: provider_session };
  await letIn(deps, request, reply, user.id, provider === null ? proof : { ...proof, provider });
  return codes;
}

/** Takes a key away. An account that must have one keeps its last. */
export async function removePasskey(deps: Deps, user: SignedInUser, id: string): Promise<void> {
  const account = await accountOf(deps, user);
  await requireFresh(deps, user, account);
  await deps.db.transaction().execute(async (trx) => {
    await lockUser(trx, user.id);
    const removed = await trx
      .deleteFrom('passkeys')
      .where('id', '=', id)
      .where('user_id', '=', user.id)
      .returning('name')
      .executeTakeFirst();
    if (!removed) throw notFound('Nyckeln');
    const { left } = await trx
      .selectFrom('passkeys')
      .select((eb) => eb.fn.countAll().as('left'))
      .where('user_id', '=', user.id)
      .executeTakeFirstOrThrow();
    if (Number(left) === 0 && needsPasskey(deps, account))
      throw new Problem(409, 'last-passkey', 'Det är din enda nyckel, och kontot måste ha en. Lägg till en ny först.');
    // Codes are a way back to a key: without any key they would only be another password.
    if (Number(left) === 0) await trx.deleteFrom('recovery_codes').where('user_id', '=', user.id).execute();
    await tell(deps, trx, account, 'passkey-removed', removed.name);
  });
}

export async function newCodes(deps: Deps, user: SignedInUser): Promise<string[]> {
  const account = await accountOf(deps, user);
  await requireFresh(deps, user, account);
  if (!(await hasPasskey(deps, user.id)))
    throw new Problem(
      409,
      'no-passkey',
      'Återställningskoder är till för den som har en nyckel. Lägg till en nyckel först.',
    );
  return deps.db.transaction().execute(async (trx) => {
    const codes = await makeCodes(trx, user.id);
    await tell(deps, trx, account, 'recovery-codes-made');
    return codes;
  });
}

/** Signs in whoever has the key. */
export async function signInByPasskey(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  given: PasskeySignIn,
): Promise<void> {
  const { key, counter } = await finishUse(deps, request, given, (id) =>
    deps.db.selectFrom('passkeys').selectAll().where('id', '=', id).executeTakeFirst(),
  );
  const account = await userById(deps.db, key.user_id);
  refuseOwnSignIn(deps, account?.organisation_code ?? null);
  const at = deps.now().toISOString();
  await deps.db.updateTable('passkeys').set({ counter, used_at: at }).where('id', '=', key.id).execute();
  await letIn(deps, request, reply, key.user_id, { method: 'passkey' });
}

const WRONG = 'E-postadressen, lösenordet eller koden stämmer inte.';

/** For whoever has lost her key: password and one of the codes. The same answer whatever was wrong. */
export async function signInByCode(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  given: { readonly email: string; readonly password: string; readonly code: string },
): Promise<void> {
  const userId = await tryPassword(request.ip, async (matches) => {
    const attempt = await beginAttempt(deps, given.email, request.ip);
    const account = await userByEmail(deps.db, given.email);
    const right = (await matches(given.password, account?.password_hash)) && account?.disabled_at === null;
    if (right && account && (await useCode(deps.db, deps, account.id, given.code))) {
      await attempt.succeeded();
      refuseOwnSignIn(deps, account.organisation_code);
      await tell(deps, deps.db, account, 'recovery-code-used');
      return account.id;
    }
    await attempt.failed();
    await logEvent(deps, deps.db, {
      event: 'sign-in-failed',
      userId: account?.id ?? null,
      organisationCode: account?.organisation_code ?? null,
    });
    throw new Problem(401, 'wrong-credentials', WRONG, [{ field: 'email', message: WRONG }]);
  });
  await letIn(deps, request, reply, userId, { method: 'recovery' });
}
