import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { askedIn } from '../../criteria/model.ts';
import { assessmentOf } from '../access/enforce.ts';
import { answersByCode } from '../assessments/content.ts';
import { assessmentParams } from '../assessments/contract.ts';
import { answersOf } from '../assessments/queries.ts';
import { catalogueOf } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { importPreview } from './contract.ts';
import { previewOf } from './preview.ts';
import { LARGEST_WORKBOOK, receivingFiles } from './receive.ts';

/**
 * Answers that somebody has worked on in Excel. What would change is told and nothing is stored; each change is then
 * saved as any other answer, over the revision that it was compared with.
 */
export function workbookRoutes(app: FastifyInstance, deps: Deps): void {
  receivingFiles(app, (scope, read) => {
    scope.withTypeProvider<ZodTypeProvider>().post(
      '/api/v1/assessments/:id/import-preview',
      {
        bodyLimit: LARGEST_WORKBOOK,
        config: {
          access: { permission: 'assessment.import', on: 'assessment' },
          rateLimit: { max: 60, timeWindow: '1 minute' },
        },
        schema: {
          tags: ['Dokument'],
          summary: 'Vad en ändrad Excel-export skulle ändra (filen är anropets innehåll). Inget sparas',
          params: assessmentParams,
          response: { 200: importPreview },
        },
      },
      async (request) => {
        const loaded = assessmentOf(request);
        if (loaded.state !== 'draft')
          throw new Problem(409, 'frozen', 'Självskattningen är låst, så inga svar kan läsas in.');
        const sheets = await read(request.body);
        const rows = await answersOf(deps.db, loaded.id);
        return previewOf(sheets, {
          asked: askedIn(catalogueOf(deps, loaded.catalogue), loaded),
          answers: answersByCode(rows),
        });
      },
    );
  });
}
