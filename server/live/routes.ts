import { PassThrough } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { assessmentOf, userOf } from '../access/enforce.ts';
import { assessmentParams } from '../assessments/contract.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { betweenProcesses } from './between-processes.ts';
import { Feed } from './feed.ts';

/** So that a proxy does not take a silent stream for a dead one. */
const SIGN_OF_LIFE_MS = 20_000;
/** How long a browser waits before it asks again when a stream has ended. */
const ASK_AGAIN_MS = 3000;
/** Pages that one person has in sight at once, on all devices; and all that a process carries. */
const MOST_PER_PERSON = 12;
const MOST = 5000;

const ADDRESS = '/api/v1/assessments/:id/changes';
const SCHEMA = {
  tags: ['Självskattning'],
  summary: 'Ström (text/event-stream) som säger till när självskattningen har ändrats',
  params: assessmentParams,
};
const ACCESS = { access: { permission: 'assessment.read', on: 'assessment' }, following: true } as const;

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
  const onError = (error: unknown) => {
    app.log.warn({ err: error }, 'open pages may be told late');
  };
  const feed = new Feed(deps, onError);
  const others = betweenProcesses(deps, feed, onError);
  const streams = new Set<PassThrough>();
  const perPerson = new Map<string, number>();
  const lasting = deps.config.liveSeconds * 1000;

  // Whatever changed it: the one place that every write passes.
  app.addHook('onResponse', (request, reply, done) => {
    const { assessment, method } = request;
    if (assessment && method !== 'GET' && method !== 'HEAD' && reply.statusCode < 400) {
      feed.hint(assessment.id);
      others.say(assessment.id);
    }
    done();
  });
  // A stream has no end of its own, and the process is not to wait for it.
  app.addHook('preClose', async () => {
    for (const stream of streams) stream.end();
    await others.close();
    await feed.close();
  });

  app.withTypeProvider<ZodTypeProvider>().get(
    ADDRESS,
    {
      compress: false,
      config: ACCESS,
      schema: SCHEMA,
    },
    (request, reply) => {
      const { id } = userOf(request);
      const mine = perPerson.get(id) ?? 0;
      if (mine >= MOST_PER_PERSON || streams.size >= MOST)
        throw new Problem(
          503,
          'too-many-streams',
          'För många sidor följer ändringar samtidigt.',
          [],
          {},
          { 'Retry-After': '60' },
        );
      const stream = new PassThrough();
      streams.add(stream);
      perPerson.set(id, mine + 1);
      const stop = feed.listen(assessmentOf(request).id, (standing) => {
        // Whoever does not read is let go, and asks again.
        if (stream.writableLength > 64 * 1024) stream.end();
        else stream.write(`data: ${JSON.stringify(standing)}\n\n`);
      });
      const sign = setInterval(() => stream.write(':\n\n'), SIGN_OF_LIFE_MS);
      // Whoever has been signed out, or has lost the assessment, is not told for longer than this: the next asks anew.
      const end = setTimeout(() => stream.end(), lasting);
      stream.once('close', () => {
        stop();
        clearInterval(sign);
        clearTimeout(end);
        streams.delete(stream);
        const left = (perPerson.get(id) ?? 1) - 1;
        if (left > 0) perPerson.set(id, left);
        else perPerson.delete(id);
      });
      request.raw.once('close', () => stream.destroy());
      stream.write(`retry: ${ASK_AGAIN_MS}\n\n`);
      return reply
        .type('text/event-stream')
        .header('Cache-Control', 'private, no-store')
        .header('X-Accel-Buffering', 'no')
        .send(stream);
    },
  );
}
