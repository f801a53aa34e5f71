import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { organisationParams } from '../http/fields.ts';
import type { Deps } from '../deps.ts';
import { assessmentOf, userOf } from '../access/enforce.ts';
import { isKnown } from '../access/private-answers.ts';
import { sendRendered } from '../http/rendered.ts';
import { baseRevision } from '../http/revision.ts';
import { answerCriterion, answerItem } from './answers.ts';
import { changeAssessment } from './change.ts';
import * as contract from './contract.ts';
import { workFor } from './work.ts';
import { maskText } from './mask.ts';
import { resultFor } from './result.ts';
import { previewCarryOver, startAssessment, startCorrection, undoStart } from './start.ts';
import { summariesFor } from './summary.ts';
import { takeStep } from './transitions.ts';
import { ViewCache } from './view.ts';

const tags = ['Självskattning'];
const created = z.object({ id: z.string() });

export function assessmentRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const views = new ViewCache();

  routes.get(
    '/api/v1/organisations/:code/assessments',
    {
      config: { access: { permission: 'organisation.read', on: 'organisation' } },
      schema: {
        tags,
        summary: 'Organisationens självskattningar',
        params: organisationParams,
        response: { 200: z.array(contract.assessmentSummary) },
      },
    },
    (request) => summariesFor(deps, userOf(request), request.params.code),
  );

  routes.get(
    '/api/v1/organisations/:code/assessments/carry-over',
    {
      config: { access: { permission: 'assessment.start', on: 'organisation' } },
      schema: {
        tags,
        summary: 'Vad som händer om man utgår från ett tidigare år',
        params: organisationParams,
        querystring: contract.carryOverQuery,
        response: { 200: contract.carryOverPreview },
      },
    },
    (request) => previewCarryOver(deps, userOf(request), request.query.basedOn, request.query.catalogue),
  );

  routes.post(
    '/api/v1/organisations/:code/assessments',
    {
      config: { access: { permission: 'assessment.start', on: 'organisation' } },
      schema: {
        tags,
        summary: 'Starta årets självskattning',
        params: organisationParams,
        body: contract.newAssessment,
        response: { 201: created },
      },
    },
    async (request, reply) => {
      const id = await startAssessment(deps, userOf(request), request.params.code, request.body);
      return reply.code(201).header('Location', `/api/v1/assessments/${id}`).send({ id });
    },
  );

  routes.get(
    '/api/v1/assessments/:id',
    {
      compress: false,
      config: { access: { permission: 'assessment.read', on: 'assessment' } },
      schema: { tags, summary: 'Självskattningen med alla svar som du får se', params: contract.assessmentParams },
    },
    async (request, reply) => {
      const loaded = assessmentOf(request);
      if (isKnown(request, reply, loaded.contentVersion)) return reply.send();
      return sendRendered(request, reply, await views.renderedFor(deps, loaded, userOf(request)));
    },
  );

  routes.patch(
    '/api/v1/assessments/:id',
    {
      config: { access: { permission: 'assessment.start', on: 'assessment' } },
      schema: {
        tags,
        summary: 'Byt spår, välj fördjupningar eller visa status för nätverket',
        params: contract.assessmentParams,
        body: contract.assessmentChange,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await changeAssessment(deps, userOf(request), assessmentOf(request), request.body);
      return reply.code(204).send(null);
    },
  );

  routes.delete(
    '/api/v1/assessments/:id',
    {
      config: { access: { permission: 'assessment.start', on: 'assessment' } },
      schema: {
        tags,
        summary: 'Ta bort en självskattning som ingen har svarat i',
        params: contract.assessmentParams,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await undoStart(deps, assessmentOf(request));
      return reply.code(204).send(null);
    },
  );

  routes.put(
    '/api/v1/assessments/:id/answers/:code',
    {
      config: { access: { permission: 'assessment.answer', on: 'criterion' }, revision: true },
      schema: {
        tags,
        summary: 'Spara ett svar (If-Match: svarets version)',
        params: contract.criterionParams,
        body: contract.answerBody,
        response: { 200: contract.answerView },
      },
    },
    async (request, reply) => {
      const answer = await answerCriterion(
        deps,
        assessmentOf(request),
        userOf(request),
        request.params.code,
        baseRevision(request),
        request.body,
      );
      return reply.header('ETag', `"${answer.revision}"`).send(answer);
    },
  );

  routes.put(
    '/api/v1/assessments/:id/items/:code',
    {
      config: { access: { permission: 'assessment.start', on: 'assessment' }, revision: true },
      schema: {
        tags,
        summary: 'Spara nyckeltal, förutsättning eller önskat stöd',
        params: contract.itemParams,
        body: contract.itemContent,
        response: { 200: contract.itemView },
      },
    },
    async (request, reply) => {
      const item = await answerItem(
        deps,
        assessmentOf(request),
        userOf(request),
        request.params.code,
        baseRevision(request),
        request.body,
      );
      return reply.header('ETag', `"${item.revision}"`).send(item);
    },
  );

  routes.post(
    '/api/v1/assessments/:id/transitions',
    {
      config: { access: { permission: 'assessment.adopt', on: 'assessment' } },
      schema: {
        tags,
        summary: 'Klar för beslut, åter till utkast eller fastställd',
        params: contract.assessmentParams,
        body: contract.transition,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await takeStep(deps, userOf(request), assessmentOf(request), request.body);
      return reply.code(204).send(null);
    },
  );

  routes.post(
    '/api/v1/assessments/:id/corrections',
    {
      config: { access: { permission: 'assessment.correct', on: 'assessment' } },
      schema: {
        tags,
        summary: 'Påbörja en rättelse av en fastställd självskattning',
        params: contract.assessmentParams,
        response: { 201: created },
      },
    },
    async (request, reply) =>
      reply.code(201).send({ id: await startCorrection(deps, userOf(request), assessmentOf(request)) }),
  );

  routes.post(
    '/api/v1/assessments/:id/masks',
    {
      config: { access: { permission: 'assessment.mask', on: 'assessment' } },
      schema: {
        tags,
        summary: 'Maskera personuppgifter i en fastställd självskattning',
        params: contract.assessmentParams,
        body: contract.mask,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await maskText(deps, userOf(request), assessmentOf(request), request.body);
      return reply.code(204).send(null);
    },
  );

  routes.get(
    '/api/v1/assessments/:id/work',
    {
      config: { access: { permission: 'assessment.read', on: 'assessment' } },
      schema: {
        tags,
        summary: 'Vad som är kvar att göra, för den som frågar',
        params: contract.assessmentParams,
        response: { 200: contract.work },
      },
    },
    (request) => workFor(deps, assessmentOf(request), userOf(request)),
  );

  routes.get(
    '/api/v1/assessments/:id/result',
    {
      config: { access: { permission: 'assessment.result', on: 'assessment' } },
      schema: {
        tags,
        summary: 'Resultatet efter område, uppdrag, princip, tema eller globalt mål',
        params: contract.assessmentParams,
        querystring: contract.resultQuery,
        response: { 200: contract.resultView },
      },
    },
    (request) => resultFor(deps, assessmentOf(request), request.query.lens),
  );
}
