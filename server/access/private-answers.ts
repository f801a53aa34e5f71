import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Who an answer is for: another person, another role or nobody is another audience. Ids are made by us, without quotes. */
function audienceOf({ user, program }: FastifyRequest): string {
  if (program) return `program-${program.id}`;
  return user ? `${user.role}-${user.id}` : 'anyone';
}

/**
 * Sends only what has changed, to the same person. `version` says which content it is; the ETag also says for whom, so
 * that the next one at the same computer never gets the answer that the browser kept for the one before. True when the
 * browser has it already: then nothing more is to be sent than `reply`.
 */
export function isKnown(request: FastifyRequest, reply: FastifyReply, version: string): boolean {
  const etag = `"${version}-${audienceOf(request)}"`;
  reply.header('ETag', etag).header('Cache-Control', 'private, no-cache');
  if (request.headers['if-none-match'] !== etag) return false;
  reply.code(304);
  return true;
}

function varies(reply: FastifyReply, header: string): void {
  const known = String(reply.getHeader('Vary') ?? '');
  if (!known.includes(header)) reply.header('Vary', known === '' ? header : `${known}, ${header}`);
}

/**
 * Nobody's answers are another's: unless a route says otherwise its answer is kept by no browser, and everything that
 * may differ between people says so. A private answer with an ETag that tells of no audience is a mistake of ours.
 */
export function keepAnswersApart(app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    const caching = String(reply.getHeader('Cache-Control') ?? '');
    if (caching === '') reply.header('Cache-Control', 'private, no-store');
    if (caching.startsWith('public')) return done(null, payload);
    varies(reply, 'Cookie');
    varies(reply, 'Authorization');
    const etag = reply.getHeader('ETag');
    if (etag !== undefined && request.method === 'GET' && !String(etag).endsWith(`-${audienceOf(request)}"`))
      return done(new Error(`The ETag of ${request.routeOptions.url} does not say for whom it is.`));
    done(null, payload);
  });
}
