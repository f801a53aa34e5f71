import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { organisationParams } from '../http/fields.ts';
import { baseRevision } from '../http/revision.ts';
import type { Deps } from '../deps.ts';
import { userOf } from '../access/enforce.ts';
import { notFound, Problem } from '../http/problem.ts';
import * as contract from './contract.ts';
import { inviteExample, offerExample } from './examples.ts';
import { allExamples, exampleById, examplesOf, type PlacedExample } from './queries.ts';
import { browseShowcase, shownContent } from './shown.ts';
import { standoutListFor } from './standouts.ts';
import { isKnownToNetwork } from './still-shared.ts';
import { removeExample, takeNetworkStep, takeStep, writeExample } from './steps.ts';
import { found } from './transition.ts';
import { EMPTY_TEXT, summaryOf, viewOf } from './view.ts';

const tags = ['Skyltfönster'];
const OWN = { permission: 'example.read', on: 'organisation' } as const;
const WRITE = { permission: 'example.write', on: 'organisation' } as const;
const SKL = { config: { access: { permission: 'network.showcase' } } } as const;

/** What SKL may read of an example: what has been consented to or is shown, never a draft. */
const forNetwork = ({ consented, shown }: PlacedExample) => consented ?? shown ?? JSON.stringify(EMPTY_TEXT);

export function showcaseRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/v1/network/standouts',
    {
      ...SKL,
      schema: {
        tags,
        summary: 'Vilka som utmärker sig ett år, på vad och varför',
        querystring: contract.standoutsQuery,
        response: { 200: contract.standoutList },
      },
    },
    (request) => standoutListFor(deps, request.query.year),
  );

  routes.post(
    '/api/v1/network/examples',
    {
      ...SKL,
      schema: {
        tags,
        summary: 'Bjud in en organisation att berätta om det den utmärker sig på',
        body: contract.newExampleInvitation,
        response: { 201: contract.exampleSummary },
      },
    },
    async (request, reply) =>
      reply.code(201).send(summaryOf(deps, await inviteExample(deps, userOf(request), request.body))),
  );

  routes.get(
    '/api/v1/network/examples',
    {
      ...SKL,
      schema: { tags, summary: 'Alla exempel och deras läge', response: { 200: z.array(contract.exampleSummary) } },
    },
    async () => {
      const rows = await allExamples(deps.db);
      const known = await Promise.all(rows.map((row) => isKnownToNetwork(deps.db, row)));
      return rows.filter((_row, i) => known[i]).map((row) => summaryOf(deps, row, forNetwork(row)));
    },
  );

  routes.get(
    '/api/v1/network/examples/:exampleId',
    {
      ...SKL,
      schema: {
        tags,
        summary: 'Ett exempel så långt organisationen har samtyckt',
        params: contract.networkExampleParams,
        response: { 200: contract.exampleView },
      },
    },
    async (request) => {
      const row = await exampleById(deps.db, request.params.exampleId);
      if (!row || !(await isKnownToNetwork(deps.db, row))) throw notFound('Exemplet');
      return viewOf(deps, row, forNetwork(row));
    },
  );

  routes.post(
    '/api/v1/network/examples/:exampleId/steps',
    {
      config: { ...SKL.config, revision: true },
      schema: {
        tags,
        summary: 'Publicera, skicka tillbaka eller ta ner (If-Match)',
        params: contract.networkExampleParams,
        body: contract.networkStep,
        response: { 200: contract.exampleView },
      },
    },
    async (request) => {
      const row = await takeNetworkStep(
        deps,
        userOf(request),
        request.params.exampleId,
        baseRevision(request),
        request.body,
      );
      return viewOf(deps, row, forNetwork(row));
    },
  );

  routes.get(
    '/api/v1/organisations/:code/examples',
    {
      config: { access: OWN },
      schema: {
        tags,
        summary: 'Organisationens exempel',
        params: organisationParams,
        response: { 200: z.array(contract.exampleSummary) },
      },
    },
    async (request) => (await examplesOf(deps.db, request.params.code)).map((row) => summaryOf(deps, row)),
  );

  routes.post(
    '/api/v1/organisations/:code/examples',
    {
      config: { access: WRITE },
      schema: {
        tags,
        summary: 'Föreslå ett eget exempel',
        params: organisationParams,
        body: contract.newOwnExample,
        response: { 201: contract.exampleSummary },
      },
    },
    async (request, reply) =>
      reply
        .code(201)
        .send(summaryOf(deps, await offerExample(deps, userOf(request), request.params.code, request.body))),
  );

  routes.get(
    '/api/v1/organisations/:code/examples/:exampleId',
    {
      config: { access: OWN },
      schema: { tags, summary: 'Ett exempel', params: contract.exampleParams, response: { 200: contract.exampleView } },
    },
    async (request) => viewOf(deps, await found(deps.db, request.params.exampleId, request.params.code)),
  );

  routes.put(
    '/api/v1/organisations/:code/examples/:exampleId',
    {
      config: { access: WRITE, revision: true },
      schema: {
        tags,
        summary: 'Spara texten (If-Match). Det som visas ändras inte',
        params: contract.exampleParams,
        body: contract.exampleText,
        response: { 200: contract.exampleView },
      },
    },
    async (request) => {
      const { code, exampleId } = request.params;
      try {
        return await viewOf(
          deps,
          await writeExample(deps, userOf(request), exampleId, baseRevision(request), request.body),
        );
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'conflict') throw error;
        const current = await viewOf(deps, await found(deps.db, exampleId, code));
        throw new Problem(error.status, error.code, error.message, error.errors, { current });
      }
    },
  );

  routes.post(
    '/api/v1/organisations/:code/examples/:exampleId/steps',
    {
      config: { access: WRITE, revision: true },
      schema: {
        tags,
        summary: 'Samtyck, ta tillbaka, tacka nej, dra tillbaka eller förläng (If-Match)',
        params: contract.exampleParams,
        body: contract.organisationStep,
        response: { 200: contract.exampleView },
      },
    },
    async (request) =>
      viewOf(
        deps,
        await takeStep(deps, userOf(request), request.params.exampleId, baseRevision(request), request.body.step),
      ),
  );

  routes.delete(
    '/api/v1/organisations/:code/examples/:exampleId',
    {
      config: { access: WRITE, revision: true },
      schema: {
        tags,
        summary: 'Ta bort ett eget utkast (If-Match)',
        params: contract.exampleParams,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await removeExample(deps, userOf(request), request.params.exampleId, baseRevision(request));
      return reply.code(204).send(null);
    },
  );

  routes.get(
    '/api/v1/showcase',
    {
      config: { access: 'public' },
      schema: {
        tags,
        summary: 'Skyltfönstret, med sökning och urval',
        querystring: contract.showcaseQuery,
        response: { 200: z.array(contract.exampleContent) },
      },
    },
    async (request, reply) => {
      reply.header('Cache-Control', 'private, no-cache');
      return [...(await browseShowcase(deps, request.query)).examples];
    },
  );

  routes.get(
    '/api/v1/showcase/:slug',
    {
      config: { access: 'public' },
      schema: {
        tags,
        summary: 'Ett publicerat exempel',
        params: contract.slugParams,
        response: { 200: contract.exampleContent },
      },
    },
    (request, reply) => {
      reply.header('Cache-Control', 'private, no-cache');
      return shownContent(deps, request.params.slug);
    },
  );
}
