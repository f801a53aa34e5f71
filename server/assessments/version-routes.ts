import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { assessmentOf, userOf } from '../access/enforce.ts';
import type { Deps } from '../deps.ts';
import { baseRevision } from '../http/revision.ts';
import { restoreVersion } from './answers.ts';
import { answerVersion, answerView, criterionParams, versionParams } from './contract.ts';
import { removeVersion, versionsOf } from './versions.ts';

const tags = ['Självskattning'];

/** What an answer has said before, for the coordinator. */
export function versionRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/v1/assessments/:id/answers/:code/versions',
    {
      config: { access: { permission: 'assessment.versions', on: 'criterion' } },
      schema: {
        tags,
        summary: 'Tidigare versioner av ett svar, den senaste först',
        params: criterionParams,
        response: { 200: z.array(answerVersion) },
      },
    },
    (request) => versionsOf(deps.db, assessmentOf(request).id, request.params.code),
  );

  routes.delete(
    '/api/v1/assessments/:id/answers/:code/versions/:revision',
    {
      config: { access: { permission: 'assessment.versions', on: 'criterion' } },
      schema: {
        tags,
        summary: 'Ta bort texten i en tidigare version för gott',
        params: versionParams,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await removeVersion(deps, userOf(request), assessmentOf(request), request.params);
      return reply.code(204).send(null);
    },
  );

  routes.post(
    '/api/v1/assessments/:id/answers/:code/versions/:revision/restore',
    {
      config: { access: { permission: 'assessment.versions', on: 'criterion' }, revision: true },
      schema: {
        tags,
        summary: 'Återställ en tidigare version av ett svar (If-Match: svarets version)',
        params: versionParams,
        response: { 200: answerView },
      },
    },
    (request) => restoreVersion(deps, assessmentOf(request), userOf(request), request.params, baseRevision(request)),
  );
}
