import type { FastifyRequest } from 'fastify';
import { logEvent } from '../audit/events.ts';
import type { Deps } from '../deps.ts';
import type { SignedInUser } from './requester.ts';

const HOUR = 3_600_000;
/** How many are remembered; the oldest leaves first. */
const KEPT = 2000;

/** Logs that somebody has tried what she may not: once an hour per person and address, so that the log cannot be flooded. */
export class Refusals {
  readonly #deps: Deps;
  readonly #last = new Map<string, number>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  note(request: FastifyRequest, { id, organisationCode }: SignedInUser): void {
    const { method } = request;
    const address = request.routeOptions.url ?? '';
    const key = `${id} ${method} ${address}`;
    const now = this.#deps.now().getTime();
    if (now - (this.#last.get(key) ?? 0) < HOUR) return;
    this.#last.delete(key);
    this.#last.set(key, now);
    const oldest = this.#last.keys().next();
    if (this.#last.size > KEPT && !oldest.done) this.#last.delete(oldest.value);
    logEvent(this.#deps, this.#deps.db, {
      event: 'refused',
      userId: id,
      organisationCode,
      details: { method, address },
    }).catch((error: unknown) => {
      request.log.error({ err: error }, 'a refusal could not be logged');
    });
  }
}
