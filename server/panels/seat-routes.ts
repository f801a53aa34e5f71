import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { PUBLIC } from '../access/enforce.ts';
import { assessmentById, type LoadedAssessment } from '../access/requester.ts';
import { leaveSeat, seatOf, type Seat } from '../access/seat.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../http/problem.ts';
import { baseRevision } from '../http/revision.ts';
import type { Streams } from '../streams/streams.ts';
import { entering, ratingBody, ratingParams, seatView } from './contract.ts';
import { rate } from './ratings.ts';
import { enter } from './seats.ts';
import { seatFor } from './view.ts';

const tags = ['Gemensam bedömning'];
const SEAT = { access: 'seat' } as const;

/** An assessor comes in, rates and reads. Whoever has a seat reaches these, and by the seat nothing else. */
export function seatRoutes(app: FastifyInstance, deps: Deps, streams: Streams): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const assessment = async ({ assessmentId }: Seat): Promise<LoadedAssessment> => {
    const loaded = await assessmentById(deps.db, assessmentId);
    if (!loaded) throw notFound('Självskattningen');
    return loaded;
  };

  routes.post(
    '/api/v1/seat',
    {
      ...PUBLIC,
      schema: { tags, summary: 'Börja bedöma med länk och kod', body: entering, response: { 204: z.null() } },
    },
    async (request, reply) => {
      streams.say(await enter(deps, reply, request.body));
      return reply.code(204).send(null);
    },
  );

  routes.get(
    '/api/v1/seat',
    { config: SEAT, schema: { tags, summary: 'Det du bedömer', response: { 200: seatView } } },
    async (request) => {
      const seat = seatOf(request);
      return seatFor(deps, seat, await assessment(seat));
    },
  );

  routes.put(
    '/api/v1/seat/ratings/:code',
    {
      config: { ...SEAT, revision: true },
      schema: {
        tags,
        summary: 'Spara din bedömning av ett kriterium',
        params: ratingParams,
        body: ratingBody,
        response: { 200: seatView.shape.criteria.element.shape.mine },
      },
    },
    (request) => rate(deps, seatOf(request), request.params.code, baseRevision(request), request.body),
  );

  routes.delete(
    '/api/v1/seat',
    { config: SEAT, schema: { tags, summary: 'Lämna din plats på den här enheten', response: { 204: z.null() } } },
    async (request, reply) => {
      await leaveSeat(deps, reply, seatOf(request));
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/api/v1/seat/changes',
    {
      compress: false,
      config: { ...SEAT, following: true },
      schema: { tags, summary: 'Ström (text/event-stream) som säger till när bedömningen har ändrats' },
    },
    (request, reply) => {
      const { assessmentId, assessorId } = seatOf(request);
      return streams.send(request, reply, assessmentId, assessorId);
    },
  );
}
