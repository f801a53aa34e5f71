import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { userOf } from '../access/enforce.ts';
import type { Deps } from '../deps.ts';
import { beginUse } from './ceremony.ts';
import * as contract from './contract.ts';
import { addPasskey, beginPasskey, newCodes, passkeysOf, removePasskey, signInByPasskey } from './service.ts';

const tags = ['Konton'];
const own = { access: { permission: 'account.own' } } as const;
/** A town hall has one address, and everyone there comes at nine. */
const anyone = { access: 'public', rateLimit: { max: 2000, timeWindow: '10 minutes' } } as const;

export function passkeyRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/v1/account/passkeys',
    { config: own, schema: { tags, summary: 'Mina nycklar', response: { 200: contract.passkeys } } },
    (request) => passkeysOf(deps, userOf(request)),
  );
  routes.post(
    '/api/v1/account/passkeys/begin',
    { config: own, schema: { tags, summary: 'Börja lägga till en nyckel', response: { 200: contract.begun } } },
    (request, reply) => beginPasskey(deps, request, reply, userOf(request)),
  );
  routes.post(
    '/api/v1/account/passkeys',
    {
      config: own,
      schema: {
        tags,
        summary: 'Lägg till en nyckel',
        body: contract.newPasskey,
        response: { 201: contract.recoveryCodes },
      },
    },
    async (request, reply) => {
      const recoveryCodes = await addPasskey(deps, request, reply, userOf(request), request.body);
      return reply.code(201).send({ recoveryCodes });
    },
  );
  routes.delete(
    '/api/v1/account/passkeys/:passkeyId',
    {
      config: own,
      schema: { tags, summary: 'Ta bort en nyckel', params: contract.passkeyParams, response: { 204: z.null() } },
    },
    async (request, reply) => {
      await removePasskey(deps, userOf(request), request.params.passkeyId);
      return reply.code(204).send(null);
    },
  );
  routes.post(
    '/api/v1/account/recovery-codes',
    { config: own, schema: { tags, summary: 'Nya återställningskoder', response: { 201: contract.recoveryCodes } } },
    async (request, reply) => reply.code(201).send({ recoveryCodes: await newCodes(deps, userOf(request)) }),
  );

  routes.post(
    '/api/v1/session/passkey/begin',
    { config: anyone, schema: { tags, summary: 'Börja logga in med nyckel', response: { 200: contract.begun } } },
    (request, reply) => beginUse(deps, request, reply),
  );
  routes.post(
    '/api/v1/session/passkey',
    {
      config: anyone,
      schema: { tags, summary: 'Logga in med nyckel', body: contract.passkeySignIn, response: { 204: z.null() } },
    },
    async (request, reply) => {
      await signInByPasskey(deps, request, reply, request.body);
      return reply.code(204).send(null);
    },
  );
}
