import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { assessmentOf } from '../access/enforce.ts';
import { assessmentParams } from '../assessments/contract.ts';
import type { Deps } from '../deps.ts';
import { accountOf, type Account } from './account.ts';
import { documentParams, documentView, type DocumentName } from './contract.ts';
import type { Document } from './document.ts';
import { glance } from './glance.ts';
import { sendFile } from './file.ts';
import { press } from './press.ts';
import { proposal } from './proposal.ts';

const tags = ['Dokument'];

/** Every document about an assessment, by its name in the address. */
const DOCUMENTS: Readonly<Record<DocumentName, (account: Account) => Document>> = {
  tjansteskrivelse: proposal,
  'laget-pa-en-sida': glance,
};

export function documentRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const printer = press();
  app.addHook('onClose', () => printer.close());

  routes.get(
    '/api/v1/assessments/:id/glance',
    {
      config: { access: { permission: 'assessment.result', on: 'assessment' } },
      schema: { tags, summary: 'Läget på en sida', params: assessmentParams, response: { 200: documentView } },
    },
    async (request) => glance(await accountOf(deps, assessmentOf(request))),
  );

  routes.get(
    '/api/v1/assessments/:id/documents/:name.:format',
    {
      config: { access: { permission: 'assessment.result', on: 'assessment' } },
      schema: {
        tags,
        summary: 'En tjänsteskrivelse, eller läget på en sida, som Word eller tillgänglig PDF',
        params: documentParams,
      },
    },
    async (request, reply) => {
      const { name, format } = request.params;
      const account = await accountOf(deps, assessmentOf(request));
      const file = await printer.print(DOCUMENTS[name](account), format, deps.now());
      return sendFile(reply, file, format, `${account.organisation.name} ${account.now.year} ${name}`);
    },
  );
}
