import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { peerGroup } from '../../criteria/comparison/peer-groups.ts';
import { catalogueOf } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import { sendFile } from '../http/file.ts';
import { notFound } from '../http/problem.ts';
import { isKnown } from '../access/private-answers.ts';
import { sendRendered } from '../http/rendered.ts';
import { benchmarkQuery } from './contract.ts';
import { figuresCsv } from './figures-csv.ts';
import { BenchmarkCache, benchmarkOf, currentEdition, publicationFor } from './read.ts';

const tags = ['Jämförelse'];
/** Another, when what a benchmark holds is described in another way: a browser's older copy is then fetched anew. */
const SHAPE = 3;

export function editionRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const cache = new BenchmarkCache();

  routes.get(
    '/api/v1/benchmark',
    {
      compress: false,
      config: { access: 'public' },
      schema: {
        tags,
        summary: 'Publicerade jämförelsetal för en grupp: medlemmarnas utgåva för den som är med, annars den öppna',
        querystring: benchmarkQuery,
      },
    },
    async (request, reply) => {
      const { year, peers } = request.query;
      const [edition, publication] = await Promise.all([
        currentEdition(deps.db, year),
        publicationFor(deps, request.user),
      ]);
      if (!edition) throw notFound('Jämförelsen för året');
      if (isKnown(request, reply, `${SHAPE}-${year}-${edition.number}-${publication}-${peers}`)) return reply.send();
      return sendRendered(request, reply, await cache.renderedFor(deps, edition, publication, peers));
    },
  );

  routes.get(
    '/api/v1/benchmark.csv',
    {
      config: { access: 'public' },
      schema: { tags, summary: 'Samma jämförelsetal som CSV', querystring: benchmarkQuery },
    },
    async (request, reply) => {
      const { year, peers } = request.query;
      const edition = await currentEdition(deps.db, year);
      if (!edition || !peerGroup(peers)) throw notFound('Jämförelsen');
      const shown = await benchmarkOf(deps, edition, await publicationFor(deps, request.user), peers);
      const csv = figuresCsv(
        catalogueOf(deps, shown.catalogue),
        [{ group: shown.peers.name, figures: shown.figures }],
        { year, edition: edition.number, demo: deps.config.demo },
      );
      return sendFile(reply, csv, 'csv', `mr-kollen-${year}-${peers}`);
    },
  );
}
