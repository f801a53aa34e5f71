import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { may } from '../access/permissions.ts';
import type { Deps } from '../deps.ts';
import { isKnown } from '../access/private-answers.ts';
import { notShown } from '../http/problem.ts';
import * as contract from './contract.ts';
import { isVisible } from './expiry.ts';
import { LARGEST_UPLOAD, reencoded } from './picture.ts';
import { keepPicture, pictureBytes } from './picture-store.ts';
import { exampleById } from './queries.ts';
import { found } from './transition.ts';

const tags = ['Skyltfönster'];
const WRITE = { permission: 'example.write', on: 'organisation' } as const;

/** A picture is for anyone while its example is shown, and before that for those who may see the text it is in. */
async function maySeePicture(deps: Deps, request: FastifyRequest, pictureId: string): Promise<boolean> {
  const picture = await deps.db
    .selectFrom('pictures')
    .select('example_id')
    .where('id', '=', pictureId)
    .executeTakeFirst();
  const row = picture && (await exampleById(deps.db, picture.example_id));
  if (!row) return false;
  if (isVisible(row, deps.now()) && row.shown?.includes(pictureId)) return true;
  const { user } = request;
  if (!user) return false;
  if (may(user.role, 'network.showcase')) return row.consented?.includes(pictureId) ?? false;
  return may(user.role, 'example.read') && user.organisationCode === row.organisation_code;
}

/** Pictures come as they are, not as JSON, and are larger than anything else that is sent here. */
export function pictureRoutes(app: FastifyInstance, deps: Deps): void {
  void app.register((scope, _options, done) => {
    scope.addContentTypeParser(
      /^(image\/|application\/octet-stream)/,
      { parseAs: 'buffer', bodyLimit: LARGEST_UPLOAD },
      (_request, body, parsed) => {
        parsed(null, body);
      },
    );
    const routes = scope.withTypeProvider<ZodTypeProvider>();

    routes.post(
      '/api/v1/organisations/:code/examples/:exampleId/pictures',
      {
        bodyLimit: LARGEST_UPLOAD,
        config: { access: WRITE, rateLimit: { max: 30, timeWindow: '1 minute' } },
        schema: {
          tags,
          summary: 'Skicka en bild (JPEG, PNG eller WebP som anropets innehåll)',
          params: contract.exampleParams,
          response: { 201: contract.uploadedPicture },
        },
      },
      async (request, reply) => {
        const { code, exampleId } = request.params;
        const row = await found(deps.db, exampleId, code);
        const picture = await reencoded(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
        const id = await keepPicture(deps, row.id, picture);
        return reply.code(201).send({ id, width: picture.width, height: picture.height });
      },
    );

    routes.get(
      '/skyltfonster/bilder/:pictureId',
      {
        config: { access: 'public' },
        schema: { hide: true, params: contract.pictureParams, querystring: contract.pictureQuery },
      },
      async (request, reply) => {
        const { pictureId } = request.params;
        if (!(await maySeePicture(deps, request, pictureId))) throw notShown('Bilden');
        // Asked again each time, so that a picture that is withdrawn is gone at once; unchanged, it is not sent again.
        const size = request.query.liten === undefined ? 'large' : 'small';
        reply.header('X-Content-Type-Options', 'nosniff');
        if (isKnown(request, reply, `${pictureId}-${size}`)) return reply.send();
        const bytes = await pictureBytes(deps, pictureId, size);
        if (!bytes) throw notShown('Bilden');
        return reply.type('image/jpeg').send(bytes);
      },
    );
    done();
  });
}
