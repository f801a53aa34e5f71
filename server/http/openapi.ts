import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import type { Deps } from '../deps.ts';
import { publicRoutes } from './access.ts';

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
    },
    hideUntagged: true,
    transform: jsonSchemaTransform,
  });
}

/** https://github.com/fastify/fastify-swagger-ui, at /api/docs. */
export async function showApi(app: FastifyInstance): Promise<void> {
  await publicRoutes(app, async (scope) => {
    scope.get('/api/openapi.json', (_request, reply) => reply.send(app.swagger()));
    await scope.register(swaggerUi, {
      routePrefix: '/api/docs',
      staticCSP: true,
      uiConfig: { docExpansion: 'list', supportedSubmitMethods: ['get'] },
    });
  });
}
