import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { userOf } from '../access/enforce.ts';
import { notFound } from '../http/problem.ts';
import * as contract from './contract.ts';
import { roundOf } from './queries.ts';
import { changeRound, createRound, roundsFor, stateOf } from './rounds.ts';
import { today } from '../today.ts';

const tags = ['Nätverket'];

export function roundRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/v1/rounds',
    {
      config: { access: 'public' },
      schema: { tags, summary: 'Nätverkets omgångar, senaste först', response: { 200: z.array(contract.round) } },
    },
    () => roundsFor(deps),
  );

  routes.post(
    '/api/v1/rounds',
    {
      config: { access: { permission: 'network.rounds' } },
      schema: { tags, summary: 'Skapa en omgång', body: contract.newRound, response: { 201: z.null() } },
    },
    async (request, reply) => {
      await createRound(deps, userOf(request), request.body);
      return reply.code(201).header('Location', `/api/v1/rounds/${request.body.year}/members`).send(null);
    },
  );

  routes.put(
    '/api/v1/rounds/:year',
    {
      config: { access: { permission: 'network.rounds' } },
      schema: {
        tags,
        summary: 'Ändra en omgångs datum och text',
        params: contract.yearParams,
        body: contract.roundChange,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await changeRound(deps, userOf(request), request.params.year, request.body);
      return reply.code(204).send(null);
    },
  );

  routes.post(
    '/api/v1/rounds/:year/editions',
    {
      config: { access: { permission: 'network.rounds' } },
      schema: {
        tags,
        summary: 'Publicera en ny utgåva av jämförelsetalen',
        params: contract.yearParams,
        response: { 201: z.object({ number: z.number() }) },
      },
    },
    async (request, reply) => {
      const { year } = request.params;
      const round = await roundOf(deps.db, year);
      if (!round) throw notFound('Omgången');
      const reason = stateOf(round, today(deps)) === 'closed' ? 'renewed' : 'early';
      const number = await deps.editions.publish(year, reason, userOf(request).id);
      return reply.code(201).send({ number });
    },
  );
}
