import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { peerGroup } from '../../criteria/comparison/peer-groups.ts';
import { catalogueOf } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import { benchmarkQuery } from '../editions/contract.ts';
import { benchmarkOf, currentEdition, publicationFor } from '../editions/read.ts';
import { sendFile } from '../http/file.ts';
import { notFound } from '../http/problem.ts';
import { sheetsOf } from '../tables/workbook.ts';
import { figuresTable } from './figures-table.ts';
import type { Press } from './press.ts';

/** What the page Jämför shows of a peer group, for whoever goes on in Excel. */
export function benchmarkWorkbookRoute(app: FastifyInstance, deps: Deps, printer: Press): void {
  const tags = ['Jämförelse'];
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/v1/benchmark.xlsx',
    {
      // Made anew each time, on the thread that writes everybody's documents.
      config: { access: 'public', rateLimit: { max: 30, timeWindow: '1 minute' } },
      schema: {
        tags,
        summary: 'Jämförelsetalen som sidan visar dem, som Excel',
        querystring: benchmarkQuery,
      },
    },
    async (request, reply) => {
      const { year, peers } = request.query;
      const edition = await currentEdition(deps.db, year);
      if (!edition || !peerGroup(peers)) throw notFound('Jämförelsen');
      const shown = await benchmarkOf(deps, edition, await publicationFor(deps, request.user), peers);
      const table = figuresTable(catalogueOf(deps, shown.catalogue), {
        group: shown.peers.name,
        figures: shown.figures,
        demo: deps.config.demo,
        insteadOf: (measure) => {
          const wider = shown.instead[measure];
          return wider && { group: peerGroup(wider.peers)?.name ?? wider.peers, figure: wider.figure };
        },
      });
      const about = `Publicerade jämförelsetal ${year}, utgåva ${edition.number}. Medianer och kvartiler, aldrig någon rangordning.`;
      const file = await printer.bind(sheetsOf([{ name: 'Jämförelsetal', about, table }]));
      return sendFile(reply, file, 'xlsx', `mr-kollen-${year}-${peers}`);
    },
  );
}
