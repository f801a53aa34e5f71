import { PassThrough } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { betweenProcesses } from './between-processes.ts';
import { Feed, type Look } from './feed.ts';

/** So that a proxy does not take a silent stream for a dead one. */
const SIGN_OF_LIFE_MS = 20_000;
/** How long a browser waits before it asks again when a stream has ended. */
const ASK_AGAIN_MS = 3000;
/** Pages that one person has in sight at once, on all devices; and all that a process carries, of each kind. */
const MOST_PER_PERSON = 12;
const MOST = 5000;

export interface Streams {
  /** Says, in every process, that the thing with this id may have changed. */
  readonly say: (id: string) => void;
  /** Answers with a stream of where the thing with this id stands. `who` is the person whose page it is. */
  readonly send: (request: FastifyRequest, reply: FastifyReply, id: string, who: string) => FastifyReply;
}

/** Streams (text/event-stream) of one kind of thing. They end by themselves with the process (README, "Liveuppdatering"). */
export function openStreams<S>(
  app: FastifyInstance,
  deps: Deps,
  channel: Parameters<typeof betweenProcesses>[1],
  look: Look<S>,
): Streams {
  const onError = (error: unknown) => {
    app.log.warn({ err: error }, 'open pages may be told late');
  };
  const feed = new Feed(look, onError);
  const others = betweenProcesses(deps, channel, feed, onError);
  const streams = new Set<PassThrough>();
  const perPerson = new Map<string, number>();
  const lasting = deps.config.liveSeconds * 1000;

  // A stream has no end of its own, and the process is not to wait for it.
  app.addHook('preClose', async () => {
    for (const stream of streams) stream.end();
    await others.close();
    await feed.close();
  });

  return {
    say: (id) => {
      feed.hint(id);
      others.say(id);
    },
    send: (request, reply, id, who) => {
      const mine = perPerson.get(who) ?? 0;
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
      perPerson.set(who, mine + 1);
      const stop = feed.listen(id, (standing) => {
        // Whoever does not read is let go, and asks again.
        if (stream.writableLength > 64 * 1024) stream.end();
        else stream.write(`data: ${JSON.stringify(standing)}\n\n`);
      });
      const sign = setInterval(() => stream.write(':\n\n'), SIGN_OF_LIFE_MS);
      // Whoever has been signed out, or has lost the thing, is not told for longer than this: the next asks anew.
      const end = setTimeout(() => stream.end(), lasting);
      stream.once('close', () => {
        stop();
        clearInterval(sign);
        clearTimeout(end);
        streams.delete(stream);
        const left = (perPerson.get(who) ?? 1) - 1;
        if (left > 0) perPerson.set(who, left);
        else perPerson.delete(who);
      });
      request.raw.once('close', () => stream.destroy());
      stream.write(`retry: ${ASK_AGAIN_MS}\n\n`);
      return reply
        .type('text/event-stream')
        .header('Cache-Control', 'private, no-store')
        .header('X-Accel-Buffering', 'no')
        .send(stream);
    },
  };
}
