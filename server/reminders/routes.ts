import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { userOf } from '../access/enforce.ts';
import type { Deps } from '../deps.ts';
import { yearParams } from '../rounds/contract.ts';
import { calendarOf } from './calendar.ts';
import { newNudge, nudged } from './contract.ts';
import { nudge } from './nudge.ts';

export function reminderRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/v1/account/dates.ics',
    {
      config: { access: { permission: 'account.own' } },
      schema: { tags: ['Konton'], summary: 'Mina datum som kalenderfil' },
    },
    async (request, reply) =>
      reply
        .header('Content-Disposition', 'attachment; filename="mr-kollen.ics"')
        .type('text/calendar; charset=utf-8')
        .send(await calendarOf(deps, userOf(request))),
  );

  routes.post(
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
