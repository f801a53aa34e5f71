import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { assessmentOf, userOf } from '../access/enforce.ts';
import { assessmentParams } from '../assessments/contract.ts';
import type { Deps } from '../deps.ts';
import type { Look } from '../streams/feed.ts';
import { openStreams } from '../streams/streams.ts';

const ADDRESS = '/api/v1/assessments/:id/changes';
const SCHEMA = {
  tags: ['Självskattning'],
  summary: 'Ström (text/event-stream) som säger till när självskattningen har ändrats',
  params: assessmentParams,
};
const ACCESS = { access: { permission: 'assessment.read', on: 'assessment' }, following: true } as const;

/** Where an assessment stands. */
interface Standing {
  /** Another, when it has been started anew in the place of one that was taken away. */
  readonly startedAt: string;
  /** Counts every change of what it shows. */
  readonly revision: number;
}

const assessments =
  ({ db }: Pick<Deps, 'db'>): Look<Standing> =>
  async (ids) => {
    const rows = await db
      .selectFrom('assessments')
      .select(['id', 'created_at', 'content_revision'])
      .where('id', 'in', ids)
      .execute();
    return new Map(rows.map((row) => [row.id, { startedAt: row.created_at, revision: row.content_revision }]));
  };

/**
 * Open pages hear that an assessment has changed (README, "Liveuppdatering"). Only that, and how many changes it has seen:
 * what it says now is fetched as ever, by the same rules of who may see what.
 */
export function liveRoutes(app: FastifyInstance, deps: Deps): void {
  if (deps.config.liveSeconds === 0) {
    // 204: a browser does not ask again.
    app.get(ADDRESS, { config: ACCESS, schema: SCHEMA }, (_request, reply) => reply.code(204).send());
    return;
  }
  const streams = openStreams(app, deps, 'mr_kollen_live', assessments(deps));

  // Whatever changed it: the one place that every write passes.
  app.addHook('onResponse', (request, reply, done) => {
    const { assessment, method } = request;
    if (assessment && method !== 'GET' && method !== 'HEAD' && reply.statusCode < 400) streams.say(assessment.id);
    done();
  });

  app
    .withTypeProvider<ZodTypeProvider>()
    .get(ADDRESS, { compress: false, config: ACCESS, schema: SCHEMA }, (request, reply) =>
      streams.send(request, reply, assessmentOf(request).id, userOf(request).id),
    );
}
