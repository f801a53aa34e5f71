import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { rememberChecksums } from '../../server/catalogues/checksums.ts';
import { migrateToLatest } from '../../server/database/migrate.ts';
import { migrationsFolder, readConfig } from '../../server/config.ts';
import { readCatalogues } from '../../server/catalogues/installed.ts';
import { prepare } from '../../server/start.ts';
import { freshDatabase } from './database.ts';
import { Service } from './service.ts';

test('a migration that fails halfway leaves nothing behind', async () => {
  const { db, close } = await freshDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'mr-kollen-migrations-'));
  for (const name of readdirSync(migrationsFolder))
    writeFileSync(join(folder, name), `export { up, down } from ${JSON.stringify(join(migrationsFolder, name))};`);
  writeFileSync(
    join(folder, '9999-half.ts'),
    `export async function up(db) { await db.schema.createTable('half').addColumn('a', 'text').execute(); throw new Error('halfway'); }`,
  );
  await expect(migrateToLatest(db, folder)).rejects.toThrow('halfway');
  await expect(sql`select * from half`.execute(db)).rejects.toThrow();
  rmSync(folder, { recursive: true });
  await close();
});

test('migrating twice changes nothing', async () => {
  const { db, close } = await freshDatabase();
  expect(await migrateToLatest(db)).toEqual([]);
  await close();
});

test('a process goes on while a newer one has added to the schema under it', async () => {
  const service = await Service.start();
  const sara = await service.person('coordinator');
  const id = await service.assessment(sara);
  const calls = async (n: number) => [
    (await service.answer(sara, id, 'SL-01', { level: 2 }, n)).statusCode,
    (await service.call('GET', `/api/v1/assessments/${id}`, { as: sara })).statusCode,
    (await service.call('GET', '/api/v1/organisations/1281/users', { as: sara })).statusCode,
    (await service.call('GET', '/api/v1/organisations/1281/events', { as: sara })).statusCode,
    (await service.signIn(sara.email)) === '' ? 401 : 200,
  ];
  // More than once, so that what is kept between calls is kept.
  for (let n = 0; n < 8; n++) expect(await calls(n)).toEqual([200, 200, 200, 200, 200]);
  const folder = mkdtempSync(join(tmpdir(), 'mr-kollen-migrations-'));
  for (const name of readdirSync(migrationsFolder))
    writeFileSync(join(folder, name), `export { up, down } from ${JSON.stringify(join(migrationsFolder, name))};`);
  writeFileSync(
    join(folder, '9999-later.ts'),
    `export async function up(db) {
       for (const table of ['users', 'sessions', 'assessments', 'answers', 'handouts', 'events', 'organisations'])
         await db.schema.alterTable(table).addColumn('later', 'text', (c) => c.defaultTo('x')).execute();
       await db.schema.createTable('later').addColumn('a', 'text').execute();
     }`,
  );
  expect(await migrateToLatest(service.deps.db, folder)).toEqual(['9999-later']);
  for (let n = 8; n < 16; n++) expect(await calls(n)).toEqual([200, 200, 200, 200, 200]);
  rmSync(folder, { recursive: true });
  await service.stop();
});

test.runIf(process.env.TEST_DATABASE === 'postgres')(
  'two processes that start at once on an empty database both come up, with one schema and one of everything',
  async () => {
    const { db, url, close } = await freshDatabase();
    const name = `empty_${process.pid}`;
    await sql`create database ${sql.raw(name)}`.execute(db);
    const empty = new URL(url ?? '');
    empty.pathname = `/${name}`;
    const config = readConfig({}, { databaseUrl: empty.href, logLevel: 'silent', demo: true });
    const both = await Promise.all([prepare(config), prepare(config)]);
    const [one] = both;
    const { organisations, codes } = await one.db
      .selectFrom('organisations')
      .select((eb) => [eb.fn.countAll().as('organisations'), eb.fn.count('code').distinct().as('codes')])
      .executeTakeFirstOrThrow();
    expect([Number(organisations), Number(codes)]).toEqual([310, 310]);
    expect(await migrateToLatest(one.db)).toEqual([]);
    for (const deps of both) {
      await deps.editions.close();
      await deps.db.destroy();
    }
    await sql`drop database ${sql.raw(name)}`.execute(db);
    await close();
  },
);

test('start refuses a published version that has changed since the installation first used it', async () => {
  const { db, close } = await freshDatabase();
  const catalogues = readCatalogues();
  await rememberChecksums({ db, catalogues });
  await rememberChecksums({ db, catalogues });
  const changed = {
    ...catalogues,
    versions: catalogues.versions.map((version) => ({
      ...version,
      criteria: version.criteria.map((row) => ({ ...row, levels: ['Annat', ...row.levels.slice(1)] })),
    })),
  };
  await expect(rememberChecksums({ db, catalogues: changed })).rejects.toThrow('Version 1.0');
  await close();
});

test('what the database is told to keep is kept through a transaction that fails', async () => {
  const { db, close } = await freshDatabase();
  await expect(
    db.transaction().execute(async (trx) => {
      await trx.insertInto('settings').values({ name: 'x', value: 'y' }).execute();
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(await db.selectFrom('settings').selectAll().where('name', '=', 'x').execute()).toEqual([]);
  await close();
});

/** PGlite is one connection, in tests only: there everyone waits. */
test.skipIf(process.env.TEST_DATABASE === 'pglite')(
  'whoever asks does not wait for a colleague whose work is under way, and sees none of it',
  async () => {
    const service = await Service.start();
    const person = await service.person('coordinator');
    const id = await service.assessment(person);
    const read = async () =>
      (
        await service.call('GET', `/api/v1/assessments/${id}`, {
          as: person,
          headers: { 'accept-encoding': 'identity' },
        })
      ).statusCode;
    expect(await read()).toBe(200);
    await service.deps.db.transaction().execute(async (trx) => {
      await trx.deleteFrom('sessions').execute();
      expect(await read()).toBe(200);
    });
    expect(await read()).toBe(401);
    await service.stop();
  },
);

test.runIf(process.env.TEST_DATABASE === 'sqlite')(
  'many queries after each other let the others have their turn',
  async () => {
    const { db, close } = await freshDatabase();
    let turns = 0;
    let counting = true;
    const count = () => {
      turns += 1;
      if (counting) setImmediate(count);
    };
    setImmediate(count);
    const start = performance.now();
    while (performance.now() - start < 100) await db.selectFrom('settings').selectAll().execute();
    counting = false;
    // Without turns the loop would stand still for all of it.
    expect(turns).toBeGreaterThan(3);
    await db.transaction().execute(async (trx) => {
      turns = 0;
      counting = true;
      setImmediate(count);
      const begun = performance.now();
      while (performance.now() - begun < 100) await trx.selectFrom('settings').selectAll().execute();
      counting = false;
      expect(turns).toBeGreaterThan(3);
    });
    await close();
  },
);
