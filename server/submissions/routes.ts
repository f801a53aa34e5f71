import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { assessmentParams } from '../assessments/contract.ts';
import type { Deps } from '../deps.ts';
import { assessmentOf, userOf } from '../access/enforce.ts';
import { sharingChoice, submissionView } from './contract.ts';
import { submissionFor, submit } from './submit.ts';

const tags = ['Skicka in och dela'];

export function submissionRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/v1/assessments/:id/submission',
    {
      config: { access: { permission: 'assessment.result', on: 'assessment' } },
      schema: {
        tags,
        summary: 'Hur självskattningen delas, och hur den får delas',
        params: assessmentParams,
        response: { 200: submissionView },
      },
    },
    (request) => submissionFor(deps, assessmentOf(request)),
  );

  routes.put(
    '/api/v1/assessments/:id/submission',
    {
      config: { access: { permission: 'assessment.submit', on: 'assessment' } },
      schema: {
        tags,
        summary: 'Skicka in till nätverket, eller ändra hur det delas',
        params: assessmentParams,
        body: sharingChoice,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await submit(deps, userOf(request), assessmentOf(request), request.body);
      return reply.code(204).send(null);
    },
  );
}
