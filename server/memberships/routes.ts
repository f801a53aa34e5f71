import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { userOf } from '../access/enforce.ts';
import type { Deps } from '../deps.ts';
import { organisationParams } from '../http/fields.ts';
import { yearParams } from '../rounds/contract.ts';
import * as contract from './contract.ts';
import { join, leave, membershipsFor } from './memberships.ts';
import { statusOfRound } from './status.ts';

const tags = ['Nätverket'];

export function membershipRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/v1/rounds/:year/members',
    {
      config: { access: { permission: 'network.rounds' } },
      schema: {
        tags,
        summary: 'Medlemmarna i en omgång och hur långt de har kommit',
        params: yearParams,
        response: { 200: z.array(contract.roundMember) },
      },
    },
    (request) => statusOfRound(deps, request.params.year),
  );

  routes.get(
    '/api/v1/members',
    {
      config: { access: { permission: 'network.rounds' } },
      schema: {
        tags,
        summary: 'Alla organisationer och deras tid i nätverket',
        response: { 200: z.array(contract.membership) },
      },
    },
    () => membershipsFor(deps),
  );

  routes.post(
    '/api/v1/members',
    {
      config: { access: { permission: 'network.rounds' } },
      schema: { tags, summary: 'Ta in en organisation', body: contract.joining, response: { 201: z.null() } },
    },
    async (request, reply) => {
      await join(deps, userOf(request), request.body.organisation, request.body.on);
      return reply.code(201).send(null);
    },
  );

  routes.post(
    '/api/v1/members/:code/leaving',
    {
      config: { access: { permission: 'network.rounds' } },
      schema: {
        tags,
        summary: 'Avsluta en organisations medlemskap',
        params: organisationParams,
        body: contract.leaving,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await leave(deps, userOf(request), request.params.code, request.body.on);
      return reply.code(204).send(null);
    },
  );
}
