import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { isPostgres } from '../database/kind.ts';
import { cannotWrite, databaseProblem } from './database-trouble.ts';
import type { Deps } from '../deps.ts';

/** With less room than this a save may be the one that does not fit. */
const LEAST_ROOM_MIB = 50;
/** How long a write that was stopped counts. */
const REMEMBERED_MS = 60_000;

/** MiB left where a SQLite database lies; null where that cannot be seen from here. */
async function roomLeft({ config, db }: Deps): Promise<number | null> {
  if (isPostgres(db) || config.databaseUrl === ':memory:') return null;
  try {
    const { bavail, bsize } = await statfs(dirname(config.databaseUrl));
    return (bavail * bsize) / 1024 ** 2;
  } catch {
    return null;
  }
}

/** What stands in the way of work: the database does not answer, or there is no room to write. */
async function troubleOf(deps: Deps): Promise<string | null> {
  try {
    await sql`select 1`.execute(deps.db);
  } catch (error) {
    return databaseProblem(error)?.code ?? 'database';
  }
  const room = await roomLeft(deps);
  return room !== null && room < LEAST_ROOM_MIB ? 'storage-full' : null;
}

/**
 * For the operator's monitoring. `/healthz`: the process answers. `/readyz`: the database answers and there is room to
 * write; otherwise 503 with the reason. What stopped a write, such as a full disk, is remembered until one has succeeded, or for a minute: a process that gets no calls must be tried again.
 */
export function healthRoutes(app: FastifyInstance, deps: Deps): void {
  let stopped: { readonly code: string; readonly until: number } | null = null;
  app.addHook('onError', (_request, _reply, error, done) => {
    const code = cannotWrite(error) ? databaseProblem(error)?.code : undefined;
    if (code !== undefined) stopped = { code, until: deps.now().getTime() + REMEMBERED_MS };
    done();
  });
  app.addHook('onResponse', ({ method }, { statusCode }, done) => {
    if (stopped !== null && ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method) && statusCode < 300) stopped = null;
    done();
  });
  app.get('/healthz', { config: { access: 'public' } }, () => ({ status: 'ok' }));
  app.get('/readyz', { config: { access: 'public' } }, async (_request, reply) => {
    const still = stopped !== null && stopped.until > deps.now().getTime() ? stopped.code : null;
    const trouble = (await troubleOf(deps)) ?? still;
    return trouble === null ? { status: 'ok' } : reply.code(503).send({ status: trouble });
  });
}
