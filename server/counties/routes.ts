import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { catalogueOf } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import { figuresCsv } from '../editions/figures-csv.ts';
import { userOf } from '../access/enforce.ts';
import { sendFile } from '../http/file.ts';
import { countyParams, countyReport, countyTable, yearQuery } from './contract.ts';
import { countyReportFor, countyTableFor } from './report.ts';

const tags = ['Länsstyrelsen'];
const config = { access: { permission: 'county.read' } } as const;

export function countyRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/v1/counties',
    {
      config,
      schema: {
        tags,
        summary: 'Alla län, för den nationella samordnaren',
        querystring: yearQuery,
        response: { 200: countyTable },
      },
    },
    (request) => countyTableFor(deps, userOf(request), request.query.year),
  );

  routes.get(
    '/api/v1/counties/:county/report',
    {
      config,
      schema: {
        tags,
        summary: 'Länets bild',
        params: countyParams,
        querystring: yearQuery,
        response: { 200: countyReport },
      },
    },
    (request) => countyReportFor(deps, userOf(request), request.params.county, request.query.year),
  );

  routes.get(
    '/api/v1/counties/:county/report.csv',
    { config, schema: { tags, summary: 'Länets bild som CSV', params: countyParams, querystring: yearQuery } },
    async (request, reply) => {
      const { county } = request.params;
      const { year } = request.query;
      const report = await countyReportFor(deps, userOf(request), county, year);
      const csv = figuresCsv(
        catalogueOf(deps, report.catalogue),
        [
          { group: report.county.name, figures: report.figures },
          { group: 'Alla kommuner i nätverket', figures: report.network },
        ],
        { year, edition: report.edition.number, demo: deps.config.demo },
      );
      return sendFile(reply, csv, 'csv', `mr-kollen-lan-${county}-${year}`);
    },
  );
}
