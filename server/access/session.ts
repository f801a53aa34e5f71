import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SignInMethod } from '../database/identity-rows.ts';
import type { UserRow } from '../database/schema.ts';
import { hashOf, type Deps } from '../deps.ts';
import { notFound } from '../http/problem.ts';
import type { Role } from './permissions.ts';
import { requesterOf } from './requester.ts';
import { Seen } from './seen.ts';

/**
 * A session is one row that says who someone is, found by the hash of a random cookie. A general session
 * library (a bag of values, signed, serialised twice per request) was tried and halved the speed of every read.
 */
const NAME = 'mr-kollen';

/** Over https no other host and no plain http can set a cookie with this prefix (RFC 6265bis, cookie name prefixes). */
export const hostCookie = (publicUrl: string, name: string): string =>
  publicUrl.startsWith('https:') ? `__Host-${name}` : name;
const cookieName = ({ config }: Deps) => hostCookie(config.publicUrl, NAME);

function assessmentIn(request: FastifyRequest): string | undefined {
  const { access } = request.routeOptions.config;
  const onAssessment = typeof access === 'object' && (access.on === 'assessment' || access.on === 'criterion');
  return onAssessment ? (request.params as { id?: string }).id : undefined;
}

/** https://github.com/fastify/fastify-cookie. Reading a session writes nothing. */
export async function useSessions(app: FastifyInstance, deps: Deps): Promise<void> {
  await app.register(cookie);
  app.decorateRequest('user', null);
  app.decorateRequest('assessment', null);
  const seen = new Seen(deps);
  app.addHook('onRequest', async (request: FastifyRequest) => {
    const id = request.cookies[cookieName(deps)];
    if (id === undefined) return;
    const { user, assessment } = await requesterOf(deps, hashOf(id), assessmentIn(request));
    request.user = user;
    request.assessment = assessment;
    // A page that follows by itself is not a person who is there.
    if (user && request.headers['x-mr-following'] === undefined && !request.routeOptions.config.following)
      seen.note(user.sessionKey, (error) => {
        request.log.error({ err: error }, 'the use of a session could not be noted');
      });
  });
}

/** How a person has proved who she is, and at which sign-in of an organisation. */
export interface Proof {
  readonly method: SignInMethod;
  readonly provider?: string;
  readonly providerSession?: string | null;
}

/**
 * Opens a session for someone who has proved who they are, and ends the one the browser came with. The id is
 * 256 random bits made here, so that nobody can plant one (session fixation). Throws 404 for a closed account.
 */
export async function openSession(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  userId: string,
  device: string,
  { method, provider, providerSession }: Proof,
  roleOf: (account: UserRow) => Role,
): Promise<UserRow> {
  const id = deps.newToken();
  const at = deps.now();
  const seconds = deps.config.sessionHours * 3600;
  const old = request.cookies[cookieName(deps)];
  const account = await deps.db.transaction().execute(async (trx) => {
    // As the account is now, and not as it was a moment ago: whoever closes it or changes the role waits, and then ends
    // this session too.
    const now = await trx
      .updateTable('users')
      .set((eb) => ({ name: eb.ref('name') }))
      .where('id', '=', userId)
      .where('disabled_at', 'is', null)
      .returningAll()
      .executeTakeFirst();
    if (!now) throw notFound('Kontot');
    await trx
      .deleteFrom('sessions')
      .where((eb) => eb.or([eb('id', '=', hashOf(old ?? '')), eb('expires_at', '<=', at.toISOString())]))
      .execute();
    await trx
      .insertInto('sessions')
      .values({
        id: hashOf(id),
        user_id: now.id,
        name: now.name,
        role: roleOf(now),
        organisation_code: now.organisation_code,
        device,
        created_at: at.toISOString(),
        expires_at: new Date(at.getTime() + seconds * 1000).toISOString(),
        method,
        seen_at: at.toISOString(),
        provider: provider ?? null,
        provider_session: providerSession ?? null,
      })
      .execute();
    return now;
  });
  const name = cookieName(deps);
  const secure = name === NAME ? 'auto' : true;
  reply.setCookie(name, id, { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: seconds });
  return account;
}

/** Ends the session that the request came with. Resolves with the organisation's own sign-in that it came from, if any. */
export async function closeSession(deps: Deps, request: FastifyRequest, reply: FastifyReply): Promise<string | null> {
  const name = cookieName(deps);
  const id = request.cookies[name];
  reply.clearCookie(name, { path: '/', secure: name === NAME ? 'auto' : true });
  // What pages have been shown goes. What is typed and not sent stays in the browser's storage: it is nobody else's to
  // throw away, and no other account is shown it.
  reply.header('Clear-Site-Data', '"cache"');
  if (id === undefined) return null;
  const ended = await deps.db
    .deleteFrom('sessions')
    .where('id', '=', hashOf(id))
    .returning('provider')
    .executeTakeFirst();
  return ended?.provider ?? null;
}
