import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Deps } from '../deps.ts';

/** For the operator's monitoring: the process answers; the database answers. */
export function healthRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/healthz', { config: { access: 'public' } }, () => ({ status: 'ok' }));
  app.get('/readyz', { config: { access: 'public' } }, async () => {
    await sql`select 1`.execute(deps.db);
    return { status: 'ok' };
  });
}
