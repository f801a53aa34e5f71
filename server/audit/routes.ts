import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { organisationParams } from '../accounts/contract.ts';
import type { Deps } from '../deps.ts';
import { eventView } from './contract.ts';

export function auditRoutes(app: FastifyInstance, deps: Deps): void {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/v1/organisations/:code/events',
    {
      config: { access: { permission: 'organisation.events', on: 'organisation' } },
      schema: {
        tags: ['Logg'],
        summary: 'De senaste 200 händelserna i organisationen',
        params: organisationParams,
        response: { 200: z.array(eventView) },
      },
    },
    async (request) => {
      const rows = await deps.db
        .selectFrom('events')
        .leftJoin('users', 'users.id', 'events.user_id')
        .select(['events.id', 'at', 'event', 'assessment_id', 'details', 'users.name'])
        .where('events.organisation_code', '=', request.params.code)
        .where('event', '!=', 'signed-in')
        .orderBy('at', 'desc')
        .orderBy('events.id')
        .limit(200)
        .execute();
      return rows.map(({ id, at, event, assessment_id, details, name }) => ({
        id,
        at,
        event,
        name,
        assessmentId: assessment_id,
        details: JSON.parse(details) as Record<string, unknown>,
      }));
    },
  );
}
