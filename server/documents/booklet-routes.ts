import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { assessmentOf, userOf } from '../access/enforce.ts';
import { assessmentParams } from '../assessments/contract.ts';
import { viewFor } from '../assessments/view.ts';
import { catalogueOf } from '../catalogues/published.ts';
import { askedIn } from '../../criteria/model.ts';
import type { Deps } from '../deps.ts';
import { criterionCode } from '../http/fields.ts';
import { notFound, Problem } from '../http/problem.ts';
import { booklet, type BookletPart } from './booklet.ts';
import { weighingSheet } from './weighing.ts';
import { sendFile } from '../http/file.ts';
import { WRITTEN_FORMATS, type Press } from './press.ts';

const tags = ['Dokument'];
const versionParams = z.object({ version: z.string().max(10) });
const part = z.object({ omrade: z.string().max(10).optional() });

/** The questionnaire as Word and PDF: for anyone whole or per area, and for a person what has been handed to her. */
export function bookletRoutes(app: FastifyInstance, deps: Deps, printer: Press): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const { operatorName, demo } = deps.config;
  // A published version never changes, so that each booklet is written once.
  const written = new Map<string, Promise<Buffer>>();

  for (const format of WRITTEN_FORMATS) {
    routes.get(
      `/kriterierna/:version/hafte.${format}`,
      { config: { access: 'public' }, schema: { params: versionParams, querystring: part } },
      async (request, reply) => {
        const catalogue = catalogueOf(deps, request.params.version);
        const { omrade } = request.query;
        const area = catalogue.areas.find(({ code }) => code === omrade);
        if (omrade !== undefined && !area) throw notFound('Området');
        const chosen: BookletPart = {
          name: area?.name ?? 'alla områden',
          holds: (criterion) => !area || (criterion.area === area.code && catalogue.criteria.includes(criterion)),
        };
        const key = `${catalogue.version} ${area?.code ?? ''} ${format}`;
        const file =
          written.get(key) ?? printer.print(booklet(catalogue, chosen, operatorName, demo), format, deps.now());
        written.set(key, file);
        file.catch(() => written.delete(key));
        return sendFile(reply, await file, format, `mr-kriterier ${catalogue.version} ${area?.name ?? ''}`);
      },
    );

    routes.get(
      `/kriterierna/:version/:code/avvagning.${format}`,
      { config: { access: 'public' }, schema: { params: versionParams.extend({ code: criterionCode }) } },
      async (request, reply) => {
        const { version, criteria } = catalogueOf(deps, request.params.version);
        const criterion = criteria.find(
          ({ code, worksheet }) => code === request.params.code && worksheet === 'weighing',
        );
        if (!criterion) throw notFound('Arbetsbladet');
        const key = `${version} ${criterion.code} weighing ${format}`;
        const file =
          written.get(key) ?? printer.print(weighingSheet(criterion, version, operatorName, demo), format, deps.now());
        written.set(key, file);
        file.catch(() => written.delete(key));
        return sendFile(reply, await file, format, `mr-avvagning ${criterion.code}`);
      },
    );

    routes.get(
      `/api/v1/assessments/:id/booklet.${format}`,
      {
        config: { access: { permission: 'assessment.read', on: 'assessment' } },
        schema: {
          tags,
          summary: 'Mina utdelade kriterier som häfte; alla för den som ser alla',
          params: assessmentParams,
        },
      },
      async (request, reply) => {
        const loaded = assessmentOf(request);
        const user = userOf(request);
        const catalogue = catalogueOf(deps, loaded.catalogue);
        const { onlyCodes } = await viewFor(deps, loaded, user);
        const codes = new Set(onlyCodes ?? askedIn(catalogue, loaded).map(({ code }) => code));
        if (codes.size === 0) throw new Problem(404, 'not-handed-out', 'Inget kriterium är utdelat till dig.');
        const mine: BookletPart = {
          name: onlyCodes ? 'mina kriterier' : 'våra kriterier',
          holds: ({ code }) => codes.has(code),
        };
        const file = await printer.print(booklet(catalogue, mine, operatorName, demo), format, deps.now());
        return sendFile(reply, file, format, `mr-kriterier ${catalogue.version} ${mine.name}`);
      },
    );
  }
}
