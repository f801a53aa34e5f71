import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { assessmentOf } from '../access/enforce.ts';
import { assessmentParams } from '../assessments/contract.ts';
import { assessmentHead, frozenOf } from '../assessments/queries.ts';
import { sha256 } from '../assessments/transitions.ts';
import type { Deps } from '../deps.ts';
import { accountOf } from '../documents/account.ts';
import { aheadOf } from '../documents/ahead.ts';
import type { Press } from '../documents/press.ts';
import { proposal } from '../documents/proposal.ts';
import { sendFile } from '../http/file.ts';
import { Problem } from '../http/problem.ts';
import { submissionPackage } from './sip.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** The package that goes to the e-archive when an assessment has been adopted. */
export function archiveRoutes(app: FastifyInstance, deps: Deps, printer: Press): void {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/v1/assessments/:id/archive.zip',
    {
      config: { access: { permission: 'assessment.result', on: 'assessment' } },
      schema: {
        tags: ['Dokument'],
        summary: 'Arkivpaket av en fastställd självskattning (FGS Paketstruktur 2.0, E-ARK SIP 2.1.0)',
        params: assessmentParams,
      },
    },
    async (request, reply) => {
      const loaded = assessmentOf(request);
      const account = await accountOf(deps, loaded);
      const { decision } = account.result;
      const [frozen, head] = await Promise.all([frozenOf(deps.db, loaded.id), assessmentHead(deps.db, loaded.id)]);
      if (!decision || !frozen?.frozen_json || !frozen.hash || head.adopted_at === null)
        throw new Problem(409, 'not-adopted', 'Arkivpaketet görs av en fastställd självskattning.');
      const at = deps.now();
      const letter = proposal(account, await aheadOf(deps, account));
      const { organisation, now, catalogue, invented } = account;
      const { zip, name } = submissionPackage({
        subject: {
          objectId: `mr-kollen-${loaded.id}`,
          label: `Självskattning av arbetet med mänskliga rättigheter ${now.year}, ${organisation.name}${invented ? ' (påhittade uppgifter)' : ''}`,
          createdAt: at.toISOString(),
          organisation,
          software: { name: 'MR-kollen', version },
          operator: deps.config.operatorName,
        },
        year: now.year,
        decision,
        hash: frozen.hash,
        masked: sha256(frozen.frozen_json) !== frozen.hash,
        pdf: await printer.archive(letter, at),
        frozen: frozen.frozen_json,
        catalogue,
        at,
      });
      return sendFile(reply, zip, 'zip', invented ? `${name} pahittat` : name);
    },
  );
}
