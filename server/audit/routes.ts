import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { organisationParams } from '../http/fields.ts';
import type { Deps } from '../deps.ts';
import { sendFile } from '../http/file.ts';
import { swedishCsv } from '../tables/swedish-csv.ts';
import { eventView, loggedEvent, type EventView } from './contract.ts';
import { logOf, logTable } from './log.ts';

/** How many events are shown. */
const SHOWN = 200;
const LISTED = 500;

const tags = ['Logg'];

/**
 * Who saved each answer, as events: the last time, and each time that was kept as a version. They are read from there and
 * not logged, so that saving, which happens at every pause in typing, writes nothing more.
 */
async function saves(deps: Deps, organisation: string): Promise<EventView[]> {
  const last = await deps.db
    .selectFrom('answers')
    .innerJoin('assessments', 'assessments.id', 'answers.assessment_id')
    .innerJoin('users', 'users.id', 'answers.updated_by')
    .select(['assessment_id', 'code', 'level', 'not_applicable', 'answers.kind', 'answers.updated_at as at'])
    .select(['answers.revision', 'users.name'])
    .where('assessments.organisation_code', '=', organisation)
    .orderBy('answers.updated_at', 'desc')
    .limit(SHOWN)
    .execute();
  const before = await deps.db
    .selectFrom('answer_versions')
    .innerJoin('assessments', 'assessments.id', 'answer_versions.assessment_id')
    .innerJoin('users', 'users.id', 'saved_by')
    .select(['assessment_id', 'code', 'level', 'not_applicable', 'saved_at as at'])
    .select(['answer_versions.revision', 'users.name'])
    .where('assessments.organisation_code', '=', organisation)
    .orderBy('saved_at', 'desc')
    .limit(SHOWN)
    .execute();
  const rows = [...last, ...before.map((row) => ({ ...row, kind: 'criterion' as const }))];
  return rows.map(({ assessment_id, code, level, not_applicable, kind, at, revision, name }) => ({
    id: `${assessment_id} ${code} ${revision}`,
    at,
    event: 'answer-saved',
    name,
    assessmentId: assessment_id,
    details: { code, level, notApplicable: not_applicable === 1, kind },
  }));
}

export function auditRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/v1/organisations/:code/events.csv',
    {
      config: { access: { permission: 'organisation.events', on: 'organisation' } },
      schema: { tags, summary: 'Organisationens hela logg som fil', params: organisationParams },
    },
    async (request, reply) => {
      const { code } = request.params;
      return sendFile(reply, swedishCsv(logTable(await logOf(deps, { organisation: code }))), 'csv', `logg ${code}`);
    },
  );

  routes.get(
    '/api/v1/network/events',
    {
      config: { access: { permission: 'network.events' } },
      schema: {
        tags,
        summary: 'De senaste 500 händelserna utanför organisationerna, och det som rör säkerheten',
        response: { 200: z.array(loggedEvent) },
      },
    },
    () => logOf(deps, 'network', LISTED),
  );

  routes.get(
    '/api/v1/network/events.csv',
    {
      config: { access: { permission: 'network.events' } },
      schema: { tags, summary: 'Samma händelser, alla, som fil' },
    },
    async (_request, reply) => sendFile(reply, swedishCsv(logTable(await logOf(deps, 'network'))), 'csv', 'logg'),
  );

  routes.get(
    '/api/v1/organisations/:code/events',
    {
      config: { access: { permission: 'organisation.events', on: 'organisation' } },
      schema: {
        tags,
        summary: 'De senaste 200 händelserna i organisationen',
        params: organisationParams,
        response: { 200: z.array(eventView) },
      },
    },
    async (request) => {
      const rows = await deps.db
        .selectFrom('events')
        .leftJoin('users', 'users.id', 'events.user_id')
        .select(['events.id', 'at', 'event', 'assessment_id', 'details', 'users.name'])
        .where('events.organisation_code', '=', request.params.code)
        .where('event', '!=', 'signed-in')
        .orderBy('at', 'desc')
        .orderBy('events.id')
        .limit(SHOWN)
        .execute();
      const logged = rows.map(({ id, at, event, assessment_id, details, name }) => ({
        id,
        at,
        event,
        name,
        assessmentId: assessment_id,
        details: JSON.parse(details) as Record<string, unknown>,
      }));
      return [...logged, ...(await saves(deps, request.params.code))]
        .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
        .slice(0, SHOWN);
    },
  );
}
