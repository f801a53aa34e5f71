import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { organisationParams } from '../http/fields.ts';
import { baseRevision } from '../http/revision.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { addAction, actionsOf, changeAction, removeAction } from './actions.ts';
import { action, actionBody, actionParams, statusPreview } from './contract.ts';
import { sheetOfText, statusPreview as previewOf } from './status-back.ts';
import { bytesOf, LARGEST_WORKBOOK, receivingFiles } from '../workbooks/receive.ts';

const tags = ['Åtgärder'];

export function actionRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/v1/organisations/:code/actions',
    {
      config: { access: { permission: 'action.read', on: 'organisation', scope: 'actions' } },
      schema: {
        tags,
        summary: 'Organisationens åtgärder',
        params: organisationParams,
        response: { 200: z.array(action) },
      },
    },
    (request) => actionsOf(deps, request.params.code),
  );

  routes.post(
    '/api/v1/organisations/:code/actions',
    {
      config: { access: { permission: 'action.write', on: 'organisation' } },
      schema: {
        tags,
        summary: 'Lägg till en åtgärd',
        params: organisationParams,
        body: actionBody,
        response: { 201: action },
      },
    },
    async (request, reply) => reply.code(201).send(await addAction(deps, request.params.code, request.body)),
  );

  routes.put(
    '/api/v1/organisations/:code/actions/:actionId',
    {
      config: { access: { permission: 'action.write', on: 'organisation' }, revision: true },
      schema: {
        tags,
        summary: 'Ändra en åtgärd (If-Match: åtgärdens version)',
        params: actionParams,
        body: actionBody,
        response: { 200: action },
      },
    },
    (request) => changeAction(deps, request.params.code, request.params.actionId, baseRevision(request), request.body),
  );

  routes.delete(
    '/api/v1/organisations/:code/actions/:actionId',
    {
      config: { access: { permission: 'action.write', on: 'organisation' } },
      schema: { tags, summary: 'Ta bort en åtgärd', params: actionParams, response: { 204: z.null() } },
    },
    async (request, reply) => {
      await removeAction(deps, request.params.code, request.params.actionId);
      return reply.code(204).send(null);
    },
  );

  receivingFiles(app, (scope, read) => {
    scope.withTypeProvider<ZodTypeProvider>().post(
      '/api/v1/organisations/:code/actions/status-preview',
      {
        bodyLimit: LARGEST_WORKBOOK,
        config: {
          access: { permission: 'action.write', on: 'organisation' },
          rateLimit: { max: 60, timeWindow: '1 minute' },
        },
        schema: {
          tags,
          summary:
            'Vilka lägen en fil från ett uppföljningssystem skulle ändra (filen är anropets innehåll). Inget sparas',
          params: organisationParams,
          response: { 200: statusPreview },
        },
      },
      async (request) => {
        const bytes = bytesOf(request.body);
        const [sheet] = isPacked(bytes) ? await read(bytes) : [sheetOfText(bytes)];
        if (!sheet) throw new Problem(422, 'unreadable-workbook', 'Filen är tom.');
        return previewOf(sheet, await actionsOf(deps, request.params.code));
      },
    );
  });
}

/** Whether a file is packed, as Excel's are, and not text. */
const isPacked = ([first, second]: Uint8Array): boolean => first === 0x50 && second === 0x4b;
