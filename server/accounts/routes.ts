import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { organisationParams } from '../http/fields.ts';
import { userOf } from '../access/enforce.ts';
import { closeSession } from '../access/session.ts';
import * as contract from './contract.ts';
import {
  inviteColleague,
  inviteCountyViewer,
  inviteFirstCoordinator,
  inviteMaterialProvider,
  withdrawInvitation,
} from './invitations.ts';
import { changeUser, endColleagueSessions, usersAndInvitations } from './people.ts';
import { endSessions, sessionsOf } from './queries.ts';
import { confirmReset, resetColleague, resetFromOutside } from './resets.ts';
import { changePassword, sessionViewOf, signIn } from './service.ts';

const tags = ['Konton'];

export function accountRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/v1/session',
    {
      config: { access: 'public' },
      schema: { tags, summary: 'Vem är inloggad?', response: { 200: contract.sessionView } },
    },
    (request) => sessionViewOf(deps, request.user),
  );

  routes.post(
    '/api/v1/session',
    {
      config: { access: 'public' },
      schema: { tags, summary: 'Logga in', body: contract.credentials, response: { 204: z.null() } },
    },
    async (request, reply) => {
      await signIn(deps, request, reply, request.body);
      return reply.code(204).send(null);
    },
  );

  routes.delete(
    '/api/v1/session',
    {
      config: { access: { permission: 'account.own' } },
      schema: { tags, summary: 'Logga ut', response: { 204: z.null() } },
    },
    async (request, reply) => {
      await closeSession(deps, request, reply);
      return reply.code(204).send(null);
    },
  );

  routes.put(
    '/api/v1/account/password',
    {
      config: { access: { permission: 'account.own' } },
      schema: { tags, summary: 'Byt lösenord', body: contract.passwordChange, response: { 204: z.null() } },
    },
    async (request, reply) => {
      await changePassword(deps, userOf(request), request.ip, request.body);
      return reply.code(204).send(null);
    },
  );

  routes.get(
    '/api/v1/account/sessions',
    {
      config: { access: { permission: 'account.own' } },
      schema: { tags, summary: 'Var jag är inloggad', response: { 200: z.array(contract.device) } },
    },
    async (request) => {
      const user = userOf(request);
      const rows = await sessionsOf(deps.db, user.id);
      return rows.map(({ id, device, created_at }) => ({
        key: id.slice(0, 12),
        device,
        createdAt: created_at,
        current: id === user.sessionKey,
      }));
    },
  );

  routes.delete(
    '/api/v1/account/sessions',
    {
      config: { access: { permission: 'account.own' } },
      schema: { tags, summary: 'Logga ut överallt utom här', response: { 204: z.null() } },
    },
    async (request, reply) => {
      const user = userOf(request);
      await endSessions(deps.db, user.id, user.sessionKey);
      return reply.code(204).send(null);
    },
  );

  routes.get(
    '/api/v1/organisations/:code/users',
    {
      config: { access: { permission: 'organisation.users', on: 'organisation' } },
      schema: {
        tags,
        summary: 'Organisationens konton och inbjudningar',
        params: organisationParams,
        response: { 200: contract.organisationUsers },
      },
    },
    (request) => usersAndInvitations(deps, request.params.code),
  );

  routes.post(
    '/api/v1/organisations/:code/invitations',
    {
      config: { access: { permission: 'organisation.users', on: 'organisation' } },
      schema: {
        tags,
        summary: 'Bjud in en kollega',
        params: organisationParams,
        body: contract.newInvitation,
        response: { 201: contract.invitationLink },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await inviteColleague(deps, userOf(request), request.params.code, request.body)),
  );

  routes.delete(
    '/api/v1/invitations/:invitationId',
    {
      config: { access: { permission: 'organisation.users' } },
      schema: {
        tags,
        summary: 'Dra tillbaka en inbjudan eller avvisa en återställning',
        params: contract.invitationParams,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await withdrawInvitation(deps, userOf(request), request.params.invitationId);
      return reply.code(204).send(null);
    },
  );

  routes.post(
    '/api/v1/invitations/:invitationId/confirmation',
    {
      config: { access: { permission: 'organisation.users' } },
      schema: {
        tags,
        summary: 'Bekräfta en återställning som begärts utifrån',
        params: contract.invitationParams,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await confirmReset(deps, userOf(request), request.params.invitationId);
      return reply.code(204).send(null);
    },
  );

  routes.patch(
    '/api/v1/users/:userId',
    {
      config: { access: { permission: 'organisation.users' } },
      schema: {
        tags,
        summary: 'Ändra roll eller stäng ett konto',
        params: contract.userParams,
        body: contract.userChange,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await changeUser(deps, userOf(request), request.params.userId, request.body);
      return reply.code(204).send(null);
    },
  );

  routes.delete(
    '/api/v1/users/:userId/sessions',
    {
      config: { access: { permission: 'organisation.users' } },
      schema: {
        tags,
        summary: 'Logga ut en kollega överallt',
        params: contract.userParams,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await endColleagueSessions(deps, userOf(request), request.params.userId);
      return reply.code(204).send(null);
    },
  );

  routes.post(
    '/api/v1/users/:userId/reset',
    {
      config: { access: { permission: 'organisation.users' } },
      schema: {
        tags,
        summary: 'Skapa en länk för nytt lösenord',
        params: contract.userParams,
        response: { 201: contract.invitationLink },
      },
    },
    async (request, reply) => reply.code(201).send(await resetColleague(deps, userOf(request), request.params.userId)),
  );

  routes.post(
    '/api/v1/network/first-coordinators',
    {
      config: { access: { permission: 'network.organisations' } },
      schema: {
        tags,
        summary: 'Bjud in en organisations första samordnare',
        body: contract.firstCoordinator,
        response: { 201: contract.invitationLink },
      },
    },
    async (request, reply) => reply.code(201).send(await inviteFirstCoordinator(deps, userOf(request), request.body)),
  );

  routes.post(
    '/api/v1/network/county-viewers',
    {
      config: { access: { permission: 'network.organisations' } },
      schema: {
        tags,
        summary: 'Bjud in någon vid en länsstyrelse',
        body: contract.newCountyViewer,
        response: { 201: contract.invitationLink },
      },
    },
    async (request, reply) => reply.code(201).send(await inviteCountyViewer(deps, userOf(request), request.body)),
  );

  routes.post(
    '/api/v1/network/material-providers',
    {
      config: { access: { permission: 'network.organisations' } },
      schema: {
        tags,
        summary: 'Bjud in en materialgivare',
        body: contract.newMaterialProvider,
        response: { 201: contract.invitationLink },
      },
    },
    async (request, reply) => reply.code(201).send(await inviteMaterialProvider(deps, userOf(request), request.body)),
  );

  routes.post(
    '/api/v1/network/resets',
    {
      config: { access: { permission: 'network.organisations' } },
      schema: {
        tags,
        summary: 'Begär nytt lösenord för någon annan (14 dagars varsel)',
        body: contract.outsideReset,
        response: { 201: contract.invitationLink },
      },
    },
    async (request, reply) => reply.code(201).send(await resetFromOutside(deps, userOf(request), request.body.email)),
  );
}
