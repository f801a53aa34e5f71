import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import type { Document } from '../documents/document.ts';
import { WRITTEN_FORMATS, type Press } from '../documents/press.ts';
import { yearInAddress } from '../http/fields.ts';
import { sendFile } from '../http/file.ts';
import { today } from '../today.ts';
import { agreementAccount } from './agreement.ts';
import { financialAccount } from './financial.ts';
import { networkPicture } from './picture.ts';
import { reportSource } from './source.ts';

const REPORTS = {
  lagesbild: async (deps: Deps, year: number): Promise<Document> => networkPicture(await reportSource(deps, year)),
  'redovisning-av-overenskommelsen': async (deps: Deps, year: number): Promise<Document> =>
    agreementAccount(await reportSource(deps, year)),
  'ekonomisk-redovisning': (deps: Deps): Promise<Document> =>
    Promise.resolve(
      financialAccount({ operator: deps.config.operatorName, day: today(deps), invented: deps.config.demo }),
    ),
} as const;
type ReportName = keyof typeof REPORTS;
const NAMES = Object.keys(REPORTS) as [ReportName, ...ReportName[]];

const params = z.object({ name: z.enum(NAMES), format: z.enum(WRITTEN_FORMATS) });
const query = z.object({ year: yearInAddress });

/** SKL's reports as Word and PDF: for the network's coordinators, who send them on. */
export function reportRoutes(app: FastifyInstance, deps: Deps, printer: Press): void {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/v1/network/reports/:name.:format',
    {
      config: { access: { permission: 'network.figures' } },
      schema: {
        tags: ['SKL'],
        summary: 'Lägesbild, redovisning av överenskommelsen eller ekonomisk redovisning, som Word eller PDF',
        params,
        querystring: query,
      },
    },
    async (request, reply) => {
      const { name, format } = request.params;
      const { year } = request.query;
      const file = await printer.print(await REPORTS[name](deps, year), format, deps.now());
      return sendFile(
        reply,
        file,
        format,
        `${deps.config.operatorName} ${year} ${name}${deps.config.demo ? ' pahittat' : ''}`,
      );
    },
  );
}
