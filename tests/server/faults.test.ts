import { mkdtempSync, openSync, closeSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { openDatabase } from '../../server/database/open.ts';
import { databaseProblem } from '../../server/http/database-trouble.ts';
import { Service, type Person } from './service.ts';

/** What people and monitoring are told when the database's disk fails under a service that is running. */

test.each([
  ['SQLITE_FULL', 507, 'storage-full'],
  ['53100', 507, 'storage-full'],
  ['SQLITE_READONLY_DBMOVED', 503, 'read-only'],
  ['25006', 503, 'read-only'],
  ['SQLITE_CORRUPT_VTAB', 503, 'database-damaged'],
  ['XX001', 503, 'database-damaged'],
  ['SQLITE_IOERR_WRITE', 503, 'database-away'],
  ['57P01', 503, 'database-away'],
  ['SQLITE_CONSTRAINT_UNIQUE', undefined, undefined],
  ['23505', undefined, undefined],
])('%s is told as %s %s', (code, status, told) => {
  const problem = databaseProblem(Object.assign(new Error('x'), { code }));
  expect([problem?.status, problem?.code]).toEqual([status, told]);
});

describe.runIf(process.env.TEST_DATABASE === 'sqlite')('a database in a file', () => {
  let service: Service;
  let sara: Person;
  let id: string;
  beforeEach(async () => {
    service = await Service.start();
    sara = await service.person('coordinator');
    id = await service.assessment(sara);
    await service.answer(sara, id, 'SL-01', { level: 1, motivation: 'Före.' });
  });
  afterEach(() => service.stop());

  const pragma = async (what: string) =>
    (await sql.raw<Record<string, number>>(`pragma ${what}`).execute(service.deps.db)).rows[0];
  const ready = async () => {
    const answer = await service.call('GET', '/readyz');
    return [answer.statusCode, answer.json<{ status: string }>().status];
  };
  const long = (n: number) => `${n} `.repeat(2000).slice(0, 3900);

  test('that has no room left: 507 in plain Swedish, nothing half stored, and work goes on when there is room again', async () => {
    const { page_count: pages = 0 } = (await pragma('page_count')) ?? {};
    await pragma(`max_page_count = ${pages + 2}`);
    const refused: number[] = [];
    let stored = 0;
    for (let i = 2; i <= 9; i++) {
      const answer = await service.answer(sara, id, `SL-0${i}`, { level: 2, motivation: long(i) });
      if (answer.statusCode === 200) stored += 1;
      else {
        refused.push(answer.statusCode);
        expect(answer.json()).toMatchObject({
          code: 'storage-full',
          title: expect.stringContaining('Inget är sparat.') as string,
        });
        expect(answer.headers['retry-after']).toBe('60');
      }
    }
    expect(new Set(refused)).toEqual(new Set([507]));
    expect(await ready()).toEqual([503, 'storage-full']);
    const { answers } = (await service.call('GET', `/api/v1/assessments/${id}`, { as: sara })).json<{
      answers: { code: string }[];
    }>();
    expect(answers).toHaveLength(1 + stored);
    await pragma('max_page_count = 4294967294');
    expect((await service.answer(sara, id, 'SL-09', { level: 2, motivation: long(9) })).statusCode).toBe(200);
    expect(await ready()).toEqual([200, 'ok']);
  });

  test('that can only be read: reading goes on, saving is 503 with the reason, and is taken up again', async () => {
    await pragma('query_only = 1');
    const refused = await service.answer(sara, id, 'SL-02', { level: 2 });
    expect(refused.statusCode).toBe(503);
    expect(refused.json()).toMatchObject({
      code: 'read-only',
      title: expect.stringContaining('kan läsa men inte spara') as string,
    });
    expect((await service.call('GET', `/api/v1/assessments/${id}`, { as: sara })).statusCode).toBe(200);
    expect(await ready()).toEqual([503, 'read-only']);
    // A balancer sends it nothing now: after a minute it is let try again.
    const { now } = service.clock;
    service.clock.now = new Date(now.getTime() + 61_000);
    expect(await ready()).toEqual([200, 'ok']);
    expect((await service.answer(sara, id, 'SL-02', { level: 2 })).statusCode).toBe(503);
    expect(await ready()).toEqual([503, 'read-only']);
    await pragma('query_only = 0');
    expect((await service.answer(sara, id, 'SL-02', { level: 2 })).statusCode).toBe(200);
    expect(await ready()).toEqual([200, 'ok']);
  });

  test('that is damaged: 503 that says so, to a person as a page, and nothing of what is inside', async () => {
    const table = await sql<{
      page: number;
    }>`select rootpage as page from sqlite_master where name = 'assessments'`.execute(service.deps.db);
    const { page_size: size = 0 } = (await pragma('page_size')) ?? {};
    await pragma('wal_checkpoint(truncate)');
    const folder = mkdtempSync(join(tmpdir(), 'mr-kollen-damaged-'));
    const file = join(folder, 'damaged.db');
    writeFileSync(file, readFileSync(service.deps.config.databaseUrl));
    const handle = openSync(file, 'r+');
    writeSync(handle, Buffer.alloc(size, 0xff), 0, size, ((table.rows[0]?.page ?? 0) - 1) * size);
    closeSync(handle);
    const db = openDatabase(file);
    const app = await buildApp({ ...service.deps, db });
    try {
      const answer = await app.inject({ url: `/api/v1/assessments/${id}`, headers: { cookie: sara.cookie } });
      expect(answer.statusCode).toBe(503);
      expect(answer.json()).toMatchObject({ code: 'database-damaged' });
      expect(answer.body).not.toMatch(/malformed|SQLITE|select/i);
      const page = await app.inject({
        url: `/sjalvskattning/${id}`,
        headers: { cookie: sara.cookie, accept: 'text/html' },
      });
      expect(page.statusCode).toBe(503);
      expect(page.body).toContain('Tjänstens databas är skadad');
    } finally {
      await app.close();
      await db.destroy();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
