import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { baseRevision } from '../assessments/answers.ts';
import type { Deps } from '../deps.ts';
import { userOf } from '../http/access.ts';
import * as contract from './contract.ts';
import {
  changeMaterial,
  networkMaterialsFor,
  offerMaterial,
  ownMaterials,
  takeNetworkStep,
  takeOwnerStep,
  toView,
} from './own.ts';
import { browseMaterials, helpFor } from './shown.ts';

const tags = ['Stöd och material'];
const OFFER = { config: { access: { permission: 'material.offer' } } } as const;
const REVIEW = { config: { access: { permission: 'network.materials' } } } as const;

export function materialRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const base = (request: FastifyRequest) => baseRevision(request.headers['if-match']);

  routes.get(
    '/api/v1/materials',
    {
      config: { access: 'public' },
      schema: {
        tags,
        summary: 'Material som stöd i arbetet, med sökning och urval',
        querystring: contract.materialQuery,
        response: { 200: z.array(contract.shownMaterial) },
      },
    },
    async (request, reply) => {
      reply.header('Cache-Control', 'private, no-cache');
      return [...(await browseMaterials(deps, request.query)).materials];
    },
  );

  routes.get(
    '/api/v1/criterion-help',
    {
      config: { access: 'public' },
      schema: {
        tags,
        summary: 'Material och exempel som hör till ett kriterium',
        querystring: contract.helpQuery,
        response: { 200: contract.criterionHelp },
      },
    },
    (request, reply) => {
      reply.header('Cache-Control', 'private, no-cache');
      return helpFor(deps, request.query.criterion);
    },
  );

  routes.get(
    '/api/v1/own-materials',
    { ...OFFER, schema: { tags, summary: 'Det egna materialet', response: { 200: z.array(contract.materialView) } } },
    (request) => ownMaterials(deps, userOf(request)),
  );

  routes.post(
    '/api/v1/own-materials',
    {
      ...OFFER,
      schema: {
        tags,
        summary: 'Föreslå ett material',
        body: contract.materialText,
        response: { 201: contract.materialView },
      },
    },
    async (request, reply) => reply.code(201).send(toView(await offerMaterial(deps, userOf(request), request.body))),
  );

  routes.put(
    '/api/v1/own-materials/:materialId',
    {
      ...OFFER,
      schema: {
        tags,
        summary: 'Ändra ett eget material (If-Match). Det som visas står kvar tills ändringen är granskad',
        params: contract.materialParams,
        body: contract.materialText,
        response: { 200: contract.materialView },
      },
    },
    async (request) =>
      toView(await changeMaterial(deps, userOf(request), request.params.materialId, base(request), request.body)),
  );

  routes.post(
    '/api/v1/own-materials/:materialId/steps',
    {
      ...OFFER,
      schema: {
        tags,
        summary: 'Bekräfta att innehållet stämmer, eller dra tillbaka (If-Match)',
        params: contract.materialParams,
        body: contract.ownerStep,
        response: { 200: contract.materialView },
      },
    },
    async (request) =>
      toView(await takeOwnerStep(deps, userOf(request), request.params.materialId, base(request), request.body.step)),
  );

  routes.get(
    '/api/v1/network/materials',
    {
      ...REVIEW,
      schema: { tags, summary: 'Allt material, med läge och länkar', response: { 200: contract.networkMaterials } },
    },
    async () => ({ materials: await networkMaterialsFor(deps), linkChecks: deps.config.linkChecks }),
  );

  routes.post(
    '/api/v1/network/materials',
    {
      ...REVIEW,
      schema: {
        tags,
        summary: 'Lägg till ett material, som visas direkt',
        body: contract.materialText,
        response: { 201: contract.materialView },
      },
    },
    async (request, reply) => reply.code(201).send(toView(await offerMaterial(deps, userOf(request), request.body))),
  );

  routes.put(
    '/api/v1/network/materials/:materialId',
    {
      ...REVIEW,
      schema: {
        tags,
        summary: 'Ändra ett material, vars som helst; det visas direkt (If-Match)',
        params: contract.materialParams,
        body: contract.materialText,
        response: { 200: contract.materialView },
      },
    },
    async (request) =>
      toView(await changeMaterial(deps, userOf(request), request.params.materialId, base(request), request.body)),
  );

  routes.post(
    '/api/v1/network/materials/:materialId/steps',
    {
      ...REVIEW,
      schema: {
        tags,
        summary: 'Publicera, skicka tillbaka, ta ner eller bekräfta (If-Match)',
        params: contract.materialParams,
        body: contract.networkMaterialStep,
        response: { 200: contract.materialView },
      },
    },
    async (request) =>
      toView(await takeNetworkStep(deps, userOf(request), request.params.materialId, base(request), request.body)),
  );
}
