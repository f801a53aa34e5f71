import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Deps } from '../deps.ts';
import { PUBLIC } from '../access/enforce.ts';
import { notShown } from '../http/problem.ts';
import { openAssessment, openAssessments } from '../open/assessments.ts';
import { embedData, embeddedOf, embedPage, embedPicture, type Embedded } from './embed-page.ts';

interface OneOrganisation {
  Params: { code: string };
}

/** Kept by nobody: it is gone for the next reader when the organisation shares less. */
const fresh = (reply: FastifyReply) => reply.header('Cache-Control', 'no-store');

/** What an organisation that shares `öppet` may show on its own website; for everyone else it does not exist. */
export function embedRoutes(app: FastifyInstance, deps: Deps): void {
  const embedded = async (code: string): Promise<Embedded> => {
    const [latest] = (await openAssessments(deps)).filter((each) => each.code === code);
    if (!latest) throw notShown('Sidan');
    return embeddedOf(deps.config, await openAssessment(deps, code, latest.year));
  };

  app.get<OneOrganisation>(
    '/oppet/:code/badda-in',
    { config: { access: 'public', framed: true } },
    async (request, reply) =>
      fresh(reply)
        .type('text/html; charset=utf-8')
        .send(embedPage(await embedded(request.params.code))),
  );
  app.get<OneOrganisation>('/oppet/:code/profil.svg', PUBLIC, async (request, reply) =>
    fresh(reply)
      .type('image/svg+xml; charset=utf-8')
      .header('Cross-Origin-Resource-Policy', 'cross-origin')
      .send(embedPicture(await embedded(request.params.code))),
  );
  app.get<OneOrganisation>('/oppet/:code/profil.json', PUBLIC, async (request, reply) =>
    fresh(reply)
      .header('Access-Control-Allow-Origin', '*')
      .send(embedData(await embedded(request.params.code))),
  );
}
