import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { assessmentOf } from '../access/enforce.ts';
import { assessmentParams } from '../assessments/contract.ts';
import type { Deps } from '../deps.ts';
import { benchmarkWorkbookRoute } from './benchmark-workbook-route.ts';
import { bookletRoutes } from './booklet-routes.ts';
import { accountOf, type Account } from './account.ts';
import { aheadOf } from './ahead.ts';
import { comparisonOf } from './comparison.ts';
import { documentParams, documentView, tableParams, type DocumentName } from './contract.ts';
import type { Document } from './document.ts';
import { glance } from './glance.ts';
import { instituteAccount } from './institute.ts';
import { sendFile } from '../http/file.ts';
import type { Press } from './press.ts';
import { proposal } from './proposal.ts';
import { swedishCsv, tabbed } from '../tables/swedish-csv.ts';
import { sheetsOf } from '../tables/workbook.ts';
import { actionsOf } from '../actions/actions.ts';
import { organisationParams } from '../http/fields.ts';
import { actionsSheet } from '../actions/sheet.ts';
import { tablesOf } from './tables.ts';

const tags = ['Dokument'];

/** Every document about an assessment, by its name in the address. */
const DOCUMENTS: Readonly<Record<DocumentName, (deps: Deps, account: Account) => Document | Promise<Document>>> = {
  tjansteskrivelse: async (deps, account) => proposal(account, await aheadOf(deps, account)),
  'laget-pa-en-sida': (_deps, account) => glance(account),
  'underlag-till-institutet': (_deps, account) => instituteAccount(account),
};

const named = ({ organisation, now, invented }: Account, what: string) =>
  [organisation.name, now.year, what, invented ? 'pahittat' : ''].join(' ');

export function documentRoutes(app: FastifyInstance, deps: Deps, printer: Press): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const tables = async (account: Account) => tablesOf(account, await comparisonOf(deps, account));
  bookletRoutes(app, deps, printer);
  benchmarkWorkbookRoute(app, deps, printer);

  routes.get(
    '/api/v1/assessments/:id/glance',
    {
      config: { access: { permission: 'assessment.result', on: 'assessment' } },
      schema: { tags, summary: 'Läget på en sida', params: assessmentParams, response: { 200: documentView } },
    },
    async (request) => glance(await accountOf(deps, assessmentOf(request))),
  );

  routes.get(
    '/api/v1/assessments/:id/documents/:name.:format',
    {
      config: { access: { permission: 'assessment.result', on: 'assessment' } },
      schema: {
        tags,
        summary: 'En tjänsteskrivelse, eller läget på en sida, som Word eller tillgänglig PDF',
        params: documentParams,
      },
    },
    async (request, reply) => {
      const { name, format } = request.params;
      const account = await accountOf(deps, assessmentOf(request));
      const file = await printer.print(await DOCUMENTS[name](deps, account), format, deps.now());
      return sendFile(reply, file, format, named(account, name));
    },
  );

  routes.get(
    '/api/v1/assessments/:id/export.xlsx',
    {
      config: { access: { permission: 'assessment.result', on: 'assessment' } },
      schema: { tags, summary: 'Svar, resultat, jämförelse och åtgärder som Excel', params: assessmentParams },
    },
    async (request, reply) => {
      const account = await accountOf(deps, assessmentOf(request));
      return sendFile(
        reply,
        await printer.bind(sheetsOf(Object.values(await tables(account)))),
        'xlsx',
        named(account, 'svar'),
      );
    },
  );

  routes.get(
    '/api/v1/assessments/:id/export.json',
    {
      config: { access: { permission: 'assessment.result', on: 'assessment' } },
      schema: { tags, summary: 'Samma tabeller som JSON', params: assessmentParams },
    },
    async (request, reply) => {
      const account = await accountOf(deps, assessmentOf(request));
      const rows = Object.entries(await tables(account)).map(([name, { table }]) => [name, table.rows()] as const);
      const { organisation, now } = account;
      const file = {
        organisation,
        year: now.year,
        catalogue: now.catalogue,
        state: now.state,
        ...Object.fromEntries(rows),
      };
      return sendFile(reply, JSON.stringify(file, null, 1), 'json', named(account, 'svar'));
    },
  );

  for (const format of ['xlsx', 'csv', 'tsv'] as const) {
    routes.get(
      `/api/v1/organisations/:code/actions.${format}`,
      {
        config: { access: { permission: 'action.read', on: 'organisation', scope: 'actions' } },
        schema: { tags, summary: 'Åtgärderna som fil', params: organisationParams },
      },
      async (request, reply) => {
        const { code } = request.params;
        const sheet = actionsSheet(await actionsOf(deps, code));
        const file =
          format === 'xlsx'
            ? await printer.bind(sheetsOf([sheet]))
            : format === 'csv'
              ? swedishCsv(sheet.table)
              : tabbed(sheet.table);
        return sendFile(reply, file, format, `atgarder ${code}`);
      },
    );
  }

  routes.get(
    '/api/v1/assessments/:id/tables/:table.csv',
    {
      config: { access: { permission: 'assessment.result', on: 'assessment' } },
      schema: { tags, summary: 'En av tabellerna som CSV för Excel på svenska', params: tableParams },
    },
    async (request, reply) => {
      const { table } = request.params;
      const account = await accountOf(deps, assessmentOf(request));
      return sendFile(reply, swedishCsv((await tables(account))[table].table), 'csv', named(account, table));
    },
  );
}
