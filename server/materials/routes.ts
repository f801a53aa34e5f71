import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Permission } from '../access/permissions.ts';
import { baseRevision } from '../http/revision.ts';
import type { Deps } from '../deps.ts';
import { userOf } from '../access/enforce.ts';
import * as contract from './contract.ts';
import { toView } from './material.ts';
import { changeMaterial, offerMaterial, ownMaterials, takeOwnerStep } from './own.ts';
import { networkMaterialsFor, takeNetworkStep } from './review.ts';
import { browseMaterials, helpFor } from './shown.ts';

const tags = ['Stöd och material'];
const OFFER = { config: { access: { permission: 'material.offer' } } } as const;
const REVIEW = { config: { access: { permission: 'network.materials' } } } as const;

/** Materials are written alike by those who offer them and by SKL; whether they are shown at once is what differs (own.ts). */
const WRITTEN: readonly { place: string; permission: Permission; add: string; change: string }[] = [
  {
    place: '/api/v1/own-materials',
    permission: 'material.offer',
    add: 'Föreslå ett material',
    change: 'Ändra ett eget material (If-Match). Det som visas står kvar tills ändringen är granskad',
  },
  {
    place: '/api/v1/network/materials',
    permission: 'network.materials',
    add: 'Lägg till ett material, som visas direkt',
    change: 'Ändra ett material, vars som helst; det visas direkt (If-Match)',
  },
];

export function materialRoutes(app: FastifyInstance, deps: Deps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

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

  for (const { place, permission, add, change } of WRITTEN) {
    const config = { access: { permission } };
    const body = contract.materialText;
    routes.post(
      place,
      { config, schema: { tags, summary: add, body, response: { 201: contract.materialView } } },
      async (request, reply) => reply.code(201).send(toView(await offerMaterial(deps, userOf(request), request.body))),
    );
    const params = contract.materialParams;
    routes.put(
      `${place}/:materialId`,
      {
        config: { ...config, revision: true },
        schema: { tags, summary: change, params, body, response: { 200: contract.materialView } },
      },
      async (request) =>
        toView(
          await changeMaterial(deps, userOf(request), request.params.materialId, baseRevision(request), request.body),
        ),
    );
  }

  routes.get(
    '/api/v1/own-materials',
    { ...OFFER, schema: { tags, summary: 'Det egna materialet', response: { 200: z.array(contract.materialView) } } },
    (request) => ownMaterials(deps, userOf(request)),
  );

  routes.post(
    '/api/v1/own-materials/:materialId/steps',
    {
      config: { ...OFFER.config, revision: true },
      schema: {
        tags,
        summary: 'Bekräfta att innehållet stämmer, eller dra tillbaka (If-Match)',
        params: contract.materialParams,
        body: contract.ownerStep,
        response: { 200: contract.materialView },
      },
    },
    async (request) =>
      toView(
        await takeOwnerStep(deps, userOf(request), request.params.materialId, baseRevision(request), request.body.step),
      ),
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
    '/api/v1/network/materials/:materialId/steps',
    {
      config: { ...REVIEW.config, revision: true },
      schema: {
        tags,
        summary: 'Publicera, skicka tillbaka, ta ner eller bekräfta (If-Match)',
        params: contract.materialParams,
        body: contract.networkMaterialStep,
        response: { 200: contract.materialView },
      },
    },
    async (request) =>
      toView(
        await takeNetworkStep(deps, userOf(request), request.params.materialId, baseRevision(request), request.body),
      ),
  );
}
