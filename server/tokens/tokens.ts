import { TOKEN_PREFIX } from '../access/program.ts';
import type { SignedInUser } from '../access/requester.ts';
import { SCOPE_NAMES, type Scope } from '../access/scopes.ts';
import { logEvent } from '../audit/events.ts';
import { hashOf, type Deps } from '../deps.ts';
import { notFound, Problem } from '../http/problem.ts';
import type { ApiToken, MadeToken, NewToken } from './contract.ts';

/** Nobody has more systems than this; somebody who makes more has a mistake in a script. */
const MOST = 20;

/** An organisation's tokens that have not been withdrawn, newest first. */
export async function tokensOf(deps: Deps, organisationCode: string): Promise<ApiToken[]> {
  const now = deps.now().toISOString();
  const rows = await deps.db
    .selectFrom('api_tokens')
    .innerJoin('users', 'users.id', 'api_tokens.created_by')
    .select(['api_tokens.id', 'api_tokens.name', 'scopes', 'users.name as created_by_name', 'expires_at', 'used_at'])
    .select('api_tokens.created_at')
    .where('api_tokens.organisation_code', '=', organisationCode)
    .where('revoked_at', 'is', null)
    .orderBy('api_tokens.created_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    scopes: JSON.parse(row.scopes) as Scope[],
    createdBy: row.created_by_name,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
    expired: row.expires_at <= now,
  }));
}

/** Makes a token, kept as its hash. Throws 409 when the organisation has as many as one may have. */
export async function makeToken(
  deps: Deps,
  user: SignedInUser,
  organisationCode: string,
  { name, scopes, months }: NewToken,
): Promise<MadeToken> {
  if ((await tokensOf(deps, organisationCode)).length >= MOST)
    throw new Problem(409, 'too-many-tokens', `Ni har redan ${MOST} nycklar. Dra in de som inte används.`);
  const token = `${TOKEN_PREFIX}${deps.newToken()}`;
  const at = deps.now();
  const until = new Date(at);
  until.setMonth(until.getMonth() + months);
  const id = deps.newId();
  await deps.db.transaction().execute(async (trx) => {
    await trx
      .insertInto('api_tokens')
      .values({
        id,
        token_hash: hashOf(token),
        organisation_code: organisationCode,
        name,
        scopes: JSON.stringify([...new Set(scopes)]),
        created_by: user.id,
        created_at: at.toISOString(),
        expires_at: until.toISOString(),
        used_at: null,
        revoked_at: null,
      })
      .execute();
    await logEvent(deps, trx, {
      event: 'api-token-created',
      userId: user.id,
      organisationCode,
      details: { name, scopes: scopes.map((scope) => SCOPE_NAMES[scope]).join(', ') },
    });
  });
  return { id, token, expiresAt: until.toISOString() };
}

/** Withdraws a token: the next call with it is refused. */
export async function withdrawToken(
  deps: Deps,
  user: SignedInUser,
  organisationCode: string,
  id: string,
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('api_tokens')
      .set({ revoked_at: deps.now().toISOString() })
      .where('id', '=', id)
      .where('organisation_code', '=', organisationCode)
      .where('revoked_at', 'is', null)
      .returning('name')
      .executeTakeFirst();
    if (!row) throw notFound('Nyckeln');
    await logEvent(deps, trx, {
      event: 'api-token-revoked',
      userId: user.id,
      organisationCode,
      details: { name: row.name },
    });
  });
}
