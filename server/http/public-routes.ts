import type { FastifyInstance } from 'fastify';

/** Gives every route registered inside `register` the access rule `public`: for plugins that bring routes of their own. */
export async function publicRoutes(app: FastifyInstance, register: (scope: FastifyInstance) => unknown): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: 'public' };
    });
    await register(scope);
  });
}
