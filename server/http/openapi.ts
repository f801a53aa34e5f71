import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance, FastifySchema, RouteOptions } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import type { Deps } from '../deps.ts';
import { publicRoutes } from './public-routes.ts';

/** RFC 9457, with what is ours: a stable code, and the fields that are wrong. */
const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string', description: 'För människor, på svenska' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Fast, för program' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: { field: { type: 'string' }, message: { type: 'string' } },
      },
    },
    current: { description: 'Vid 412: det som är sparat nu' },
    requestId: { type: 'string' },
  },
} as const;

const refusal = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: PROBLEM } },
});

/** The refusals that a route can give, read from how it is declared, so that a new route is described by itself. */
function refusalsOf({ config, schema = {} }: RouteOptions): Record<string, ReturnType<typeof refusal>> {
  const signedIn = typeof config?.access === 'object';
  return {
    ...(schema.body ? { 413: refusal('För stort'), 415: refusal('Inte JSON') } : {}),
    ...(schema.body || schema.querystring ? { 422: refusal('Fel ifyllt, med fält och skäl') } : {}),
    ...(signedIn ? { 401: refusal('Inte inloggad'), 403: refusal('Saknar behörighet') } : {}),
    ...(schema.params ? { 404: refusal('Finns inte, eller saknar behörighet') } : {}),
    ...(config?.revision ? { 412: refusal('Någon annan har sparat sedan dess'), 428: refusal('If-Match saknas') } : {}),
    default: refusal('Annat fel, till exempel 409 när läget inte tillåter det, 429 vid för många försök eller 503'),
  };
}

const IF_MATCH = {
  type: 'object',
  required: ['if-match'],
  properties: {
    'if-match': {
      type: 'string',
      pattern: '^"\\d{1,9}"$',
      description:
        'Versionen som ändringen bygger på, till exempel "3"; "0" om inget är sparat. Svaret har den nya i ETag.',
    },
  },
} as const;

/** https://github.com/fastify/fastify-swagger. The description is generated from the contracts; must come before the features. */
export async function describeApi(app: FastifyInstance, deps: Deps): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'MR-kollen',
        version: '1',
        description: `Självskattning av arbetet med mänskliga rättigheter. Skrivningar kräver inloggning med kakan och kommer från samma webbplats. Fel svarar med RFC 9457 (application/problem+json).${deps.config.demo ? ' Påhittade uppgifter.' : ''}`,
      },
      components: {
        securitySchemes: {
          program: {
            type: 'http',
            scheme: 'bearer',
            description: 'En organisations nyckel för ett system som läser dess egna uppgifter. Skapas under Kollegor',
          },
          session: { type: 'apiKey', in: 'cookie', name: 'mr-kollen', description: 'Kakan från POST /api/v1/session' },
          seat: {
            type: 'apiKey',
            in: 'cookie',
            name: 'mr-kollen-plats',
            description: 'En bedömares plats, från POST /api/v1/seat',
          },
        },
      },
    },
    hideUntagged: true,
    transform: (input) => {
      const { schema, url } = jsonSchemaTransform(input) as { schema: FastifySchema | undefined; url: string };
      const { route } = input;
      // What has no tag is left out of the description.
      if (schema === undefined || schema.hide) return { schema: { hide: true }, url };
      const described: FastifySchema = {
        ...schema,
        response: {
          ...(schema.response ?? { 200: { description: 'Svaret' } }),
          ...refusalsOf(route),
        },
        ...(route.config?.revision ? { headers: IF_MATCH } : {}),
        ...(typeof route.config?.access === 'object'
          ? { security: [{ session: [] }, ...(route.config.access.scope ? [{ program: [] }] : [])] }
          : {}),
        ...(route.config?.access === 'seat' ? { security: [{ seat: [] }] } : {}),
      };
      return { schema: described, url };
    },
  });
}

/** https://github.com/fastify/fastify-swagger-ui, at /api/docs. */
export async function showApi(app: FastifyInstance): Promise<void> {
  await publicRoutes(app, async (scope) => {
    scope.get('/api/openapi.json', (_request, reply) => reply.send(app.swagger()));
    await scope.register(swaggerUi, {
      routePrefix: '/api/docs',
      // As strict as our own pages: the library's own would let in styles from anywhere.
      staticCSP:
        "default-src 'self'; script-src 'self'; style-src 'self'; font-src 'self' data:; img-src 'self' data:; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'",
      uiConfig: { docExpansion: 'list', supportedSubmitMethods: ['get'] },
    });
  });
}
