import compress from '@fastify/compress';
import formbody from '@fastify/formbody';
import rateLimit from '@fastify/rate-limit';
import Fastify, { LogController, type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { constants } from 'node:zlib';
import { outsideAccountRoutes } from './accounts/outside-routes.ts';
import { accountRoutes } from './accounts/routes.ts';
import { archiveRoutes } from './archive/routes.ts';
import { assessmentRoutes } from './assessments/routes.ts';
import { handoutRoutes } from './assessments/handout-routes.ts';
import { versionRoutes } from './assessments/version-routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { catalogueRoutes } from './catalogues/routes.ts';
import { demoRoutes, markAsInvented } from './demo/routes.ts';
import type { Deps } from './deps.ts';
import { enforceAccess, requireDeclaredAccess } from './access/enforce.ts';
import { press } from './documents/press.ts';
import { evidenceRoutes } from './evidence/routes.ts';
import { frameworkRoutes } from './frameworks/routes.ts';
import { findingRoutes } from './findings/routes.ts';
import { keyFigureRoutes } from './key-figures/routes.ts';
import { liveRoutes } from './live/routes.ts';
import { healthRoutes } from './http/health.ts';
import { describeApi, showApi } from './http/openapi.ts';
import { keepAnswersApart } from './access/private-answers.ts';
import { notFound } from './http/problem.ts';
import { handleProblems, sendProblem } from './pages/problems.ts';
import { inlineHashes } from './pages/inline.ts';
import { requireSameOrigin } from './http/same-origin.ts';
import { useSecurityHeaders } from './http/security-headers.ts';
import { usePrograms } from './access/program.ts';
import { targetRoutes } from './targets/routes.ts';
import { tokenRoutes } from './tokens/routes.ts';
import { useSeats } from './access/seat.ts';
import { useSessions } from './access/session.ts';
import { withoutLastSlash } from './http/last-slash.ts';
import { refuseUnreadable } from './http/unreadable.ts';
import { serveClient } from './http/static-files.ts';
import { organisationRoutes } from './organisations/routes.ts';
import { actionRoutes } from './actions/routes.ts';
import { documentRoutes } from './documents/routes.ts';
import { templateRoutes } from './templates/routes.ts';
import { workbookRoutes } from './workbooks/routes.ts';
import { comparisonRoutes } from './comparison/routes.ts';
import { countyRoutes } from './counties/routes.ts';
import { editionRoutes } from './editions/routes.ts';
import { materialRoutes } from './materials/routes.ts';
import { networkRoutes } from './network/routes.ts';
import { membershipRoutes } from './memberships/routes.ts';
import { panelRoutes } from './panels/routes.ts';
import { seatRoutes } from './panels/seat-routes.ts';
import { panelStreams } from './panels/streams.ts';
import { peerReviewRoutes } from './peer-reviews/routes.ts';
import { passkeyRoutes } from './passkeys/routes.ts';
import { mailRoutes } from './mail/routes.ts';
import { reminderRoutes } from './reminders/routes.ts';
import { reportRoutes } from './reports/routes.ts';
import { roundRoutes } from './rounds/routes.ts';
import { privacyRoutes } from './privacy/routes.ts';
import { pictureRoutes } from './showcase/picture-routes.ts';
import { showcaseRoutes } from './showcase/routes.ts';
import { surveyRoutes } from './surveys/routes.ts';
import { submissionRoutes } from './submissions/routes.ts';
import { applicationPages } from './pages/application-pages.ts';
import { dataPages } from './pages/data-page.ts';
import { openPages } from './pages/open-routes.ts';
import { embedStyleHash } from './pages/embed-page.ts';
import { embedRoutes } from './pages/embed-routes.ts';
import { openDataRoutes } from './opendata/routes.ts';
import { materialPages } from './pages/material-page.ts';
import { showcasePages } from './pages/showcase-routes.ts';
import { pageRoutes } from './pages/routes.ts';
import { signInPages } from './pages/sign-in-routes.ts';
import { identityPages } from './pages/identity-routes.ts';
import { installProviders } from './identity/sign-in.ts';

/** Whose word is taken for where a call comes from: the nearest proxies, by number or by address, and nobody else's. */
function trustedBy({ trustProxy }: Deps['config']): boolean | string[] | ((address: string, hop: number) => boolean) {
  if (typeof trustProxy === 'number') return (_address, hop) => hop < trustProxy;
  return trustProxy === false ? false : [...trustProxy];
}

/** Builds the application from its dependencies; `watch` is let at it first. Opens no port; starts only if every route has an access rule. */
export async function buildApp(deps: Deps, watch?: (app: FastifyInstance) => void): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    logger: { level: deps.config.logLevel },
    trustProxy: trustedBy(deps.config),
    bodyLimit: 256 * 1024,
    routerOptions: { maxParamLength: 200 },
    requestTimeout: 30_000,
    // Who asked for what is logged by the proxy in front, where the operator decides for how long.
    logController: new LogController({ disableRequestLogging: true }),
    // Each request has one line at most, which names it; a logger of its own for each would be a cost for nothing.
    childLoggerFactory: (logger) => logger,
    // What Node's own parser refuses never becomes a request.
    clientErrorHandler: refuseUnreadable,
    // An address that cannot be decoded never reaches a route.
    frameworkErrors: (_error, request, reply) => {
      sendProblem(deps, request, reply, notFound());
    },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  // JSON for programs; forms are understood by the HTML pages only.
  app.removeContentTypeParser('text/plain');

  watch?.(app);
  requireDeclaredAccess(app);
  if (deps.config.demo) markAsInvented(app);
  useSecurityHeaders(app, inlineHashes, embedStyleHash);
  await app.register(rateLimit, { global: false });
  await app.register(compress, {
    globalDecompression: false,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  handleProblems(app, deps);
  // No address of ours holds this character, and no database takes it.
  app.addHook('onRequest', (request, _reply, done) => {
    done(request.url.includes('%00') ? notFound() : undefined);
  });
  withoutLastSlash(app);
  await serveClient(app);
  healthRoutes(app, deps);

  const printer = press();
  app.addHook('onClose', () => printer.close());
  await app.register(async (service) => {
    await useSessions(service, deps);
    usePrograms(service, deps);
    useSeats(service, deps);
    requireSameOrigin(service, deps);
    enforceAccess(service, deps);
    keepAnswersApart(service);
    await describeApi(service, deps);

    accountRoutes(service, deps);
    outsideAccountRoutes(service, deps);
    passkeyRoutes(service, deps);
    tokenRoutes(service, deps);
    privacyRoutes(service, deps);
    mailRoutes(service, deps);
    organisationRoutes(service, deps);
    catalogueRoutes(service, deps);
    assessmentRoutes(service, deps);
    handoutRoutes(service, deps);
    versionRoutes(service, deps);
    liveRoutes(service, deps);
    const following = panelStreams(service, deps);
    panelRoutes(service, deps, following);
    seatRoutes(service, deps, following);
    frameworkRoutes(service, deps);
    keyFigureRoutes(service, deps);
    findingRoutes(service, deps);
    evidenceRoutes(service, deps, printer);
    roundRoutes(service, deps);
    membershipRoutes(service, deps);
    reminderRoutes(service, deps);
    submissionRoutes(service, deps);
    surveyRoutes(service, deps);
    peerReviewRoutes(service, deps);
    editionRoutes(service, deps);
    comparisonRoutes(service, deps);
    actionRoutes(service, deps);
    targetRoutes(service, deps);
    documentRoutes(service, deps, printer);
    workbookRoutes(service, deps);
    templateRoutes(service, deps, printer);
    archiveRoutes(service, deps, printer);
    networkRoutes(service, deps, printer);
    reportRoutes(service, deps, printer);
    countyRoutes(service, deps);
    showcaseRoutes(service, deps);
    pictureRoutes(service, deps);
    materialRoutes(service, deps);
    auditRoutes(service, deps);
    await showApi(service);
    applicationPages(service, deps);
    showcasePages(service, deps);
    materialPages(service, deps);
    dataPages(service, deps);
    openDataRoutes(service, deps);
    await service.register(async (forms) => {
      await forms.register(formbody);
      pageRoutes(forms, deps);
      signInPages(forms, deps);
      identityPages(forms, deps, installProviders(deps.config));
      openPages(forms, deps);
      embedRoutes(forms, deps);
      if (deps.config.demo) demoRoutes(forms, deps);
    });
  });
  return app;
}
