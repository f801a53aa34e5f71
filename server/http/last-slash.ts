import type { FastifyInstance } from 'fastify';

/** An address with a slash at the end, as people write and link it, leads to the same page without. */
export function withoutLastSlash(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    // Programs write the addresses of the API as they are described.
    if (!['GET', 'HEAD'].includes(request.method) || request.url.startsWith('/api/')) return done();
    const [path = '', query] = request.url.split('?', 2);
    // Never `//elsewhere`, which a browser takes for another host.
    if (!/^\/[^/\\].*[^/]\/$/.test(path)) return done();
    reply.redirect(`${path.slice(0, -1)}${query === undefined ? '' : `?${query}`}`, 308);
  });
}
