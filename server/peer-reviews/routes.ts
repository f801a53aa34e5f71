import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { userOf } from '../access/enforce.ts';
import type { Deps } from '../deps.ts';
import { organisationParams } from '../http/fields.ts';
import { baseRevision } from '../http/revision.ts';
import { signAccount, writeAccount } from './account.ts';
import {
  accountText,
  newNote,
  newReview,
  noteParams,
  noteReply,
  reviewList,
  reviewParams,
  reviewPartners,
  reviewResponse,
  reviewsHeld as reviewsHeldSchema,
  reviewView,
} from './contract.ts';
import { removeNote, replyToNote, writeNote } from './notes.ts';
import { endReview, proposeReview, respondToReview, withdrawReview } from './reviews.ts';
import { partnersFor, reviewsFor, reviewsHeld } from './lists.ts';
import { reviewFor } from './view.ts';

const tags = ['Kollegial granskning'];
const OWN = { access: { permission: 'peer.review', on: 'organisation' } } as const;
const REVIEWS = '/api/v1/organisations/:code/peer-reviews';
const REVIEW = `${REVIEWS}/:reviewId`;
const NOTE = `${REVIEW}/notes/:criterion`;

/** Two members review each other. The address names the organisation that asks; the other is a side of the review. */
export function peerReviewRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const response = { 200: reviewView };

  routes.get(
    '/api/v1/network/peer-reviews',
    {
      config: { access: { permission: 'network.rounds' } },
      schema: { tags, summary: 'Granskningar mellan medlemmar', response: { 200: reviewsHeldSchema } },
    },
    () => reviewsHeld(deps),
  );

  routes.get(
    REVIEWS,
    {
      config: OWN,
      schema: {
        tags,
        summary: 'Organisationens granskningar',
        params: organisationParams,
        response: { 200: reviewList },
      },
    },
    (request) => reviewsFor(deps, request.params.code),
  );

  routes.get(
    `${REVIEWS}/partners`,
    {
      config: OWN,
      schema: {
        tags,
        summary: 'Vilka som kan tillfrågas, och vad de skulle få läsa',
        params: organisationParams,
        response: { 200: reviewPartners },
      },
    },
    (request) => partnersFor(deps, request.params.code),
  );

  routes.post(
    REVIEWS,
    {
      config: OWN,
      schema: {
        tags,
        summary: 'Föreslå en granskning',
        params: organisationParams,
        body: newReview,
        response: { 201: reviewView },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await proposeReview(deps, userOf(request), request.params.code, request.body)),
  );

  routes.get(
    REVIEW,
    { config: OWN, schema: { tags, summary: 'En granskning', params: reviewParams, response } },
    (request) => reviewFor(deps, request.params),
  );

  routes.post(
    `${REVIEW}/response`,
    {
      config: OWN,
      schema: {
        tags,
        summary: 'Säg ja eller nej till ett förslag',
        params: reviewParams,
        body: reviewResponse,
        response,
      },
    },
    (request) => respondToReview(deps, userOf(request), request.params, request.body.accept),
  );

  routes.post(
    `${REVIEW}/withdrawal`,
    { config: OWN, schema: { tags, summary: 'Ta tillbaka ett förslag', params: reviewParams, response } },
    (request) => withdrawReview(deps, userOf(request), request.params),
  );

  routes.post(
    `${REVIEW}/end`,
    { config: OWN, schema: { tags, summary: 'Avsluta läsningen', params: reviewParams, response } },
    (request) => endReview(deps, userOf(request), request.params),
  );

  routes.put(
    NOTE,
    {
      config: { ...OWN, revision: true },
      schema: { tags, summary: 'Gästens anteckning om ett kriterium', params: noteParams, body: newNote, response },
    },
    (request) => writeNote(deps, userOf(request), request.params, baseRevision(request), request.body),
  );

  routes.delete(
    NOTE,
    {
      config: { ...OWN, revision: true },
      schema: { tags, summary: 'Ta bort en anteckning', params: noteParams, response },
    },
    (request) => removeNote(deps, userOf(request), request.params, baseRevision(request)),
  );

  routes.put(
    `${NOTE}/reply`,
    {
      config: { ...OWN, revision: true },
      schema: { tags, summary: 'Värdens svar på en anteckning', params: noteParams, body: noteReply, response },
    },
    (request) => replyToNote(deps, userOf(request), request.params, baseRevision(request), request.body.text),
  );

  routes.put(
    `${REVIEW}/account`,
    {
      config: { ...OWN, revision: true },
      schema: { tags, summary: 'Den egna delen av redogörelsen', params: reviewParams, body: accountText, response },
    },
    (request) => writeAccount(deps, userOf(request), request.params, baseRevision(request), request.body.text),
  );

  routes.post(
    `${REVIEW}/signature`,
    {
      config: { ...OWN, revision: true },
      schema: { tags, summary: 'Skriv under redogörelsen', params: reviewParams, response },
    },
    (request) => signAccount(deps, userOf(request), request.params, baseRevision(request)),
  );
}
