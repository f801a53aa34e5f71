import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { questionsOf } from '../../criteria/catalogue/questions.ts';
import { LANGUAGES } from '../../criteria/catalogue/translation.ts';
import { criteriaFor, type Task } from '../../criteria/model.ts';
import { checksumOf } from '../../criteria/catalogue/checksum.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../http/problem.ts';
import { render, sendRendered } from '../http/rendered.ts';
import { addFeedback, allFeedback, markFeedback } from './feedback.ts';
import {
  catalogueQuery,
  catalogueSummary,
  criterionParams,
  feedbackChange,
  feedbackParams,
  feedbackView,
  newFeedback,
  versionParams,
} from './contract.ts';
import { catalogueOf, latestCatalogue } from './published.ts';

const tags = ['Kriterier'];

export function catalogueRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const rendered = new Map(
    deps.catalogues.versions.flatMap((swedish) =>
      (['sv', ...LANGUAGES] as const).flatMap((language) => {
        const catalogue =
          language === 'sv' ? swedish : (deps.catalogues.translations.get(swedish.version)?.get(language) ?? swedish);
        return [
          { part: 'all', shown: catalogue },
          { part: 'questions', shown: questionsOf(catalogue) },
        ].map(
          ({ part, shown }) =>
            [
              `${swedish.version} ${language} ${part}`,
              {
                json: render(shown, 11),
                etag: `"${checksumOf(catalogue, deps.catalogues).slice(0, 16)}-${JSON.stringify(shown).length}"`,
              },
            ] as const,
        );
      }),
    ),
  );

  routes.get(
    '/api/v1/catalogues',
    {
      config: { access: 'public' },
      schema: { tags, summary: 'Publicerade versioner av kriterierna', response: { 200: z.array(catalogueSummary) } },
    },
    () =>
      deps.catalogues.versions.map((catalogue) => {
        const { version, published, criteria } = catalogue;
        const asked = (task: Task) => ({
          full: criteriaFor(catalogue, [task]).length,
          starter: criteriaFor(catalogue, [task], 'starter').length,
        });
        return {
          version,
          published,
          criteria: criteria.length,
          asked: { kommun: asked('kommun'), region: asked('region') },
          latest: version === latestCatalogue(deps).version,
        };
      }),
  );

  routes.get(
    '/api/v1/catalogues/:version',
    {
      compress: false,
      config: { access: 'public' },
      schema: {
        tags,
        summary: 'En version med alla kriterier, nyckeltal och ord, på svenska där språket saknas',
        params: versionParams,
        querystring: catalogueQuery,
      },
    },
    async (request, reply) => {
      const { version } = catalogueOf(deps, request.params.version);
      const catalogue = rendered.get(`${version} ${request.query.language} ${request.query.part}`);
      if (!catalogue) throw notFound('Versionen');
      reply.header('ETag', catalogue.etag).header('Cache-Control', 'public, max-age=300');
      if (request.headers['if-none-match'] === catalogue.etag) return reply.code(304).send();
      return sendRendered(request, reply, catalogue.json);
    },
  );

  routes.post(
    '/api/v1/catalogues/:version/criteria/:code/feedback',
    {
      config: { access: 'public', rateLimit: { max: 20, timeWindow: '1 hour' } },
      schema: {
        tags,
        summary: 'Tyck till om ett kriterium',
        params: criterionParams,
        body: newFeedback,
        response: { 201: z.null() },
      },
    },
    async (request, reply) => {
      const { version, code } = request.params;
      if (!catalogueOf(deps, version).criteria.some((criterion) => criterion.code === code))
        throw notFound('Kriteriet');
      await addFeedback(deps, { about: 'criterion', catalogue: version, code, ...request.body });
      return reply.code(201).send(null);
    },
  );

  routes.get(
    '/api/v1/network/feedback',
    {
      config: { access: { permission: 'network.feedback' } },
      schema: { tags, summary: 'Synpunkter på kriterier och tillgänglighet', response: { 200: z.array(feedbackView) } },
    },
    () => allFeedback(deps),
  );

  routes.patch(
    '/api/v1/network/feedback/:feedbackId',
    {
      config: { access: { permission: 'network.feedback' } },
      schema: {
        tags,
        summary: 'Markera en synpunkt som hanterad',
        params: feedbackParams,
        body: feedbackChange,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await markFeedback(deps, request.params.feedbackId, request.body.handled);
      return reply.code(204).send(null);
    },
  );
}
