import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { userOf } from '../access/enforce.ts';
import type { Deps } from '../deps.ts';
import { yearParams } from '../rounds/contract.ts';
import { newNudge, nudged } from './contract.ts';
import { nudge } from './nudge.ts';

export function reminderRoutes(app: FastifyInstance, deps: Deps): void {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/v1/rounds/:year/reminders',
    {
      config: { access: { permission: 'network.rounds' } },
      schema: {
        tags: ['Nätverket'],
        summary: 'Påminn samordnarna hos dem som inte har skickat in',
        params: yearParams,
        body: newNudge,
        response: { 201: nudged },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await nudge(deps, userOf(request), request.params.year, request.body.text)),
  );
}
