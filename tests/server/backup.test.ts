import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkBackup } from '../../server/backup/check.ts';
import { backupName, backUpDaily, prune } from '../../server/backup/keep.ts';
import { makeBackup } from '../../server/backup/make.ts';
import { restoreBackup } from '../../server/backup/restore.ts';
import { migrateTo, migrateToLatest } from '../../server/database/migrate.ts';
import { openDatabase } from '../../server/database/open.ts';
import type { Database } from '../../server/database/schema.ts';
import { freshDatabase } from './database.ts';
import { Service, type Person } from './service.ts';

/** A backup is everything, whole or not at all, and the same for SQLite and PostgreSQL. */
let folder: string;
let service: Service;
let sara: Person;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mr-kollen-backup-'));
  service = await Service.start();
  sara = await service.person('coordinator');
});
afterEach(async () => {
  await service.stop();
  rmSync(folder, { recursive: true, force: true });
});

const at = new Date('2026-11-28T22:00:00Z');
const backUp = async (db: Kysely<Database>, name: string, pictureFolder: string | null = null) => {
  const file = join(folder, name);
  await makeBackup(db, { file, pictureFolder, at });
  return file;
};
const textOf = (file: string) => gunzipSync(readFileSync(file)).toString();
/** The rows, whatever order they lie in. */
const rowsOf = (file: string) =>
  textOf(file)
    .split('\n')
    .filter((line) => line.startsWith('['))
    .sort();
const changed = (file: string, change: (text: string) => string) => {
  const other = join(folder, 'changed.backup.gz');
  writeFileSync(other, gzipSync(change(textOf(file))));
  return other;
};

/** An organisation with a year that is corrected, a new one begun from it, and a picture in bytes. */
async function work(): Promise<void> {
  const first = await service.assessment(sara, '1281', { year: 2025 });
  await service.answer(sara, first, 'SL-01', {
    level: 2,
    motivation: 'Rätt: ”åäö”, \u2028 och "citat"\nny rad',
    evidence: [{ title: 'Beslut', diarienummer: 'KS 1' }],
  });
  const step = (payload: Record<string, unknown>) =>
    service.call('POST', `/api/v1/assessments/${first}/transitions`, { as: sara, payload });
  await step({ to: 'ready' });
  const { hash } = await service.deps.db
    .selectFrom('assessments')
    .select('hash')
    .where('id', '=', first)
    .executeTakeFirstOrThrow();
  const decision = {
    body: 'Kommunstyrelsen',
    date: '2025-11-20',
    paragraph: '12',
    diarienummer: 'KS 1',
    maxSharing: 'none',
  };
  await step({ to: 'adopted', hash, decision });
  await service.call('POST', `/api/v1/assessments/${first}/corrections`, { as: sara });
  await service.assessment(sara, '1281', { year: 2026, basedOn: first });
  await service.deps.db
    .insertInto('templates')
    .values({
      organisation_code: '1281',
      name: 'mall.docx',
      tags: '[]',
      bytes: Buffer.from([0, 1, 2, 250, 255]),
      updated_at: at.toISOString(),
      updated_by: sara.id,
    })
    .execute();
}

describe('a backup', () => {
  test('moves everything to the other database and back, with nothing lost', async () => {
    await work();
    const here = await backUp(service.deps.db, 'here.gz');
    const other = openDatabase(join(folder, 'other.db'));
    await restoreBackup(other, { file: here, pictureFolder: null });
    const there = await backUp(other, 'there.gz');
    await other.destroy();
    const home = await freshDatabase();
    await restoreBackup(home.db, { file: there, pictureFolder: null });
    const back = await backUp(home.db, 'back.gz');
    const bytes = await home.db.selectFrom('templates').select('bytes').executeTakeFirstOrThrow();
    await home.close();
    expect(rowsOf(here).filter((line) => line.startsWith('["assessments"'))).toHaveLength(3);
    expect(rowsOf(there)).toEqual(rowsOf(here));
    expect(rowsOf(back)).toEqual(rowsOf(here));
    expect(Buffer.from(bytes.bytes)).toEqual(Buffer.from([0, 1, 2, 250, 255]));
  });

  test('can be signed in to and worked in once it is put back', async () => {
    await work();
    const file = await backUp(service.deps.db, 'a.gz');
    const again = await Service.start();
    try {
      await restoreBackup(again.deps.db, { file, pictureFolder: null });
      const shown = await again.call('GET', '/api/v1/organisations/1281/assessments', { as: sara });
      expect(shown.json<{ id: string }[]>().map(({ id }) => id)).toEqual(['1281-2026', '1281-2025-2', '1281-2025']);
      expect((await again.answer(sara, '1281-2026', 'SL-01', { level: 3 }, 1)).statusCode).toBe(200);
      // Keys hold again: nothing refers to what is not there.
      await expect(
        again.deps.db.insertInto('mail_refusals').values({ user_id: 'nobody', kind: 'comment' }).execute(),
      ).rejects.toThrow();
    } finally {
      await again.stop();
    }
  });

  test('is one file for its owner only, and leaves nothing half made', async () => {
    const file = await backUp(service.deps.db, 'a.gz');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['a.gz']);
    const { head, end } = await checkBackup(file);
    expect(head.at).toBe(at.toISOString());
    expect(end.rows.organisations).toBe(310);
    expect(Object.keys(end.rows).some((name) => name.startsWith('search_index_') || name.startsWith('kysely'))).toBe(
      false,
    );
  });

  test('holds the pictures that lie as files', async () => {
    const pictures = join(folder, 'pictures');
    mkdirSync(pictures);
    writeFileSync(join(pictures, 'p1-large.jpg'), Buffer.from([255, 216, 7]));
    const file = await backUp(service.deps.db, 'a.gz', pictures);
    const target = await freshDatabase();
    await target.db.deleteFrom('users').execute();
    await expect(restoreBackup(target.db, { file, pictureFolder: null })).rejects.toThrow(
      /1 bildfiler.*PICTURE_FOLDER/,
    );
    await restoreBackup(target.db, { file, pictureFolder: join(folder, 'new') });
    await target.close();
    expect(readFileSync(join(folder, 'new', 'p1-large.jpg'))).toEqual(Buffer.from([255, 216, 7]));
  });
});

describe('what is not a whole backup is refused, and nothing is changed', () => {
  const line = '["users",';
  test.each([
    [
      'a file that is cut off',
      (file: string) => {
        const short = join(folder, 'short.gz');
        writeFileSync(short, readFileSync(file).subarray(0, 900));
        return short;
      },
      /skadad eller avbruten/,
    ],
    ['a file that is not there', () => join(folder, 'none.gz'), /filen finns inte/],
    ['something else', (file: string) => changed(file, () => 'hej\n'), /en rad går inte att läsa/],
    [
      'a row that is changed',
      (file: string) => changed(file, (text) => text.replace('Lunds kommun', 'Lunds by')),
      /kontrollsumman/,
    ],
    [
      'a row that is missing',
      (file: string) =>
        changed(file, (text) =>
          text
            .split('\n')
            .filter((each) => !each.startsWith(line))
            .join('\n'),
        ),
      /kontrollsumman/,
    ],
    [
      'an end that is missing',
      (file: string) => changed(file, (text) => text.split('\n').slice(0, -2).join('\n')),
      /slutet saknas/,
    ],
    ['something after the end', (file: string) => changed(file, (text) => `${text}["users",{}]\n`), /efter slutet/],
    [
      'a head that is missing',
      (file: string) => changed(file, (text) => text.split('\n').slice(1).join('\n')),
      /börjar inte som/,
    ],
    [
      'another format',
      (file: string) => changed(file, (text) => text.replace('"format":1', '"format":9')),
      /en rad går inte att läsa/,
    ],
  ])('%s', async (_what, broken, reason) => {
    const file = broken(await backUp(service.deps.db, 'a.gz'));
    const target = await freshDatabase();
    await expect(restoreBackup(target.db, { file, pictureFolder: null })).rejects.toThrow(reason);
    const { n } = await target.db
      .selectFrom('organisations')
      .select((eb) => eb.fn.countAll().as('n'))
      .executeTakeFirstOrThrow();
    await target.close();
    expect(Number(n)).toBe(310);
  });

  test('a database that has accounts', async () => {
    const file = await backUp(service.deps.db, 'a.gz');
    await expect(restoreBackup(service.deps.db, { file, pictureFolder: null })).rejects.toThrow(/har redan konton/);
  });

  test('a backup from a newer version of the service', async () => {
    const file = changed(await backUp(service.deps.db, 'a.gz'), (text) =>
      text.replace(/"schema":"[^"]+"/, '"schema":"9999-later"'),
    );
    const target = openDatabase(':memory:');
    // The head is part of the sum: whoever makes it newer breaks it first.
    await expect(restoreBackup(target, { file, pictureFolder: null })).rejects.toThrow(/kontrollsumman/);
    await expect(migrateTo(target, '9999-later')).rejects.toThrow();
    await target.destroy();
  });
});

test('a backup from an older version is put back, and brought to today’s schema', async () => {
  const old = openDatabase(join(folder, 'old.db'));
  await migrateTo(old, '0010-documents');
  await old
    .insertInto('organisations')
    .values(
      (await service.deps.db.selectFrom('organisations').selectAll().where('code', '=', '1281').execute()).map(
        (row) => ({ ...row, successor_code: null }),
      ),
    )
    .execute();
  const file = await backUp(old, 'old.gz');
  await old.destroy();
  expect((await checkBackup(file)).head.schema).toBe('0010-documents');
  const today = openDatabase(join(folder, 'today.db'));
  await restoreBackup(today, { file, pictureFolder: null });
  expect(await migrateToLatest(today)).toEqual([]);
  expect(await today.selectFrom('organisations').select('name').execute()).toEqual([{ name: 'Lunds kommun' }]);
  await today.destroy();
});

test('is of one moment, though others write meanwhile', async () => {
  const file = join(folder, 'live.db');
  const writer = openDatabase(file);
  await migrateToLatest(writer);
  const pair = async (i: number) => {
    await writer.transaction().execute(async (trx) => {
      await trx
        .insertInto('settings')
        .values({ name: `first:${i}`, value: 'x'.repeat(2000) })
        .execute();
      await trx
        .insertInto('rounds')
        .values({ year: 3000 + i, catalogue: '2.0', opens: '', closes: '', text: '', created_at: '', created_by: null })
        .execute();
    });
  };
  for (let i = 0; i < 300; i++) await pair(i);
  const reader = openDatabase(file);
  let writing = true;
  const stream = (async () => {
    for (let i = 300; writing; i++) await pair(i);
    return undefined;
  })();
  const { rows } = await makeBackup(reader, { file: join(folder, 'live.gz'), pictureFolder: null, at });
  writing = false;
  await stream;
  await reader.destroy();
  await writer.destroy();
  const firsts = rowsOf(join(folder, 'live.gz')).filter((line) => line.includes('"first:')).length;
  expect(firsts).toBeGreaterThanOrEqual(300);
  expect(rows.rounds).toBe(firsts);
});

test('once a day, by one process of several; a day that failed is tried again', async () => {
  const databaseUrl = join(folder, 'daily.db');
  const db = openDatabase(databaseUrl);
  await migrateToLatest(db);
  const backups = (to: string) => ({
    ...service.deps,
    db,
    config: { ...service.deps.config, databaseUrl, backups: { folder: join(folder, to), keepDays: 30 } },
  });
  writeFileSync(join(folder, 'a-file'), '');
  await expect(backUpDaily(backups('a-file/inside'))).rejects.toThrow();
  await Promise.all([backUpDaily(backups('daily')), backUpDaily(backups('daily'))]);
  await backUpDaily(backups('daily'));
  await db.destroy();
  expect(readdirSync(join(folder, 'daily'))).toHaveLength(1);
});

test('old backups are removed, never the newest and never a file of somebody else’s', async () => {
  const days = (n: number) => new Date(at.getTime() - n * 86_400_000);
  for (const n of [60, 40, 29, 1]) writeFileSync(join(folder, backupName(days(n))), '');
  writeFileSync(join(folder, 'mr-kollen-viktig.backup.gz'), '');
  expect(await prune(folder, 30, at)).toEqual([backupName(days(60)), backupName(days(40))]);
  expect(readdirSync(folder)).toHaveLength(3);
  expect(await prune(folder, 30, new Date('2030-01-01'))).toEqual([backupName(days(29))]);
  expect(readdirSync(folder)).toContain(backupName(days(1)));
});
