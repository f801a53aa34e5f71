import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { userOf } from '../access/enforce.ts';
import type { Deps } from '../deps.ts';
import { organisationParams } from '../http/fields.ts';
import { sendFile } from '../http/file.ts';
import * as contract from './contract.ts';
import { resultsOf, resultTable } from './results.ts';
import { makeToken, tokensOf, withdrawToken } from './tokens.ts';

const tags = ['Egna system'];
const keepers = { access: { permission: 'organisation.users', on: 'organisation' } } as const;
const readers = { access: { permission: 'assessment.result', on: 'organisation', scope: 'result' } } as const;

/** For an organisation's own systems, which follow up its result beside everything else. */
export function tokenRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/v1/organisations/:code/results',
    {
      config: readers,
      schema: {
        tags,
        summary: 'Organisationens fastställda resultat, år för år',
        params: organisationParams,
        response: { 200: contract.organisationResults },
      },
    },
    (request) => resultsOf(deps, request.params.code),
  );
  routes.get(
    '/api/v1/organisations/:code/results.csv',
    { config: readers, schema: { tags, summary: 'Samma resultat som fil', params: organisationParams } },
    async (request, reply) => {
      const { code } = request.params;
      return sendFile(reply, resultTable(await resultsOf(deps, code)).csv(), 'csv', `resultat ${code}`);
    },
  );

  routes.get(
    '/api/v1/organisations/:code/tokens',
    {
      config: keepers,
      schema: {
        tags,
        summary: 'Organisationens nycklar för system',
        params: organisationParams,
        response: { 200: z.array(contract.apiToken) },
      },
    },
    (request) => tokensOf(deps, request.params.code),
  );
  routes.post(
    '/api/v1/organisations/:code/tokens',
    {
      config: keepers,
      schema: {
        tags,
        summary: 'Skapa en nyckel för ett system som läser organisationens uppgifter',
        params: organisationParams,
        body: contract.newToken,
        response: { 201: contract.madeToken },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await makeToken(deps, userOf(request), request.params.code, request.body)),
  );
  routes.delete(
    '/api/v1/organisations/:code/tokens/:tokenId',
    {
      config: keepers,
      schema: { tags, summary: 'Dra in en nyckel', params: contract.tokenParams, response: { 204: z.null() } },
    },
    async (request, reply) => {
      await withdrawToken(deps, userOf(request), request.params.code, request.params.tokenId);
      return reply.code(204).send(null);
    },
  );
}
