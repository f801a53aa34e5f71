import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { userOf } from '../access/enforce.ts';
import { baseRevision } from '../http/revision.ts';
import type { Deps } from '../deps.ts';
import type { Press } from '../documents/press.ts';
import { organisationParams } from '../http/fields.ts';
import { sendFile } from '../http/file.ts';
import { swedishCsv } from '../tables/swedish-csv.ts';
import { sheetsOf } from '../tables/workbook.ts';
import { addDocument, changeDocument, removeDocument } from './change.ts';
import { documentBody, documentParams, documentView, newDocument } from './contract.ts';
import { registerOf } from './register.ts';
import { registerSheet } from './sheet.ts';

const tags = ['Underlag'];
const read = { access: { permission: 'document.read', on: 'organisation' } } as const;
const write = { access: { permission: 'document.write', on: 'organisation' } } as const;

/** The organisation's register of evidence. */
export function evidenceRoutes(app: FastifyInstance, deps: Deps, printer: Press): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/v1/organisations/:code/documents',
    {
      config: read,
      schema: {
        tags,
        summary: 'Organisationens underlag, och var de används',
        params: organisationParams,
        response: { 200: z.array(documentView) },
      },
    },
    (request) => registerOf(deps, request.params.code),
  );

  for (const format of ['xlsx', 'csv'] as const)
    routes.get(
      `/api/v1/organisations/:code/documents.${format}`,
      { config: read, schema: { tags, summary: 'Underlagen som fil', params: organisationParams } },
      async (request, reply) => {
        const { code } = request.params;
        const sheet = registerSheet(await registerOf(deps, code));
        const file = format === 'csv' ? swedishCsv(sheet.table) : await printer.bind(sheetsOf([sheet]));
        return sendFile(reply, file, format, `underlag ${code}`);
      },
    );

  routes.post(
    '/api/v1/organisations/:code/documents',
    {
      config: write,
      schema: {
        tags,
        summary: 'Lägg till ett underlag i registret',
        params: organisationParams,
        body: newDocument,
        response: { 201: z.object({ id: z.string() }) },
      },
    },
    async (request, reply) =>
      reply.code(201).send({ id: await addDocument(deps, userOf(request), request.params.code, request.body) }),
  );

  routes.put(
    '/api/v1/organisations/:code/documents/:documentId',
    {
      config: { ...write, revision: true },
      schema: {
        tags,
        summary: 'Ändra ett underlag, också i de utkast som hänvisar till det (If-Match: underlagets version)',
        params: documentParams,
        body: documentBody,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { code, documentId } = request.params;
      await changeDocument(deps, userOf(request), code, documentId, baseRevision(request), request.body);
      return reply.code(204).send(null);
    },
  );

  routes.delete(
    '/api/v1/organisations/:code/documents/:documentId',
    {
      config: write,
      schema: {
        tags,
        summary: 'Ta bort ett underlag ur registret',
        params: documentParams,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await removeDocument(deps, request.params.code, request.params.documentId);
      return reply.code(204).send(null);
    },
  );
}
