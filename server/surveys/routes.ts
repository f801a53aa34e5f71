import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { userOf } from '../access/enforce.ts';
import type { Deps } from '../deps.ts';
import { baseRevision } from '../http/revision.ts';
import { answerSurvey, associationFor, declineSurvey } from './association.ts';
import { closeSurvey } from './close.ts';
import { disputedAssociation, giveLinkAnew } from './disputed.ts';
import {
  associationAnswers,
  associationParams,
  associationView,
  disputed,
  disputedLink,
  invited,
  linkParams,
  newAssociation,
  newSurvey,
  regiven,
  reply as replyBody,
  surveyAnswer,
  surveyChange,
  surveyParams,
} from './contract.ts';
import {
  beginSurvey,
  changeSurvey,
  inviteAssociation,
  removeSurvey,
  renewAssociationLink,
  surveyFor,
  withdrawAssociation,
  writeReply,
} from './survey.ts';

const tags = ['Civilsamhällets bild'];
const READ = { access: { permission: 'survey.read', on: 'organisation' } } as const;
const LEAD = { access: { permission: 'survey.lead', on: 'organisation' } } as const;
const DISPUTED = { access: { permission: 'network.associations' } } as const;
const SURVEY = '/api/v1/organisations/:code/surveys/:year';
const ASSOCIATION = '/api/v1/association/:link';

/** An organisation asks associations, and replies; an association answers, with its link alone. */
export function surveyRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    SURVEY,
    {
      config: READ,
      schema: { tags, summary: 'Civilsamhällets bild', params: surveyParams, response: { 200: surveyAnswer } },
    },
    async (request) => ({ survey: await surveyFor(deps, request.params) }),
  );

  routes.post(
    SURVEY,
    {
      config: LEAD,
      schema: {
        tags,
        summary: 'Börja fråga föreningar',
        params: surveyParams,
        body: newSurvey,
        response: { 201: surveyAnswer },
      },
    },
    async (request, reply) =>
      reply.code(201).send({ survey: await beginSurvey(deps, userOf(request), request.params, request.body) }),
  );

  routes.patch(
    SURVEY,
    {
      config: LEAD,
      schema: {
        tags,
        summary: 'Ändra sista dagen, eller vem som valde',
        params: surveyParams,
        body: surveyChange,
        response: { 200: surveyAnswer },
      },
    },
    async (request) => ({ survey: await changeSurvey(deps, userOf(request), request.params, request.body) }),
  );

  routes.delete(
    SURVEY,
    {
      config: LEAD,
      schema: {
        tags,
        summary: 'Ta bort, innan någon förening har svarat',
        params: surveyParams,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await removeSurvey(deps, userOf(request), request.params);
      return reply.code(204).send(null);
    },
  );

  routes.post(
    `${SURVEY}/closing`,
    {
      config: LEAD,
      schema: {
        tags,
        summary: 'Stäng frågorna till föreningarna',
        params: surveyParams,
        response: { 200: surveyAnswer },
      },
    },
    async (request) => {
      await closeSurvey(deps, request.params, userOf(request).id);
      return { survey: await surveyFor(deps, request.params) };
    },
  );

  routes.put(
    `${SURVEY}/reply`,
    {
      config: { ...LEAD, revision: true },
      schema: {
        tags,
        summary: 'Organisationens svar på civilsamhällets bild',
        params: surveyParams,
        body: replyBody,
        response: { 200: surveyAnswer },
      },
    },
    async (request) => ({
      survey: await writeReply(deps, userOf(request), request.params, baseRevision(request), request.body.text),
    }),
  );

  routes.post(
    `${SURVEY}/associations`,
    {
      config: LEAD,
      schema: {
        tags,
        summary: 'Bjud in en förening',
        params: surveyParams,
        body: newAssociation,
        response: { 201: invited },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await inviteAssociation(deps, userOf(request), request.params, request.body.name)),
  );

  routes.post(
    `${SURVEY}/associations/:associationId/link`,
    {
      config: LEAD,
      schema: { tags, summary: 'Ny länk till en förening', params: associationParams, response: { 200: invited } },
    },
    (request) => renewAssociationLink(deps, userOf(request), request.params, request.params.associationId),
  );

  routes.delete(
    `${SURVEY}/associations/:associationId`,
    {
      config: LEAD,
      schema: { tags, summary: 'Ta tillbaka en inbjudan', params: associationParams, response: { 200: surveyAnswer } },
    },
    async (request) => ({
      survey: await withdrawAssociation(deps, userOf(request), request.params, request.params.associationId),
    }),
  );

  routes.post(
    '/api/v1/network/associations/lookup',
    {
      config: DISPUTED,
      schema: { tags, summary: 'Vems en länk är', body: disputedLink, response: { 200: disputed } },
    },
    (request) => disputedAssociation(deps, request.body.link),
  );

  routes.post(
    '/api/v1/network/associations/link',
    {
      config: DISPUTED,
      schema: {
        tags,
        summary: 'Ta bort ett svar som någon annan har gett, och ge föreningen en ny länk',
        body: disputedLink,
        response: { 200: regiven },
      },
    },
    (request) => giveLinkAnew(deps, userOf(request), request.body.link),
  );

  // Whoever guesses links, or sends the same form over and over, is slowed; a town hall's own address is not stopped.
  const config = { access: 'public', rateLimit: { max: 60, timeWindow: '1 minute' } } as const;
  routes.get(
    ASSOCIATION,
    {
      config,
      schema: { tags, summary: 'Frågorna till en förening', params: linkParams, response: { 200: associationView } },
    },
    (request, reply) => associationFor(deps, request, reply, request.params.link),
  );

  routes.put(
    ASSOCIATION,
    {
      config,
      schema: {
        tags,
        summary: 'Föreningens svar',
        params: linkParams,
        body: associationAnswers,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await answerSurvey(deps, request, reply, request.params.link, request.body.answers);
      return reply.code(204).send(null);
    },
  );

  routes.delete(
    ASSOCIATION,
    {
      config,
      schema: { tags, summary: 'Föreningen vill inte svara', params: linkParams, response: { 204: z.null() } },
    },
    async (request, reply) => {
      await declineSurvey(deps, request, reply, request.params.link);
      return reply.code(204).send(null);
    },
  );
}
