import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { organisationParams } from '../http/fields.ts';
import type { Deps } from '../deps.ts';
import { userOf } from '../access/enforce.ts';
import { requireMember } from '../access/membership.ts';
import * as contract from './contract.ts';
import { examplesFor, namedIn } from './learning.ts';
import { namedAssessmentFor, viewerOf } from './named.ts';
import { standingFor } from './standing.ts';

const tags = ['Jämförelse'];

export function comparisonRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/v1/organisations/:code/standing',
    {
      config: { access: { permission: 'assessment.result', on: 'organisation' } },
      schema: {
        tags,
        summary: 'Egna värden i samma mått som jämförelsetalen',
        params: organisationParams,
        querystring: contract.standingQuery,
        response: { 200: contract.standing },
      },
    },
    (request) => standingFor(deps, request.params.code, request.query.year),
  );

  routes.get(
    '/api/v1/organisations/:code/learning',
    {
      config: { access: { permission: 'network.learn', on: 'organisation' } },
      schema: {
        tags,
        summary: 'Lär av andra: medlemmar på nivå 3–4 som visar namn, närmast först',
        params: organisationParams,
        querystring: contract.learningQuery,
        response: { 200: z.array(contract.example) },
      },
    },
    async (request) => {
      await requireMember(deps, request.params.code);
      return examplesFor(deps, request.params.code, request.query.year, request.query.criterion);
    },
  );

  routes.get(
    '/api/v1/organisations/:code/named-peers',
    {
      config: { access: { permission: 'network.learn', on: 'organisation' } },
      schema: {
        tags,
        summary: 'Medlemmar i en jämförelsegrupp som visar namn, med samordnarnas adresser',
        params: organisationParams,
        querystring: contract.namedPeersQuery,
        response: { 200: z.array(contract.namedPeer) },
      },
    },
    async (request) => {
      await requireMember(deps, request.params.code);
      return namedIn(deps, request.params.code, request.query.year, request.query.peers);
    },
  );

  routes.get(
    '/api/v1/members/:code/assessments/:year',
    {
      config: { access: { permission: 'network.named' } },
      schema: {
        tags,
        summary: 'Vad en organisation har skickat in, så långt den delar det',
        params: contract.namedParams,
        response: { 200: contract.namedAssessment },
      },
    },
    async (request, reply) => {
      reply.header('Cache-Control', 'private, no-store');
      return namedAssessmentFor(deps, await viewerOf(deps, userOf(request)), request.params.code, request.params.year);
    },
  );
}
