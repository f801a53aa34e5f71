import type { FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';
import { Problem } from './problem.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Writes are accepted from our own pages only (OWASP, CSRF prevention by Fetch metadata). Browsers send
 * Sec-Fetch-Site or at least Origin with every write; programs without a browser send neither and carry
 * no one else's cookies. The origin is held against PUBLIC_URL and not against the name that the request itself gives
 * (DNS rebinding).
 */
export function requireSameOrigin(app: FastifyInstance, deps: Deps): void {
  const published = new URL(deps.config.publicUrl).origin;
  /** On this computer the service has several names, and none that anyone else can point at it. */
  const here = (origin: string, host: string) =>
    origin === `http://${host}` && /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host);
  app.addHook('onRequest', (request, _reply, done) => {
    if (SAFE.has(request.method) || request.routeOptions.config.fromOtherSites) return done();
    const site = request.headers['sec-fetch-site'];
    const { origin } = request.headers;
    const own = origin === undefined || origin === published || here(origin, request.host);
    if ((site === undefined || site === 'same-origin' || site === 'none') && own) return done();
    done(
      new Problem(403, 'other-origin', 'Anropet kommer från en annan webbplats och utförs inte.', [
        { field: 'Origin', message: 'Anropet måste komma från MR-kollens egna sidor.' },
      ]),
    );
  });
}
