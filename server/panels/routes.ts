import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { assessmentOf, userOf } from '../access/enforce.ts';
import type { Deps } from '../deps.ts';
import type { Streams } from '../streams/streams.ts';
import { addAssessor, removeAssessor, renewCode } from './assessors.ts';
import {
  assessorParams,
  closing,
  newAssessor,
  newCriteria,
  ownSeats as seatsAnswer,
  panelAnswer,
  panelChange,
  panelCriterionParams,
  panelParams,
  spreads,
} from './contract.ts';
import { changePanel, close, openCriteria, removeCriterion, removePanel, renewLink } from './panels.ts';
import { enterByAccount, ownSeats } from './seats.ts';
import { panelFor, spreadsOf } from './view.ts';

const tags = ['Gemensam bedömning'];
const LEAD = { access: { permission: 'panel.lead', on: 'assessment' } } as const;
const RATE = { access: { permission: 'panel.rate', on: 'assessment' } } as const;
const PANEL = '/api/v1/assessments/:id/panel';

/** The coordinator opens criteria to several assessors, closes them, and leads the meeting (README, "Gemensam bedömning"). */
export function panelRoutes(app: FastifyInstance, deps: Deps, streams: Streams): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const seen = { 200: panelAnswer };

  routes.get(
    PANEL,
    { config: LEAD, schema: { tags, summary: 'Den gemensamma bedömningen', params: panelParams, response: seen } },
    async (request) => ({ panel: await panelFor(deps, assessmentOf(request)) }),
  );

  routes.post(
    `${PANEL}/criteria`,
    {
      config: LEAD,
      schema: {
        tags,
        summary: 'Öppna kriterier för gemensam bedömning',
        params: panelParams,
        body: newCriteria,
        response: seen,
      },
    },
    async (request) => {
      await openCriteria(deps, userOf(request), assessmentOf(request), request.body.codes);
      return { panel: await panelFor(deps, assessmentOf(request)) };
    },
  );

  routes.delete(
    `${PANEL}/criteria/:code`,
    {
      config: LEAD,
      schema: {
        tags,
        summary: 'Ta bort ett kriterium ur den gemensamma bedömningen',
        params: panelCriterionParams,
        response: seen,
      },
    },
    async (request) => {
      await removeCriterion(deps, userOf(request), assessmentOf(request), request.params.code);
      return { panel: await panelFor(deps, assessmentOf(request)) };
    },
  );

  routes.post(
    `${PANEL}/closings`,
    {
      config: LEAD,
      schema: {
        tags,
        summary: 'Stäng kriterier, så att spridningen visas',
        params: panelParams,
        body: closing,
        response: seen,
      },
    },
    async (request) => {
      await close(deps, userOf(request), assessmentOf(request), request.body.codes);
      return { panel: await panelFor(deps, assessmentOf(request)) };
    },
  );

  routes.patch(
    PANEL,
    {
      config: LEAD,
      schema: {
        tags,
        summary: 'Vad som visas på mötet, och om kriterier stängs av sig själva',
        params: panelParams,
        body: panelChange,
        response: seen,
      },
    },
    async (request) => {
      await changePanel(deps, assessmentOf(request), request.body);
      return { panel: await panelFor(deps, assessmentOf(request)) };
    },
  );

  routes.delete(
    PANEL,
    {
      config: LEAD,
      schema: { tags, summary: 'Ta bort den gemensamma bedömningen', params: panelParams, response: { 204: z.null() } },
    },
    async (request, reply) => {
      await removePanel(deps, userOf(request), assessmentOf(request));
      return reply.code(204).send(null);
    },
  );

  routes.post(
    `${PANEL}/link`,
    {
      config: LEAD,
      schema: { tags, summary: 'Byt länk för bedömare utan konto', params: panelParams, response: seen },
    },
    async (request) => {
      await renewLink(deps, userOf(request), assessmentOf(request));
      return { panel: await panelFor(deps, assessmentOf(request)) };
    },
  );

  routes.post(
    `${PANEL}/assessors`,
    {
      config: LEAD,
      schema: { tags, summary: 'Lägg till en bedömare', params: panelParams, body: newAssessor, response: seen },
    },
    async (request) => {
      await addAssessor(deps, userOf(request), assessmentOf(request), request.body);
      return { panel: await panelFor(deps, assessmentOf(request)) };
    },
  );

  routes.delete(
    `${PANEL}/assessors/:assessorId`,
    {
      config: LEAD,
      schema: {
        tags,
        summary: 'Ta bort en bedömare, och det som den har bedömt',
        params: assessorParams,
        response: seen,
      },
    },
    async (request) => {
      await removeAssessor(deps, userOf(request), assessmentOf(request), request.params.assessorId);
      return { panel: await panelFor(deps, assessmentOf(request)) };
    },
  );

  routes.post(
    `${PANEL}/assessors/:assessorId/code`,
    { config: LEAD, schema: { tags, summary: 'Byt kod för en bedömare', params: assessorParams, response: seen } },
    async (request) => {
      await renewCode(deps, userOf(request), assessmentOf(request), request.params.assessorId);
      return { panel: await panelFor(deps, assessmentOf(request)) };
    },
  );

  app.get(
    `${PANEL}/changes`,
    {
      compress: false,
      config: { ...LEAD, following: true },
      schema: {
        tags,
        summary: 'Ström (text/event-stream) som säger till när den gemensamma bedömningen har ändrats',
        params: panelParams,
      },
    },
    (request, reply) => streams.send(request, reply, assessmentOf(request).id, userOf(request).id),
  );

  routes.get(
    '/api/v1/account/seats',
    {
      config: { access: { permission: 'panel.rate' } },
      schema: { tags, summary: 'Var du är bedömare, och hur mycket du har kvar', response: { 200: seatsAnswer } },
    },
    (request) => ownSeats(deps, userOf(request)),
  );

  routes.post(
    `${PANEL}/seat`,
    {
      config: RATE,
      schema: { tags, summary: 'Börja bedöma med ditt konto', params: panelParams, response: { 204: z.null() } },
    },
    async (request, reply) => {
      await enterByAccount(deps, reply, userOf(request), assessmentOf(request));
      return reply.code(204).send(null);
    },
  );

  routes.get(
    '/api/v1/assessments/:id/spreads',
    {
      config: { access: { permission: 'assessment.result', on: 'assessment' } },
      schema: {
        tags,
        summary: 'Hur bedömarnas nivåer var spridda',
        params: panelParams,
        response: { 200: spreads },
      },
    },
    (request) => spreadsOf(deps, assessmentOf(request).id),
  );
}
