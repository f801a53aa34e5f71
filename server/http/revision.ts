import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';

/** The revision a save was based on, from If-Match: `"3"`; `"0"` when the answer has never been saved. */
export function baseRevision(request: FastifyRequest): number {
  if (!request.routeOptions.config.revision) throw new Error('A route that reads If-Match says so in its config.');
  const header = request.headers['if-match'];
  if (header === undefined) {
    throw new Problem(428, 'revision-needed', 'Anropet måste ange vilken version av svaret det bygger på.', [
      { field: 'If-Match', message: 'saknas' },
    ]);
  }
  const match = /^(?:W\/)?"(\d{1,9})"$/.exec(header);
  if (!match)
    throw new Problem(400, 'bad-revision', 'Versionen av svaret går inte att läsa.', [
      { field: 'If-Match', message: 'ska vara ett tal inom citattecken, till exempel "3"' },
    ]);
  return Number(match[1]);
}
