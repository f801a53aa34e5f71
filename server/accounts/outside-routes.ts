import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { userOf } from '../access/enforce.ts';
import type { Deps } from '../deps.ts';
import * as contract from './contract.ts';
import { inviteAdministrator } from './invitations.ts';
import { closeOutside, endOutsideSessions, handOver, outsideAccounts, withdrawOutside } from './outside.ts';
import { confirmOwnReset, ownResets, refuseOwnReset } from './resets.ts';

const tags = ['Konton'];
const network = { access: { permission: 'network.accounts' } } as const;
const own = { access: { permission: 'account.own' } } as const;
const done = { 204: z.null() };

/** Accounts that belong to no organisation, and what their people say of a reset that somebody else has asked for. */
export function outsideAccountRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/v1/network/accounts',
    {
      config: network,
      schema: { tags, summary: 'Konton utanför organisationerna', response: { 200: contract.outsideAccounts } },
    },
    () => outsideAccounts(deps),
  );
  routes.post(
    '/api/v1/network/administrators',
    {
      config: network,
      schema: {
        tags,
        summary: 'Bjud in en nätverkssamordnare till',
        body: contract.newAdministrator,
        response: { 201: contract.invitationLink },
      },
    },
    async (request, reply) => reply.code(201).send(await inviteAdministrator(deps, userOf(request), request.body)),
  );
  routes.patch(
    '/api/v1/network/accounts/:userId',
    {
      config: network,
      schema: {
        tags,
        summary: 'Stäng eller öppna ett konto utanför organisationerna',
        params: contract.userParams,
        body: contract.outsideChange,
        response: done,
      },
    },
    async (request, reply) => {
      await closeOutside(deps, userOf(request), request.params.userId, request.body.disabled);
      return reply.code(204).send(null);
    },
  );
  routes.delete(
    '/api/v1/network/accounts/:userId/sessions',
    {
      config: network,
      schema: { tags, summary: 'Logga ut någon överallt', params: contract.userParams, response: done },
    },
    async (request, reply) => {
      await endOutsideSessions(deps, userOf(request), request.params.userId);
      return reply.code(204).send(null);
    },
  );
  routes.post(
    '/api/v1/network/accounts/:userId/handover',
    {
      config: network,
      schema: {
        tags,
        summary: 'Lämna över någons material',
        params: contract.userParams,
        body: contract.handover,
        response: done,
      },
    },
    async (request, reply) => {
      await handOver(deps, userOf(request), request.params.userId, request.body.to);
      return reply.code(204).send(null);
    },
  );
  routes.delete(
    '/api/v1/network/invitations/:invitationId',
    {
      config: network,
      schema: { tags, summary: 'Dra tillbaka en inbjudan', params: contract.invitationParams, response: done },
    },
    async (request, reply) => {
      await withdrawOutside(deps, userOf(request), request.params.invitationId);
      return reply.code(204).send(null);
    },
  );

  routes.get(
    '/api/v1/account/resets',
    {
      config: own,
      schema: {
        tags,
        summary: 'Nya lösenord som andra har begärt för mig',
        response: { 200: z.array(contract.ownReset) },
      },
    },
    async (request) =>
      (await ownResets(deps, userOf(request))).map(({ id, created_at, valid_from }) => ({
        id,
        createdAt: created_at,
        validFrom: valid_from,
      })),
  );
  routes.post(
    '/api/v1/account/resets/:invitationId/confirmation',
    {
      config: own,
      schema: { tags, summary: 'Bekräfta nytt lösenord för mig', params: contract.invitationParams, response: done },
    },
    async (request, reply) => {
      await confirmOwnReset(deps, userOf(request), request.params.invitationId);
      return reply.code(204).send(null);
    },
  );
  routes.delete(
    '/api/v1/account/resets/:invitationId',
    {
      config: own,
      schema: { tags, summary: 'Avvisa nytt lösenord för mig', params: contract.invitationParams, response: done },
    },
    async (request, reply) => {
      await refuseOwnReset(deps, userOf(request), request.params.invitationId);
      return reply.code(204).send(null);
    },
  );
}
