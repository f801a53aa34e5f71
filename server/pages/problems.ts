import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type {} from '@fastify/rate-limit';
import type { Deps } from '../deps.ts';
import { databaseProblem } from '../http/database-trouble.ts';
import { notFound, Problem } from '../http/problem.ts';
import { errorPage } from './error-page.ts';

/** What Fastify itself refuses, before any route: its code → status, our code and Swedish title. */
const FROM_FASTIFY: Readonly<Record<string, readonly [code: string, title: string, field: string]>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported-media-type', 'Innehållet måste skickas som JSON.', 'Content-Type'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['empty-body', 'Inget innehåll skickades.', 'body'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['invalid-json', 'Innehållet går inte att läsa som JSON.', 'body'],
  FST_ERR_CTP_BODY_TOO_LARGE: ['too-large', 'Det som skickades är för stort. Korta texten och försök igen.', 'body'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['invalid-length', 'Längden på innehållet stämmer inte.', 'Content-Length'],
  FST_ERR_BAD_URL: ['bad-address', 'Adressen går inte att läsa.', 'address'],
};

function fromFastify(error: FastifyError): Problem | undefined {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const place = error.validationContext ?? 'body';
    const errors = error.validation.map(({ instancePath, message }) => ({
      field: instancePath.replace(/^\//, '').replaceAll('/', '.') || place,
      message: message ?? 'är fel ifyllt',
    }));
    return new Problem(
      place === 'params' ? 404 : 422,
      place === 'params' ? 'not-found' : 'invalid',
      place === 'params' ? 'Adressen leder ingenstans.' : 'Kontrollera uppgifterna.',
      errors,
    );
  }
  const known = FROM_FASTIFY[error.code];
  const status = error.statusCode ?? 500;
  if (known) return new Problem(status, known[0], known[1], [{ field: known[2], message: known[1] }]);
  if (status === 429) return new Problem(429, 'too-many', 'För många försök. Vänta några minuter och försök igen.');
  if (status >= 400 && status < 500)
    return new Problem(status, 'bad-request', 'Anropet går inte att tolka.', [
      { field: 'request', message: 'Anropet går inte att tolka.' },
    ]);
  return undefined;
}

/** A person in a browser gets a page; programs get problem details. */
function wantsPage(request: FastifyRequest): boolean {
  return !request.url.startsWith('/api/') && (request.headers.accept ?? '').includes('text/html');
}

export function sendProblem(deps: Deps, request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  reply.headers(problem.headers);
  if (wantsPage(request)) {
    return reply
      .code(problem.status)
      .type('text/html; charset=utf-8')
      .send(errorPage(deps, request, problem));
  }
  return reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send({
      type: `/api/docs#${problem.code}`,
      title: problem.message,
      status: problem.status,
      code: problem.code,
      ...(problem.errors.length > 0 ? { errors: problem.errors } : {}),
      ...problem.extra,
      requestId: request.id,
    });
}

/** The one error handler. What went wrong inside is logged and never shown. */
export function handleProblems(app: FastifyInstance, deps: Deps): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const problem = error instanceof Problem ? error : fromFastify(error);
    if (problem) return sendProblem(deps, request, reply, problem);
    const trouble = databaseProblem(error);
    request.log.error(
      { err: error, reqId: request.id, route: request.routeOptions.url },
      trouble ? trouble.code : 'unexpected error',
    );
    if (trouble) return sendProblem(deps, request, reply, trouble);
    return sendProblem(
      deps,
      request,
      reply,
      new Problem(500, 'internal', 'Något gick fel hos oss. Försök igen om en stund.'),
    );
  });
  // Guessing addresses is limited too, or it becomes a way to map the service.
  app.setNotFoundHandler({ preHandler: app.rateLimit({ max: 300, timeWindow: '1 minute' }) }, (request, reply) =>
    sendProblem(deps, request, reply, notFound()),
  );
}
