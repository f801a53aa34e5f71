import type { FastifyInstance } from 'fastify';
import { userByEmail } from '../accounts/queries.ts';
import { letIn } from '../accounts/service.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../http/problem.ts';
import { DEMO_ACCOUNTS } from './accounts.ts';

/** Says on every answer, of the API too, that the figures are invented. */
export function markAsInvented(app: FastifyInstance): void {
  app.addHook('onSend', (_request, reply, payload, done) => {
    reply.header('X-Demo', 'pahittade-uppgifter');
    done(null, payload);
  });
}

/** One-click sign-in as each role. Registered in demo mode only. */
export function demoRoutes(app: FastifyInstance, deps: Deps): void {
  app.post('/demo/logga-in', { config: { access: 'public' } }, async (request, reply) => {
    const { email } = (request.body ?? {}) as { email?: unknown };
    const account = DEMO_ACCOUNTS.find((each) => each.email === email);
    const user = account && (await userByEmail(deps.db, account.email));
    if (!user) throw notFound('Demokontot');
    await letIn(deps, request, reply, user.id, { method: 'demo' });
    return reply.redirect('/oversikt', 303);
  });
}
