import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Writes are accepted from our own pages only (OWASP, CSRF prevention by Fetch metadata). Browsers send
 * Sec-Fetch-Site or at least Origin with every write; programs without a browser send neither and carry
 * no one else's cookies.
 */
export function requireSameOrigin(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (SAFE.has(request.method)) return done();
    const site = request.headers['sec-fetch-site'];
    const { origin } = request.headers;
    const own = origin === undefined || origin === `${request.protocol}://${request.host}`;
    if ((site === undefined || site === 'same-origin' || site === 'none') && (own || site === 'same-origin'))
      return done();
    done(
      new Problem(403, 'other-origin', 'Anropet kommer från en annan webbplats och utförs inte.', [
        { field: 'Origin', message: 'Anropet måste komma från MR-kollens egna sidor.' },
      ]),
    );
  });
}
