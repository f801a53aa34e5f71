import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { assessmentOf, userOf } from '../access/enforce.ts';
import { assessmentParams } from '../assessments/contract.ts';
import type { Deps } from '../deps.ts';
import { findingReply, findingView } from './contract.ts';
import { findingsFor, replyTo } from './findings.ts';

const tags = ['Självskattning'];

/** Contradictions and gaps, looked through before the assessment is locked. */
export function findingRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/v1/assessments/:id/findings',
    {
      config: { access: { permission: 'assessment.result', on: 'assessment' } },
      schema: {
        tags,
        summary: 'Motsägelser och luckor i svaren',
        params: assessmentParams,
        response: { 200: z.array(findingView) },
      },
    },
    (request) => findingsFor(deps, assessmentOf(request)),
  );

  routes.post(
    '/api/v1/assessments/:id/findings/replies',
    {
      config: { access: { permission: 'assessment.ready', on: 'assessment' } },
      schema: {
        tags,
        summary: 'Stämmer ändå: svara på en motsägelse eller lucka, eller ta tillbaka svaret',
        params: assessmentParams,
        body: findingReply,
        response: { 200: z.array(findingView) },
      },
    },
    (request) => replyTo(deps, userOf(request), assessmentOf(request), request.body),
  );
}
