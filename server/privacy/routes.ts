import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { userOf } from '../access/enforce.ts';
import type { SignedInUser } from '../access/requester.ts';
import { userParams } from '../accounts/contract.ts';
import { userById } from '../accounts/queries.ts';
import type { UserRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { sendFile } from '../http/file.ts';
import { notFound } from '../http/problem.ts';
import { erasePerson } from './erase.ts';
import { personalData } from './export.ts';

const tags = ['Personuppgifter'];

/** The account that the one who asks has in hand: of the own organisation, or outside the organisations for SKL. */
async function accountInHand(deps: Deps, user: SignedInUser, id: string): Promise<UserRow> {
  const account = await userById(deps.db, id);
  if (!account || account.organisation_code !== user.organisationCode || account.erased_at !== null)
    throw notFound('Kontot');
  return account;
}

export function privacyRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/v1/account/personal-data.json',
    {
      config: { access: { permission: 'account.own' } },
      schema: { tags, summary: 'Allt som finns om mig, som fil' },
    },
    async (request, reply) =>
      sendFile(reply, JSON.stringify(await personalData(deps, userOf(request)), null, 1), 'json', 'mina uppgifter'),
  );

  for (const [path, permission] of [
    ['/api/v1/users/:userId/personal-data', 'organisation.users'],
    ['/api/v1/network/accounts/:userId/personal-data', 'network.accounts'],
  ] as const)
    routes.delete(
      path,
      {
        config: { access: { permission } },
        schema: {
          tags,
          summary: 'Ta bort personuppgifterna i ett stängt konto. Går inte att ångra',
          params: userParams,
          response: { 204: z.null() },
        },
      },
      async (request, reply) => {
        const user = userOf(request);
        const { id } = await accountInHand(deps, user, request.params.userId);
        await erasePerson(deps, user, id);
        return reply.code(204).send(null);
      },
    );
}
