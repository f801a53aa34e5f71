import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { Metrics } from '../../server/operations/metrics.ts';
import { Service, type Person } from './service.ts';

let service: Service;
let sara: Person;
let metrics: Metrics;
let app: Awaited<ReturnType<typeof buildApp>>;

beforeAll(async () => {
  service = await Service.start({ mail: { url: 'smtp://127.0.0.1:1', from: 'mr@test.example' } });
  sara = await service.person('coordinator');
  metrics = new Metrics(service.deps);
  app = await buildApp(service.deps, (built) => {
    metrics.watch(built);
  });
});
afterAll(async () => {
  await app.close();
  await service.stop();
});

const lines = async (name: string) => (await metrics.text()).split('\n').filter((line) => line.startsWith(name));

test('calls are told by their route, and name no organisation, person or address', async () => {
  const headers = { cookie: sara.cookie };
  await app.inject({ url: '/api/v1/organisations/1281/users', headers });
  await app.inject({ url: '/api/v1/organisations/1283/users', headers });
  await app.inject({ url: '/api/v1/organisations/1281/users' });
  await app.inject({ url: '/finns/inte/hemligt' });
  const counts = await lines('mr_kollen_call_seconds_count');
  expect(counts).toContain(
    'mr_kollen_call_seconds_count{method="GET",route="/api/v1/organisations/:code/users",status="2xx"} 1',
  );
  expect(counts).toContain(
    'mr_kollen_call_seconds_count{method="GET",route="/api/v1/organisations/:code/users",status="4xx"} 2',
  );
  expect(counts).toContain('mr_kollen_call_seconds_count{method="GET",route="none",status="4xx"} 1');
  // Names and labels: a count of bytes may hold the digits of any code by chance.
  const said = (await metrics.text()).replaceAll(/ [\d.e+-]+$/gm, '');
  expect(said).toContain('nodejs_heap_size_used_bytes\n');
  for (const secret of ['1281', '1283', 'hemligt', sara.id, sara.email]) expect(said).not.toContain(secret);
  expect(await lines('mr_kollen_refused_total')).toContain('mr_kollen_refused_total{code="401"} 1');
});

test('calls under way are counted, and one that its caller has left no longer', async () => {
  const live = await Service.start({ liveSeconds: 60 });
  const watched = new Metrics(live.deps);
  const watchedApp = await buildApp(live.deps, (built) => {
    watched.watch(built);
  });
  try {
    const kim = await live.person('coordinator');
    const id = await live.assessment(kim);
    const url = await watchedApp.listen({ host: '127.0.0.1', port: 0 });
    const underWay = async () =>
      (await watched.text())
        .split('\n')
        .find((line) => line.startsWith('mr_kollen_calls_under_way{') && line.includes('/changes'));
    const leave = new AbortController();
    await fetch(`${url}/api/v1/assessments/${id}/changes`, { headers: { cookie: kim.cookie }, signal: leave.signal });
    expect(await underWay()).toMatch(/ 1$/);
    leave.abort();
    await expect.poll(underWay).toMatch(/ 0$/);
  } finally {
    await watchedApp.close();
    await live.stop();
  }
});

test('mail that has stuck is seen, and the process itself', async () => {
  const at = service.clock.now.toISOString();
  await service.deps.db
    .insertInto('mails')
    .values({
      id: service.deps.newId(),
      key: 'k',
      kind: 'nudge',
      user_id: sara.id,
      address: null,
      params: '{}',
      state: 'failed',
      created_at: at,
      send_after: at,
      tries: 6,
      changed_at: at,
      problem: 'x',
    })
    .execute();
  expect(await lines('mr_kollen_mails')).toEqual(['mr_kollen_mails{state="failed"} 1']);
  expect(await lines('mr_kollen_database_up')).toEqual(['mr_kollen_database_up 1']);
  expect(await lines('process_resident_memory_bytes')).toHaveLength(1);
});

test('are read at an address of their own, which answers nothing else', async () => {
  const server = await metrics.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.address() as AddressInfo;
  const status = (path: string) =>
    new Promise<number | undefined>((resolve) => {
      get({ port, path, agent: false }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
    });
  expect([await status('/metrics'), await status('/'), await status('/api/v1/session')]).toEqual([200, 404, 404]);
  expect((await app.inject({ url: '/metrics' })).statusCode).toBe(404);
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});
