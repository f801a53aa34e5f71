import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { PEER_GROUPS } from '../../criteria/comparison/peer-groups.ts';
import { catalogueOf } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import { figuresCsv } from '../editions/figures-csv.ts';
import { currentEdition, pagesOf } from '../editions/read.ts';
import type { Press } from '../documents/press.ts';
import { sendFile } from '../http/file.ts';
import { notFound } from '../http/problem.ts';
import { roundOf } from '../rounds/queries.ts';
import * as contract from './contract.ts';
import { groupFiguresFor, networkFiguresFor, weakestFor } from './figures.ts';
import { heatFor } from './heat.ts';
import { overviewFor } from './overview.ts';
import { supportFor } from './support.ts';
import { swedishCsv } from '../tables/swedish-csv.ts';
import { sheetsOf } from '../tables/workbook.ts';
import { NETWORK_TABLE_NAMES, NETWORK_TABLES } from './tables.ts';

const tags = ['SKL'];
const config = { access: { permission: 'network.figures' } } as const;

/** SKL's pages: everything here is for the network's coordinators only. */
export function networkRoutes(app: FastifyInstance, deps: Deps, printer: Press): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/v1/network/overview',
    {
      config,
      schema: {
        tags,
        summary: 'Anslutna, påbörjade och inskickade per grupp',
        querystring: contract.yearQuery,
        response: { 200: contract.overview },
      },
    },
    (request) => overviewFor(deps, request.query.year),
  );

  routes.get(
    '/api/v1/network/heat',
    {
      config,
      schema: {
        tags,
        summary: 'Organisation × område eller kriterium',
        querystring: contract.heatQuery,
        response: { 200: contract.heat },
      },
    },
    (request) => heatFor(deps, request.query.year, request.query.by),
  );

  routes.get(
    '/api/v1/network/figures',
    {
      config,
      schema: {
        tags,
        summary: 'SKL:s egna siffror för en grupp, var och en märkt med hur långt den får spridas',
        querystring: contract.figuresQuery,
        response: { 200: contract.networkFigures },
      },
    },
    (request) => networkFiguresFor(deps, request.query.year, request.query.peers),
  );

  routes.get(
    '/api/v1/network/groups',
    {
      config,
      schema: {
        tags,
        summary: 'Ett mått för alla grupper och län',
        querystring: contract.groupsQuery,
        response: { 200: contract.groupFigures },
      },
    },
    (request) => groupFiguresFor(deps, request.query.year, request.query.measure),
  );

  routes.get(
    '/api/v1/network/weakest',
    {
      config,
      schema: {
        tags,
        summary: 'Var nätverket är svagast, och vilka som visar namn och kan lära ut',
        querystring: contract.yearQuery,
        response: { 200: contract.weakest },
      },
    },
    (request) => weakestFor(deps, request.query.year),
  );

  routes.get(
    '/api/v1/network/support',
    {
      config,
      schema: {
        tags,
        summary: 'Önskat stöd och förutsättningar',
        querystring: contract.yearQuery,
        response: { 200: contract.support },
      },
    },
    (request) => supportFor(deps, request.query.year),
  );

  routes.get(
    '/api/v1/network/tables/:table.:format',
    {
      config,
      schema: {
        tags,
        summary: 'En av SKL:s tabeller som Excel eller CSV',
        params: contract.fileParams,
        querystring: contract.yearQuery,
      },
    },
    async (request, reply) => {
      const { table, format } = request.params;
      const { year } = request.query;
      const name = NETWORK_TABLE_NAMES.find((each) => each === table);
      if (!name) throw notFound('Tabellen');
      const sheet = await NETWORK_TABLES[name](deps, year);
      const file = format === 'csv' ? swedishCsv(sheet.table) : await printer.bind(sheetsOf([sheet]));
      return sendFile(reply, file, format, `natverket ${year} ${name}${deps.config.demo ? ' pahittat' : ''}`);
    },
  );

  routes.get(
    '/api/v1/network/figures.csv',
    { config, schema: { tags, summary: 'De siffror som får spridas, som CSV', querystring: contract.yearQuery } },
    async (request, reply) => {
      const { year } = request.query;
      const [edition, round] = await Promise.all([currentEdition(deps.db, year), roundOf(deps.db, year)]);
      if (!edition || !round) throw notFound('Utgåvan för året');
      const published = (await pagesOf(deps.db, edition, ['public'])).get('public');
      const pages = PEER_GROUPS.map(({ key, name }) => ({ group: name, figures: published?.get(key) ?? {} }));
      const about = { year, edition: edition.number, demo: deps.config.demo };
      const csv = figuresCsv(catalogueOf(deps, round.catalogue), pages, about);
      return sendFile(reply, csv, 'csv', `mr-kollen-natverket-${year}`);
    },
  );
}
