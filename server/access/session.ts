import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { UserRow } from '../database/schema.ts';
import { hashOf, type Deps } from '../deps.ts';
import { requesterOf } from './requester.ts';

/**
 * A session is one row that says who someone is, found by the hash of a random cookie. A general session
 * library (a bag of values, signed, serialised twice per request) was tried and halved the speed of every read.
 */
const COOKIE = 'mr-kollen';

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
  app.addHook('onRequest', async (request: FastifyRequest) => {
    const id = request.cookies[COOKIE];
    if (id === undefined) return;
    const { user, assessment } = await requesterOf(deps, hashOf(id), assessmentIn(request));
    request.user = user;
    request.assessment = assessment;
  });
}

type Account = Pick<UserRow, 'id' | 'name' | 'role' | 'organisation_code'>;

/**
 * Opens a session for someone who has proved who they are, and ends the one the browser came with. The id is
 * 256 random bits made here, so that nobody can plant one (session fixation).
 */
export async function openSession(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  account: Account,
  device: string,
): Promise<void> {
  const id = deps.newToken();
  const at = deps.now();
  const seconds = deps.config.sessionHours * 3600;
  const old = request.cookies[COOKIE];
  await deps.db.transaction().execute(async (trx) => {
    await trx
      .deleteFrom('sessions')
      .where((eb) => eb.or([eb('id', '=', hashOf(old ?? '')), eb('expires_at', '<=', at.toISOString())]))
      .execute();
    await trx
      .insertInto('sessions')
      .values({
        id: hashOf(id),
        user_id: account.id,
        name: account.name,
        role: account.role,
        organisation_code: account.organisation_code,
        device,
        created_at: at.toISOString(),
        expires_at: new Date(at.getTime() + seconds * 1000).toISOString(),
      })
      .execute();
  });
  reply.setCookie(COOKIE, id, { httpOnly: true, sameSite: 'lax', secure: 'auto', path: '/', maxAge: seconds });
}

/** Ends the session that the request came with. */
export async function closeSession(deps: Deps, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const id = request.cookies[COOKIE];
  if (id !== undefined) await deps.db.deleteFrom('sessions').where('id', '=', hashOf(id)).execute();
  reply.clearCookie(COOKIE, { path: '/' });
}
