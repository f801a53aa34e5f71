import { createServer, type Server } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Deps } from '../deps.ts';

/**
 * What the operator's monitoring reads, in Prometheus' text format (https://prometheus.io/docs/instrumenting/exposition_formats/),
 * on a port of its own that is not let out to the world. Calls are told by their route's pattern, so that no organisation,
 * person or criterion is named, and there are no more rows than routes.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #calls: Histogram<'method' | 'route' | 'status'>;
  readonly #refused: Counter<'code'>;
  readonly #underWay: Gauge<'route'>;

  constructor({ db }: Pick<Deps, 'db'>) {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    this.#calls = new Histogram({
      name: 'mr_kollen_call_seconds',
      help: 'Seconds to answer a call',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
      registers,
    });
    this.#underWay = new Gauge({
      name: 'mr_kollen_calls_under_way',
      help: 'Calls that are being answered; pages that follow an assessment are those of …/changes',
      labelNames: ['route'],
      registers,
    });
    this.#refused = new Counter({
      name: 'mr_kollen_refused_total',
      help: 'Calls refused for who the caller is: not signed in, not allowed, too many tries',
      labelNames: ['code'],
      registers,
    });
    // Asked for as it is read, and by one process after another: the same for all of them.
    new Gauge({
      name: 'mr_kollen_mails',
      help: 'Mails by state',
      labelNames: ['state'],
      registers,
      async collect() {
        this.reset();
        const rows = await db
          .selectFrom('mails')
          .select((eb) => ['state', eb.fn.countAll().as('n')])
          .groupBy('state')
          .execute()
          // Away: the gauge below says so.
          .catch(() => []);
        for (const { state, n } of rows) this.set({ state }, Number(n));
      },
    });
    new Gauge({
      name: 'mr_kollen_database_up',
      help: 'Whether the database answers',
      registers,
      async collect() {
        const up = await db
          .selectFrom('settings')
          .select('name')
          .limit(1)
          .execute()
          .then(
            () => 1,
            () => 0,
          );
        this.set(up);
      },
    });
  }

  /** Notes every call that the application answers. */
  watch(app: FastifyInstance): void {
    const routeOf = (request: FastifyRequest) => (request.is404 ? 'none' : (request.routeOptions.url ?? 'none'));
    app.addHook('onRequest', (request, reply, done) => {
      const route = routeOf(request);
      this.#underWay.inc({ route });
      // Also of a caller who leaves, which is no answer.
      reply.raw.once('close', () => {
        this.#underWay.dec({ route });
      });
      done();
    });
    app.addHook('onResponse', (request, reply, done) => {
      const route = routeOf(request);
      const status = `${Math.floor(reply.statusCode / 100)}xx`;
      this.#calls.observe({ method: request.method, route, status }, reply.elapsedTime / 1000);
      if ([401, 403, 429].includes(reply.statusCode)) this.#refused.inc({ code: String(reply.statusCode) });
      done();
    });
  }

  async text(): Promise<string> {
    return this.#registry.metrics();
  }

  /** Answers GET /metrics at an address of its own, and nothing else. */
  async listen({ host, port }: { readonly host: string; readonly port: number }): Promise<Server> {
    const server = createServer((request, response) => {
      if (request.method !== 'GET' || request.url !== '/metrics') {
        response.writeHead(404).end();
        return;
      }
      this.text().then(
        (text) => response.writeHead(200, { 'content-type': this.#registry.contentType }).end(text),
        () => response.writeHead(500).end(),
      );
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    return server;
  }
}
