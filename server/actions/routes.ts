import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { organisationParams } from '../http/fields.ts';
import { baseRevision } from '../assessments/answers.ts';
import type { Deps } from '../deps.ts';
import { addAction, actionsOf, changeAction, removeAction } from './actions.ts';
import { action, actionBody, actionParams } from './contract.ts';

const tags = ['Åtgärder'];

export function actionRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/v1/organisations/:code/actions',
    {
      config: { access: { permission: 'action.read', on: 'organisation' } },
      schema: {
        tags,
        summary: 'Organisationens åtgärder',
        params: organisationParams,
        response: { 200: z.array(action) },
      },
    },
    (request) => actionsOf(deps, request.params.code),
  );

  routes.post(
    '/api/v1/organisations/:code/actions',
    {
      config: { access: { permission: 'action.write', on: 'organisation' } },
      schema: {
        tags,
        summary: 'Lägg till en åtgärd',
        params: organisationParams,
        body: actionBody,
        response: { 201: action },
      },
    },
    async (request, reply) => reply.code(201).send(await addAction(deps, request.params.code, request.body)),
  );

  routes.put(
    '/api/v1/organisations/:code/actions/:actionId',
    {
      config: { access: { permission: 'action.write', on: 'organisation' }, revision: true },
      schema: {
        tags,
        summary: 'Ändra en åtgärd (If-Match: åtgärdens version)',
        params: actionParams,
        body: actionBody,
        response: { 200: action },
      },
    },
    (request) => changeAction(deps, request.params.code, request.params.actionId, baseRevision(request), request.body),
  );

  routes.delete(
    '/api/v1/organisations/:code/actions/:actionId',
    {
      config: { access: { permission: 'action.write', on: 'organisation' } },
      schema: { tags, summary: 'Ta bort en åtgärd', params: actionParams, response: { 204: z.null() } },
    },
    async (request, reply) => {
      await removeAction(deps, request.params.code, request.params.actionId);
      return reply.code(204).send(null);
    },
  );
}
