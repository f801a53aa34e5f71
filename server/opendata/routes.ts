import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Deps } from '../deps.ts';
import { PUBLIC } from '../access/enforce.ts';
import { notShown } from '../http/problem.ts';
import { signedResult } from '../open/result.ts';
import { asJsonLd, asRdfXml, asTurtle, catalogueQuads } from './catalogue.ts';
import { columnsOf, LICENSES, schemaAddress, type Dataset } from './dataset.ts';
import { DATASETS } from './datasets.ts';
import { tableSchema } from '../tables/table.ts';

/** Asked again each time: what has been withdrawn is gone at once. Anyone's page may read it. */
function open(reply: FastifyReply, type: string): FastifyReply {
  return reply
    .type(`${type}; charset=utf-8`)
    .header('Cache-Control', 'no-cache')
    .header('Access-Control-Allow-Origin', '*')
    .header('Cross-Origin-Resource-Policy', 'cross-origin');
}

/** `siffror-2026.csv` → the dataset, its part and the format. */
function fileOf(name: string): { dataset: Dataset; part: string; format: string } | undefined {
  const match = /^([a-z]+)(?:-([0-9.]+))?\.(csv|xlsx|json|schema\.json)$/.exec(name);
  const dataset = DATASETS.find(({ id }) => id === match?.[1]);
  return match && dataset ? { dataset, part: match[2] ?? '', format: match[3] ?? '' } : undefined;
}

/** Open data at stable addresses (README, "Öppna data"). Everything here is public. */
export function openDataRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/data/katalog.ttl', PUBLIC, async (_request, reply) =>
    open(reply, 'text/turtle').send(await asTurtle(await catalogueQuads(deps))),
  );
  app.get('/data/katalog.jsonld', PUBLIC, async (_request, reply) =>
    open(reply, 'application/ld+json').send(JSON.stringify(asJsonLd(await catalogueQuads(deps)), null, 1)),
  );
  app.get('/data/katalog.rdf', PUBLIC, async (_request, reply) =>
    open(reply, 'application/rdf+xml').send(asRdfXml(await catalogueQuads(deps))),
  );

  app.get('/data/nycklar.json', PUBLIC, async (_request, reply) => {
    const keys = await deps.db
      .selectFrom('signing_keys')
      .select(['kid', 'public_key', 'created_at', 'retired_at'])
      .orderBy('created_at')
      .orderBy('kid')
      .execute();
    // A JSON Web Key Set (RFC 7517, RFC 8037), with when each key was used.
    return open(reply, 'application/json').send(
      JSON.stringify({
        keys: keys.map(({ kid, public_key, created_at, retired_at }) => ({
          kty: 'OKP',
          crv: 'Ed25519',
          alg: 'EdDSA',
          use: 'sig',
          kid,
          x: public_key,
          created: created_at,
          retired: retired_at,
        })),
      }),
    );
  });

  app.get<{ Params: { code: string; file: string } }>('/data/resultat/:code/:file', PUBLIC, async (request, reply) => {
    const year = /^(\d{4})\.json$/.exec(request.params.file)?.[1];
    if (year === undefined) throw notShown('Resultatet');
    const result = await signedResult(deps, request.params.code, Number(year));
    return open(reply, 'application/json').send(JSON.stringify(result, null, 1));
  });

  app.get<{ Params: { file: string } }>('/data/:file', PUBLIC, async (request, reply) => {
    const found = fileOf(request.params.file);
    if (!found) throw notShown('Filen');
    const { dataset, part, format } = found;
    const { title, description, license } = dataset;
    const { publicUrl, demo } = deps.config;
    if (format === 'schema.json') {
      const schema = tableSchema(columnsOf(deps, dataset), title, description);
      return open(reply, 'application/json').send(JSON.stringify(schema, null, 1));
    }
    const table = (await dataset.parts(deps)).includes(part) ? await dataset.table(deps, part) : undefined;
    if (!table) throw notShown('Filen');
    if (format === 'csv') {
      reply.header('Content-Disposition', `inline; filename="${request.params.file}"`);
      return open(reply, 'text/csv').send(table.csv());
    }
    if (format === 'xlsx') {
      reply.header('Content-Disposition', `attachment; filename="${request.params.file}"`);
      return open(reply, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').send(await table.xlsx());
    }
    return open(reply, 'application/json').send(
      JSON.stringify({
        title,
        ...(demo ? { invented: 'Påhittade uppgifter' } : {}),
        license: LICENSES[license].url,
        schema: `${publicUrl}${schemaAddress(dataset)}`,
        rows: table.rows(),
      }),
    );
  });
}
