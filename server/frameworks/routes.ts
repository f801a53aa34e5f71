import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { assessmentOf } from '../access/enforce.ts';
import type { Deps } from '../deps.ts';
import { swedishCsv } from '../tables/swedish-csv.ts';
import { frameworkFileParams, frameworksParams, frameworksView } from './contract.ts';
import { frameworksFor, frameworkTable } from './frameworks.ts';

const tags = ['Ramverk'];
const READ = { access: { permission: 'assessment.result', on: 'assessment' } } as const;

/** Own levels by the parts of other bodies' frameworks, on the screen and as a file (README, "Svara en gång"). */
export function frameworkRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/v1/assessments/:id/frameworks',
    {
      config: READ,
      schema: {
        tags,
        summary: 'Nivåerna efter andra ramverk',
        params: frameworksParams,
        response: { 200: frameworksView },
      },
    },
    (request) => frameworksFor(deps, assessmentOf(request)),
  );

  routes.get(
    '/api/v1/assessments/:id/frameworks/:framework.:format',
    { config: READ, schema: { tags, summary: 'Ett ramverk som fil', params: frameworkFileParams } },
    async (request, reply) => {
      const { id, framework, format } = request.params;
      const table = await frameworkTable(deps, assessmentOf(request), framework);
      reply.header('Content-Disposition', `attachment; filename="${framework}-${id}.${format}"`);
      return format === 'csv'
        ? reply.type('text/csv; charset=utf-8').send(swedishCsv(table))
        : reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').send(await table.xlsx());
    },
  );
}
