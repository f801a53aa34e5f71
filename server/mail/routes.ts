import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { userOf } from '../access/enforce.ts';
import type { Deps } from '../deps.ts';
import { chooseMail, mailChoicesOf } from './choices.ts';
import * as contract from './contract.ts';
import { mailStanding, sendAgain } from './standing.ts';

const tags = ['Mejl'];

export function mailRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/v1/account/mail',
    {
      config: { access: { permission: 'account.own' } },
      schema: { tags, summary: 'Vilka mejl jag vill ha', response: { 200: contract.mailChoices } },
    },
    (request) => mailChoicesOf(deps, userOf(request)),
  );

  routes.put(
    '/api/v1/account/mail',
    {
      config: { access: { permission: 'account.own' } },
      schema: {
        tags,
        summary: 'Välj bort mejl',
        body: contract.newMailChoices,
        response: { 200: contract.mailChoices },
      },
    },
    (request) => chooseMail(deps, userOf(request), request.body.refused),
  );

  routes.get(
    '/api/v1/network/mails',
    {
      config: { access: { permission: 'network.organisations' } },
      schema: { tags, summary: 'Hur det går med mejlen', response: { 200: contract.mailStanding } },
    },
    () => mailStanding(deps),
  );

  routes.post(
    '/api/v1/network/mails/:mailId/again',
    {
      config: { access: { permission: 'network.organisations' } },
      schema: { tags, summary: 'Skicka ett mejl igen', params: contract.mailParams, response: { 204: z.null() } },
    },
    async (request, reply) => {
      await sendAgain(deps, request.params.mailId);
      return reply.code(204).send(null);
    },
  );
}
