import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { userOf } from '../access/enforce.ts';
import type { Deps } from '../deps.ts';
import { organisationParams } from '../http/fields.ts';
import { targetBody, targetParams, targetsView } from './contract.ts';
import { carryTargets, setTarget, targetsFor } from './targets.ts';

const tags = ['Mål'];
const TARGETS = '/api/v1/organisations/:code/targets';

/** Target levels for the mandate period, beside where the organisation is and what its actions aim at. */
export function targetRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    TARGETS,
    {
      config: { access: { permission: 'action.read', on: 'organisation' } },
      schema: { tags, summary: 'Mål för mandatperioden', params: organisationParams, response: { 200: targetsView } },
    },
    (request) => targetsFor(deps, request.params.code),
  );

  routes.put(
    `${TARGETS}/:criterion`,
    {
      config: { access: { permission: 'action.write', on: 'organisation' } },
      schema: {
        tags,
        summary: 'Sätt målet för ett kriterium, eller ta bort det',
        params: targetParams,
        body: targetBody,
        response: { 200: targetsView },
      },
    },
    (request) => setTarget(deps, userOf(request), request.params, request.body.level),
  );

  routes.post(
    `${TARGETS}/carry-over`,
    {
      config: { access: { permission: 'action.write', on: 'organisation' } },
      schema: {
        tags,
        summary: 'Ta med målen från förra mandatperioden',
        params: organisationParams,
        response: { 200: targetsView },
      },
    },
    (request) => carryTargets(deps, userOf(request), request.params.code),
  );
}
