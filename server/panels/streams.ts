import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../deps.ts';
import type { Look } from '../streams/feed.ts';
import { openStreams, type Streams } from '../streams/streams.ts';

/** Where a joint assessment stands: what everybody sees, and what the coordinator sees. */
interface Standing {
  readonly startedAt: string;
  readonly revision: number;
  readonly counted: number;
}

const panels =
  ({ db }: Pick<Deps, 'db'>): Look<Standing> =>
  async (ids) => {
    const rows = await db
      .selectFrom('panels')
      .select(['assessment_id', 'created_at', 'revision', 'counted'])
      .where('assessment_id', 'in', ids)
      .execute();
    return new Map(
      rows.map((row) => [
        row.assessment_id,
        { startedAt: row.created_at, revision: row.revision, counted: row.counted },
      ]),
    );
  };

/** 204: a browser does not ask again. */
const SILENT: Streams = { say: () => undefined, send: (_request, reply) => reply.code(204).send() };

/** The big screen and the phones hear when something has changed; what, they ask for by the same rules as ever. */
export function panelStreams(app: FastifyInstance, deps: Deps): Streams {
  if (deps.config.liveSeconds === 0) return SILENT;
  const streams = openStreams(app, deps, 'mr_kollen_panel', panels(deps));
  app.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done) => {
    const { config, url = '' } = request.routeOptions;
    const id = request.seat?.assessmentId ?? (url.includes('/panel') ? request.assessment?.id : undefined);
    const reads = request.method === 'GET' || request.method === 'HEAD' || config.following;
    if (id !== undefined && !reads && reply.statusCode < 400) streams.say(id);
    done();
  });
  return streams;
}
