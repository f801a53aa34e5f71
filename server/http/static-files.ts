import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { clientFolder } from '../config.ts';
import { publicRoutes } from './public-routes.ts';

/**
 * https://github.com/fastify/fastify-static. Built files have their content's hash in the name and never
 * change; they are compressed once, when built. They are served without reading the session.
 */
export async function serveClient(app: FastifyInstance): Promise<void> {
  await publicRoutes(app, async (scope) => {
    await scope.register(fastifyStatic, {
      root: `${clientFolder}/assets`,
      prefix: '/assets/',
      preCompressed: true,
      immutable: true,
      maxAge: '365d',
      // Nobody asks for a file again that never changes; what they would have asked with is only weight.
      etag: false,
      lastModified: false,
      acceptRanges: false,
      index: false,
    });
    scope.get('/mr-kollen.svg', (_request, reply) =>
      reply.sendFile('mr-kollen.svg', clientFolder, { maxAge: '1d', immutable: false, etag: true }),
    );
  });
}
