import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Deps } from '../deps.ts';
import { hashOf } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import type { Program, Scope } from './scopes.ts';

/** Begins every token, so that one that has gone astray is found by those who look for such. */
export const TOKEN_PREFIX = 'mrk_';
const HOUR = 3_600_000;

async function programOf(deps: Deps, token: string): Promise<Program | undefined> {
  const now = deps.now();
  const row = await deps.db
    .selectFrom('api_tokens')
    .select(['id', 'organisation_code', 'scopes', 'used_at'])
    .where('token_hash', '=', hashOf(token))
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst();
  if (!row) return undefined;
  if (row.used_at === null || now.getTime() - Date.parse(row.used_at) > HOUR)
    await deps.db.updateTable('api_tokens').set({ used_at: now.toISOString() }).where('id', '=', row.id).execute();
  return { id: row.id, organisationCode: row.organisation_code, scopes: JSON.parse(row.scopes) as Scope[] };
}

const BEARER = /^Bearer +(\S{1,200})$/i;

/** Finds the program behind a call. A token that is not known is refused at once, also where anyone may read. */
export function usePrograms(app: FastifyInstance, deps: Deps): void {
  app.decorateRequest('program', null);
  app.addHook('onRequest', async (request: FastifyRequest) => {
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) return;
    const program = await programOf(deps, token);
    if (!program)
      throw new Problem(
        401,
        'invalid-token',
        'Nyckeln till systemet gäller inte. Skapa en ny under Kollegor.',
        [],
        {},
        {
          'www-authenticate': 'Bearer error="invalid_token"',
        },
      );
    request.program = program;
    request.user = null;
    request.assessment = null;
  });
}
