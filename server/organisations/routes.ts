import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { organisationParams } from '../http/fields.ts';
import type { OrganisationRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { thisYear } from '../today.ts';
import { notFound } from '../http/problem.ts';
import { networkOrganisation, organisation, organisationPage, pageQuery, type OrganisationView } from './contract.ts';
import { networkStatus, organisationByCode, organisationsAfter } from './queries.ts';

const tags = ['Organisationer'];

function toView(row: OrganisationRow): OrganisationView {
  return {
    code: row.code,
    kind: row.kind,
    name: row.name,
    shortName: row.short_name,
    countyCode: row.county_code,
    county: row.county,
    groupCode: row.group_code,
    group: row.group_name,
    population: row.population,
    populationDate: row.population_date,
    endedOn: row.ended_on,
    successorCode: row.successor_code,
  };
}

export function organisationRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/v1/organisations',
    {
      config: { access: 'public' },
      schema: { tags, summary: 'Kommuner och regioner', querystring: pageQuery, response: { 200: organisationPage } },
    },
    async (request) => {
      const { after, limit } = request.query;
      const rows = await organisationsAfter(deps.db, after, limit);
      return { organisations: rows.map(toView), next: rows.length === limit ? (rows.at(-1)?.code ?? null) : null };
    },
  );

  routes.get(
    '/api/v1/organisations/:code',
    {
      config: { access: 'public' },
      schema: { tags, summary: 'En kommun eller region', params: organisationParams, response: { 200: organisation } },
    },
    async (request) => {
      const row = await organisationByCode(deps.db, request.params.code);
      if (!row) throw notFound('Organisationen');
      return toView(row);
    },
  );

  routes.get(
    '/api/v1/network/organisations',
    {
      config: { access: { permission: 'network.organisations' } },
      schema: {
        tags,
        summary: 'Alla organisationer, med eller utan samordnare, påbörjade eller inte',
        response: { 200: z.array(networkOrganisation) },
      },
    },
    () => networkStatus(deps.db, thisYear(deps)),
  );
}
