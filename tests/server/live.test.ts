import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { Service, type Person } from './service.ts';

/** README, "Liveuppdatering": over real connections, since a stream has no end to wait for. */
let service: Service;
let sara: Person;
let kim: Person;
let id: string;
let address: string;
const open: AbortController[] = [];

beforeEach(async () => {
  service = await Service.start({ liveSeconds: 60 });
  sara = await service.person('coordinator');
  kim = await service.person('contributor');
  id = await service.assessment(sara);
  address = await service.app.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  for (const controller of open.splice(0)) controller.abort();
  await service.stop();
});

type Standing = { readonly startedAt: string; readonly revision: number } | null;

interface Stream {
  readonly status: number;
  readonly headers: Headers;
  /** The next thing that is told. Fails when it has not come in time. */
  readonly next: (withinMs?: number) => Promise<Standing>;
  readonly ended: Promise<void>;
}

async function follow(as: Person, at = address, which = id): Promise<Stream> {
  const controller = new AbortController();
  open.push(controller);
  const response = await fetch(`${at}/api/v1/assessments/${which}/changes`, {
    headers: { cookie: as.cookie },
    signal: controller.signal,
  });
  const told: Standing[] = [];
  let wake = () => undefined as void;
  const read = async () => {
    let text = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk;
      const lines = text.split('\n\n');
      text = lines.pop() ?? '';
      for (const line of lines) if (line.startsWith('data: ')) told.push(JSON.parse(line.slice(6)) as Standing);
      wake();
    }
  };
  const ended = read().catch(() => undefined);
  return {
    status: response.status,
    headers: response.headers,
    ended,
    next: async (withinMs = 2000) => {
      const late = Date.now() + withinMs;
      while (told.length === 0) {
        const left = late - Date.now();
        if (left <= 0) throw new Error('Nothing was told in time.');
        await new Promise<void>((resolve) => {
          wake = resolve;
          setTimeout(resolve, left);
        });
      }
      return told.shift() as Standing;
    },
  };
}

const standing = async (): Promise<Standing> => {
  const row = await service.deps.db
    .selectFrom('assessments')
    .select(['created_at', 'content_revision'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return { startedAt: row.created_at, revision: row.content_revision };
};

describe('whoever has an assessment open', () => {
  test('hears at once where it stands, and then of every change by others, and nothing of what it says', async () => {
    const stream = await follow(sara);
    expect(stream.status).toBe(200);
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    expect(stream.headers.get('cache-control')).toBe('private, no-store');
    expect(await stream.next()).toEqual(await standing());
    await service.call('POST', `/api/v1/assessments/${id}/handouts`, {
      as: sara,
      payload: { userId: kim.id, codes: ['SL-03'], message: '', due: null },
    });
    expect(await stream.next()).toEqual(await standing());
    // Three in a row at once: looking every five seconds would not do.
    for (let n = 0; n < 3; n++) {
      await service.answer(kim, id, 'SL-03', { level: n }, n);
      expect(await stream.next(1000)).toEqual(await standing());
    }
  });

  test('hears nothing of what was refused', async () => {
    const stream = await follow(sara);
    await stream.next();
    await service.answer(sara, id, 'SL-03', { level: 9 });
    await service.answer(kim, id, 'SL-03', { level: 2 });
    await expect(stream.next(400)).rejects.toThrow('in time');
  });

  test('hears that it has been taken away', async () => {
    const stream = await follow(sara);
    await stream.next();
    await service.call('DELETE', `/api/v1/assessments/${id}`, { as: sara });
    expect(await stream.next()).toBeNull();
    service.clock.now = new Date(service.clock.now.getTime() + 1000);
    await service.assessment(sara);
    // The same address and count of changes, and another assessment.
    expect(await stream.next(8000)).toEqual({ startedAt: service.clock.now.toISOString(), revision: 1 });
  });

  test('of another organisation hears nothing, and neither does whoever is not signed in', async () => {
    const stranger = await service.person('coordinator', '1283');
    expect((await follow(stranger)).status).toBe(404);
    expect((await follow({ ...sara, cookie: '' })).status).toBe(401);
  });

  test('hears of what another process has written, without a word from it', async () => {
    const other = await buildApp(service.deps);
    try {
      const stream = await follow(sara, await other.listen({ host: '127.0.0.1', port: 0 }));
      await stream.next();
      await service.deps.db
        .updateTable('assessments')
        .set((eb) => ({ content_revision: eb('content_revision', '+', 1) }))
        .where('id', '=', id)
        .execute();
      expect(await stream.next(8000)).toEqual(await standing());
    } finally {
      await other.close();
    }
  });

  test.runIf(process.env.TEST_DATABASE === 'postgres')(
    'hears of it at once when the other process says so over PostgreSQL, also after the connection has broken',
    async () => {
      const other: FastifyInstance = await buildApp(service.deps);
      try {
        const stream = await follow(sara, await other.listen({ host: '127.0.0.1', port: 0 }));
        await stream.next();
        await service.answer(sara, id, 'SL-01', { level: 1 });
        expect(await stream.next(1000)).toEqual(await standing());
        const { sql } = await import('kysely');
        await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen %'`.execute(
          service.deps.db,
        );
        await new Promise((resolve) => setTimeout(resolve, 3000));
        await service.answer(sara, id, 'SL-02', { level: 1 });
        expect(await stream.next(1000)).toEqual(await standing());
      } finally {
        await other.close();
      }
    },
  );
});

describe('the streams', () => {
  test('end when the service stops, which does not wait for them', async () => {
    const stream = await follow(sara);
    await stream.next();
    const before = Date.now();
    await service.app.close();
    await stream.ended;
    expect(Date.now() - before).toBeLessThan(2000);
  });

  test('of one person are twelve at most; one that is left makes room', async () => {
    for (let i = 0; i < 12; i++) expect((await follow(sara)).status).toBe(200);
    const refused = await follow(sara);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('60');
    expect((await follow(kim)).status).toBe(200);
    open[0]?.abort();
    await expect.poll(async () => (await follow(sara)).status).toBe(200);
  });

  test('end by themselves, so that whoever has been signed out meanwhile is not let in again', async () => {
    await service.stop();
    service = await Service.start({ liveSeconds: 1 });
    sara = await service.person('coordinator');
    id = await service.assessment(sara);
    address = await service.app.listen({ host: '127.0.0.1', port: 0 });
    const stream = await follow(sara);
    await service.call('DELETE', '/api/v1/session', { as: sara });
    await stream.ended;
    expect((await follow(sara)).status).toBe(401);
  });

  test('are none where the operator has turned them off: the browser does not ask again', async () => {
    await service.stop();
    service = await Service.start({ liveSeconds: 0 });
    sara = await service.person('coordinator');
    id = await service.assessment(sara);
    expect((await service.call('GET', `/api/v1/assessments/${id}/changes`, { as: sara })).statusCode).toBe(204);
  });

  test('keep nobody signed in, and neither does what a page fetches by itself', async () => {
    const seenAt = async () =>
      (
        await service.deps.db
          .selectFrom('sessions')
          .select('seen_at')
          .where('user_id', '=', sara.id)
          .executeTakeFirstOrThrow()
      ).seen_at;
    const before = await seenAt();
    service.clock.now = new Date(service.clock.now.getTime() + 10 * 60_000);
    await (await follow(sara)).next();
    await service.call('GET', `/api/v1/assessments/${id}`, { as: sara, headers: { 'x-mr-following': '1' } });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await seenAt()).toBe(before);
    await service.call('GET', `/api/v1/assessments/${id}`, { as: sara });
    await expect.poll(seenAt).toBe(service.clock.now.toISOString());
  });
});
