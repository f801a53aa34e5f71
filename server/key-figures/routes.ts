import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { assessmentOf } from '../access/enforce.ts';
import type { Deps } from '../deps.ts';
import { keyFigureParams, keyFiguresView } from './contract.ts';
import { keyFiguresFor } from './figures.ts';

/** Official statistics beside the levels. */
export function keyFigureRoutes(app: FastifyInstance, deps: Deps): void {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/v1/assessments/:id/key-figures',
    {
      config: { access: { permission: 'assessment.read', on: 'assessment' } },
      schema: {
        tags: ['Nyckeltal ur Kolada'],
        summary: 'Nyckeltal ur Kolada bredvid nivåerna',
        params: keyFigureParams,
        response: { 200: keyFiguresView },
      },
    },
    (request) => keyFiguresFor(deps, assessmentOf(request)),
  );
}
