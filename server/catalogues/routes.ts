import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { questionsOf } from '../../criteria/catalogue/questions.ts';
import { criteriaFor, everyCriterion, type Catalogue, type Task } from '../../criteria/model.ts';
import { hashOf, type Deps } from '../deps.ts';
import { notFound } from '../http/problem.ts';
import { render, sendRendered, type Rendered } from '../http/rendered.ts';
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

const PARTS = {
  all: (catalogue: Catalogue) => catalogue,
  questions: questionsOf,
  core: (catalogue: Catalogue) => questionsOf({ ...catalogue, deepenings: [] }),
} as const;

export function catalogueRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const rendered = new Map<string, { readonly json: Rendered; readonly etag: string }>();
  /** A version as it is asked for, written once. The tag is of what is written, so that a corrected word is fetched anew. */
  const written = (swedish: Catalogue, { language, part }: z.infer<typeof catalogueQuery>) => {
    const key = `${swedish.version} ${language} ${part}`;
    let found = rendered.get(key);
    if (!found) {
      const translations = deps.catalogues.translations.get(swedish.version);
      const catalogue = (language === 'sv' ? undefined : translations?.get(language)) ?? swedish;
      const json = render(PARTS[part](catalogue), 11);
      found = { json, etag: `"${hashOf(json.bytes.toString()).slice(0, 32)}"` };
      rendered.set(key, found);
    }
    return found;
  };

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
      const catalogue = written(catalogueOf(deps, request.params.version), request.query);
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
      if (!everyCriterion(catalogueOf(deps, version)).some((criterion) => criterion.code === code))
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
