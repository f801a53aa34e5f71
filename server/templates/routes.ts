import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { assessmentOf, userOf } from '../access/enforce.ts';
import { assessmentParams } from '../assessments/contract.ts';
import type { Deps } from '../deps.ts';
import { accountOf } from '../documents/account.ts';
import { aheadOf } from '../documents/ahead.ts';
import type { Press } from '../documents/press.ts';
import { proposal } from '../documents/proposal.ts';
import { organisationParams } from '../http/fields.ts';
import { sendFile } from '../http/file.ts';
import { notFound } from '../http/problem.ts';
import { bytesOf, receivingFiles } from '../workbooks/receive.ts';
import { LARGEST_TEMPLATE } from './check.ts';
import { templateFields, templateName, templateView, type TemplateView } from './contract.ts';
import { fieldsFor } from './fields.ts';
import { filler } from './filler.ts';
import { STARTING_TEMPLATE } from './start.ts';
import { FIELDS, LISTS } from './tags.ts';

const tags = ['Dokument'];
const write = { access: { permission: 'template.write', on: 'organisation' } } as const;

interface Stored {
  readonly view: NonNullable<TemplateView>;
  readonly bytes: Uint8Array;
}

/** The organisation's own Word template, and the letter written in it. */
export function templateRoutes(app: FastifyInstance, deps: Deps, printer: Press): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const templates = filler();
  app.addHook('onClose', () => templates.close());

  const stored = async (code: string): Promise<Stored | null> => {
    const row = await deps.db
      .selectFrom('templates')
      .leftJoin('users', 'users.id', 'updated_by')
      .select(['templates.name', 'tags', 'bytes', 'updated_at', 'users.name as by'])
      .where('templates.organisation_code', '=', code)
      .executeTakeFirst();
    if (!row) return null;
    const bytes = new Uint8Array(row.bytes);
    const view = {
      name: row.name,
      size: bytes.length,
      updatedAt: row.updated_at,
      updatedBy: row.by,
      tags: JSON.parse(row.tags) as string[],
    };
    return { view, bytes };
  };

  routes.get(
    '/api/v1/organisations/:code/template',
    {
      config: { access: { permission: 'assessment.result', on: 'organisation' } },
      schema: { tags, summary: 'Er egen Word-mall', params: organisationParams, response: { 200: templateView } },
    },
    async (request) => (await stored(request.params.code))?.view ?? null,
  );

  routes.get(
    '/api/v1/template-fields',
    {
      config: { access: { permission: 'assessment.result' } },
      schema: { tags, summary: 'Fälten som en Word-mall kan ha', response: { 200: templateFields } },
    },
    () => ({
      fields: Object.entries(FIELDS).map(([tag, about]) => ({ tag, about })),
      lists: Object.entries(LISTS).map(([tag, { about, fields }]) => ({ tag, about, fields: [...fields] })),
    }),
  );

  routes.get(
    '/api/v1/template-start.docx',
    {
      config: { access: { permission: 'assessment.result' } },
      schema: { tags, summary: 'En Word-mall att börja från' },
    },
    async (_request, reply) =>
      sendFile(reply, await printer.print(STARTING_TEMPLATE, 'docx', deps.now()), 'docx', 'mall tjansteskrivelse'),
  );

  receivingFiles(app, (scope) => {
    scope.withTypeProvider<ZodTypeProvider>().put(
      '/api/v1/organisations/:code/template',
      {
        bodyLimit: LARGEST_TEMPLATE,
        config: { ...write, rateLimit: { max: 30, timeWindow: '1 minute' } },
        schema: {
          tags,
          summary: 'Lägg in er Word-mall (filen är anropets innehåll)',
          params: organisationParams,
          querystring: templateName,
          response: { 200: templateView },
        },
      },
      async (request) => {
        const bytes = bytesOf(request.body);
        const used = await templates.check(bytes);
        const row = {
          name: request.query.name,
          tags: JSON.stringify(used),
          bytes: Buffer.from(bytes),
          updated_at: deps.now().toISOString(),
          updated_by: userOf(request).id,
        };
        await deps.db
          .insertInto('templates')
          .values({ organisation_code: request.params.code, ...row })
          .onConflict((c) => c.column('organisation_code').doUpdateSet(row))
          .execute();
        return (await stored(request.params.code))?.view ?? null;
      },
    );
  });

  routes.delete(
    '/api/v1/organisations/:code/template',
    {
      config: write,
      schema: { tags, summary: 'Ta bort er Word-mall', params: organisationParams, response: { 204: z.null() } },
    },
    async (request, reply) => {
      const { numDeletedRows } = await deps.db
        .deleteFrom('templates')
        .where('organisation_code', '=', request.params.code)
        .executeTakeFirst();
      if (numDeletedRows === 0n) throw notFound('Mallen');
      return reply.code(204).send(null);
    },
  );

  routes.get(
    '/api/v1/assessments/:id/documents/egen-mall.docx',
    {
      config: { access: { permission: 'assessment.result', on: 'assessment' } },
      schema: { tags, summary: 'Tjänsteskrivelsen i er egen Word-mall', params: assessmentParams },
    },
    async (request, reply) => {
      const loaded = assessmentOf(request);
      const template = await stored(loaded.organisationCode);
      if (!template) throw notFound('Mallen');
      const account = await accountOf(deps, loaded);
      const letter = proposal(account, await aheadOf(deps, account));
      const file = await templates.fill(template.bytes, letter, fieldsFor(account, letter.title));
      const words = `${account.organisation.name} ${account.now.year} tjansteskrivelse egen mall`;
      return sendFile(reply, file, 'docx', account.invented ? `${words} pahittat` : words);
    },
  );
}
