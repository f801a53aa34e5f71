import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { assessmentOf, userOf } from '../access/enforce.ts';
import type { Deps } from '../deps.ts';
import { addComment, threadOf } from './comments.ts';
import { assessmentParams, comment, criterionParams, newComment } from './contract.ts';
import { handBack, handoutParams, newHandouts, ownSteps, review } from './handout-contract.ts';
import { reviewHandouts, takeOwnStep } from './handout-steps.ts';
import { giveBack, handOut, takeBack } from './handouts.ts';

const tags = ['Självskattning'];

/** Work between the coordinator and colleagues: who answers what, how far it has come, and what is said about it. */
export function handoutRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.post(
    '/api/v1/assessments/:id/answers/:code/hand-back',
    {
      config: { access: { permission: 'assessment.answer', on: 'criterion' } },
      schema: {
        tags,
        summary: 'Lämna tillbaka ett utdelat kriterium',
        params: criterionParams,
        body: handBack,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await giveBack(deps, userOf(request), assessmentOf(request), request.params.code, request.body.reason);
      return reply.code(204).send(null);
    },
  );

  routes.post(
    '/api/v1/assessments/:id/handouts',
    {
      config: { access: { permission: 'assessment.hand-out', on: 'assessment' } },
      schema: {
        tags,
        summary: 'Dela ut kriterier till en kollega',
        params: assessmentParams,
        body: newHandouts,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await handOut(deps, userOf(request), assessmentOf(request), request.body);
      return reply.code(204).send(null);
    },
  );

  routes.post(
    '/api/v1/assessments/:id/handouts/own-steps',
    {
      config: { access: { permission: 'assessment.answer', on: 'assessment' } },
      schema: {
        tags,
        summary: 'Säg att du har öppnat det som är utdelat till dig, eller att svaren är klara',
        params: assessmentParams,
        body: ownSteps,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await takeOwnStep(deps, userOf(request), assessmentOf(request), request.body);
      return reply.code(204).send(null);
    },
  );

  routes.post(
    '/api/v1/assessments/:id/handouts/review',
    {
      config: { access: { permission: 'assessment.hand-out', on: 'assessment' } },
      schema: {
        tags,
        summary: 'Godta en kollegas svar, eller skicka tillbaka ett med en fråga',
        params: assessmentParams,
        body: review,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await reviewHandouts(deps, userOf(request), assessmentOf(request), request.body);
      return reply.code(204).send(null);
    },
  );

  routes.delete(
    '/api/v1/assessments/:id/handouts/:code/:userId',
    {
      config: { access: { permission: 'assessment.hand-out', on: 'assessment' } },
      schema: {
        tags,
        summary: 'Ta tillbaka ett utdelat kriterium',
        params: handoutParams,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await takeBack(deps, userOf(request), assessmentOf(request), request.params.code, request.params.userId);
      return reply.code(204).send(null);
    },
  );

  routes.get(
    '/api/v1/assessments/:id/answers/:code/comments',
    {
      config: { access: { permission: 'assessment.comment', on: 'criterion' } },
      schema: {
        tags,
        summary: 'Kommentarer till ett kriterium',
        params: criterionParams,
        response: { 200: z.array(comment) },
      },
    },
    (request) => threadOf(deps, userOf(request), assessmentOf(request), request.params.code),
  );

  routes.post(
    '/api/v1/assessments/:id/answers/:code/comments',
    {
      config: { access: { permission: 'assessment.comment', on: 'criterion' } },
      schema: {
        tags,
        summary: 'Skriv en kommentar',
        params: criterionParams,
        body: newComment,
        response: { 201: z.array(comment) },
      },
    },
    async (request, reply) =>
      reply
        .code(201)
        .send(await addComment(deps, userOf(request), assessmentOf(request), request.params.code, request.body.text)),
  );
}
