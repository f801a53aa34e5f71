import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { logEvent } from '../../server/audit/events.ts';
import { checkBackup } from '../../server/backup/check.ts';
import { backupName, backUpDaily, prune } from '../../server/backup/keep.ts';
import type { End } from '../../server/backup/format.ts';
import { makeBackup } from '../../server/backup/make.ts';
import { restoreBackup } from '../../server/backup/restore.ts';
import { migrateTo, migrateToLatest } from '../../server/database/migrate.ts';
import { openDatabase } from '../../server/database/open.ts';
import type { Database } from '../../server/database/schema.ts';
import { queueMail } from '../../server/mail/queue.ts';
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
  await service.deps.db.insertInto('search_index').values({ kind: 'material', id: 'm1', stems: 'barn rätt' }).execute();
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
    const sought = await home.db.selectFrom('search_index').select('stems').execute();
    await home.close();
    expect(sought).toEqual([{ stems: 'barn rätt' }]);
    expect(rowsOf(here).filter((line) => line.startsWith('["assessments"'))).toHaveLength(3);
    // Whoever was signed in signs in again.
    const all = rowsOf(here).filter((line) => !line.startsWith('["sessions"'));
    expect(rowsOf(there)).toEqual(all);
    expect(rowsOf(back)).toEqual(all);
    expect(Buffer.from(bytes.bytes)).toEqual(Buffer.from([0, 1, 2, 250, 255]));
  });

  test('can be signed in to and worked in once it is put back', async () => {
    await work();
    const file = await backUp(service.deps.db, 'a.gz');
    const again = await Service.start();
    try {
      await restoreBackup(again.deps.db, { file, pictureFolder: null });
      // Whoever had signed in may have signed out since: she does so again, with the same password.
      expect((await again.call('GET', '/api/v1/organisations/1281/assessments', { as: sara })).statusCode).toBe(401);
      const { email } = await again.deps.db
        .selectFrom('users')
        .select('email')
        .where('id', '=', sara.id)
        .executeTakeFirstOrThrow();
      const cookie = await again.signIn(email);
      const shown = await again.call('GET', '/api/v1/organisations/1281/assessments', { as: { ...sara, cookie } });
      expect(shown.json<{ id: string }[]>().map(({ id }) => id)).toEqual(['1281-2026', '1281-2025-2', '1281-2025']);
      expect((await again.answer({ ...sara, cookie }, '1281-2026', 'SL-01', { level: 3 }, 1)).statusCode).toBe(200);
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

  test('holds the pictures that lie as files, and is none without them', async () => {
    const pictures = join(folder, 'pictures');
    mkdirSync(pictures);
    await service.deps.db
      .insertInto('examples')
      .values({
        id: 'e1',
        slug: 'e1',
        organisation_code: '1281',
        origin: 'own',
        subject: 'SL-01',
        year: 2026,
        catalogue: '2.0',
        reasons: '[]',
        stage: 'draft',
        text: '{}',
        message: '',
        consented: null,
        consented_at: null,
        consented_by: null,
        shown: null,
        published_at: null,
        expires_at: null,
        told: 0,
        revision: 1,
        created_at: at.toISOString(),
        updated_at: at.toISOString(),
      } as never)
      .execute();
    const picture = {
      id: 'p1',
      example_id: 'e1',
      width: 1,
      height: 1,
      bytes: null,
      small: null,
      created_at: at.toISOString(),
    };
    await service.deps.db.insertInto('pictures').values(picture).execute();
    writeFileSync(join(pictures, 'p1-large.jpg'), Buffer.from([255, 216, 7]));
    writeFileSync(join(pictures, 'bild 1.jpg'), 'somebody else’s');
    await expect(backUp(service.deps.db, 'a.gz', pictures)).rejects.toThrow(/p1-small\.jpg går inte att läsa/);
    await expect(backUp(service.deps.db, 'a.gz')).rejects.toThrow(/PICTURE_FOLDER/);
    expect(readdirSync(folder)).not.toContain('a.gz');
    writeFileSync(join(pictures, 'p1-small.jpg'), 'liten');
    const file = await backUp(service.deps.db, 'a.gz', pictures);
    const target = await freshDatabase();
    await expect(restoreBackup(target.db, { file, pictureFolder: null })).rejects.toThrow(
      /bilder som filer.*PICTURE_FOLDER/,
    );
    await restoreBackup(target.db, { file, pictureFolder: join(folder, 'new') });
    await target.close();
    expect(readdirSync(join(folder, 'new'))).toEqual(['p1-large.jpg', 'p1-small.jpg']);
    expect(readFileSync(join(folder, 'new', 'p1-large.jpg'))).toEqual(Buffer.from([255, 216, 7]));
    // A drill needs no folder, and leaves none.
    const drill = await freshDatabase();
    await restoreBackup(drill.db, { file, pictureFolder: null, drill: true });
    await drill.close();
  });
});

test('mail that waited when the backup was made is not sent by itself after a restore', async () => {
  const mailing = {
    ...service.deps,
    config: { ...service.deps.config, mail: { url: 'smtp://127.0.0.1:9', from: 'a@b.se' } },
  };
  await queueMail(mailing, service.deps.db, [
    { kind: 'password-changed', key: 'k', to: { userId: sara.id }, params: { at: at.toISOString() } },
  ]);
  const file = await backUp(service.deps.db, 'a.gz');
  const target = await freshDatabase();
  await restoreBackup(target.db, { file, pictureFolder: null });
  expect(await target.db.selectFrom('mails').select(['state', 'problem']).execute()).toEqual([
    { state: 'unsure', problem: 'Väntade när säkerhetskopian gjordes.' },
  ]);
  await target.close();
});

describe('what is not a whole backup is refused, and nothing is changed', () => {
  const line = '["users",';
  const BROKEN: readonly (readonly [what: string, broken: (file: string) => string, reason: RegExp])[] = [
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
  ];

  // One database for all of them: making one takes longer than all that is tried.
  test(BROKEN.map(([what]) => what).join(', '), async () => {
    const whole = await backUp(service.deps.db, 'a.gz');
    const target = await freshDatabase();
    for (const [what, broken, reason] of BROKEN) {
      await expect(restoreBackup(target.db, { file: broken(whole), pictureFolder: null }), what).rejects.toThrow(
        reason,
      );
      const { n } = await target.db
        .selectFrom('organisations')
        .select((eb) => eb.fn.countAll().as('n'))
        .executeTakeFirstOrThrow();
      expect(Number(n), what).toBe(310);
    }
    await target.close();
  });

  test('a database that has accounts', async () => {
    const file = await backUp(service.deps.db, 'a.gz');
    await expect(restoreBackup(service.deps.db, { file, pictureFolder: null })).rejects.toThrow(/har redan konton/);
  });

  /** Changed, and with a sum that is right: as a program would that does not mean what ours does. */
  const resealed = (file: string, change: (text: string) => string) =>
    changed(file, (text) => {
      const body = change(text)
        .split('\n')
        .slice(0, -2)
        .map((each) => `${each}\n`)
        .join('');
      const { end } = JSON.parse(text.split('\n').at(-2) ?? '') as { end: End };
      const sha256 = createHash('sha256').update(body).digest('hex');
      return `${body}${JSON.stringify({ end: { ...end, sha256 } })}\n`;
    });

  test('a backup from a newer version of the service', async () => {
    const file = resealed(await backUp(service.deps.db, 'a.gz'), (text) =>
      text.replace(/"schema":"[^"]+"/, '"schema":"9999-later"'),
    );
    const target = openDatabase(':memory:');
    await expect(restoreBackup(target, { file, pictureFolder: null })).rejects.toThrow(
      /nyare version av tjänsten \(9999-later\)/,
    );
    await target.destroy();
  });

  test('rows that refer to what is not there: all of it is taken back', async () => {
    await work();
    const file = resealed(await backUp(service.deps.db, 'a.gz'), (text) =>
      text.replaceAll(`"user_id":"${sara.id}"`, '"user_id":"ingen"'),
    );
    const target = await freshDatabase();
    await expect(restoreBackup(target.db, { file, pictureFolder: null })).rejects.toThrow();
    expect(await target.db.selectFrom('users').select('id').execute()).toEqual([]);
    const { n } = await target.db
      .selectFrom('organisations')
      .select((eb) => eb.fn.countAll().as('n'))
      .executeTakeFirstOrThrow();
    expect(Number(n)).toBe(310);
    await target.close();
  });

  test('a database that has a log', async () => {
    const file = await backUp(service.deps.db, 'a.gz');
    const target = await freshDatabase();
    await logEvent({ ...service.deps, newId: () => 'e' }, target.db, {
      event: 'sign-in-failed',
      userId: null,
      organisationCode: null,
    });
    await expect(restoreBackup(target.db, { file, pictureFolder: null })).rejects.toThrow(/har redan en logg/);
    await target.close();
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
  expect(readdirSync(join(folder, 'daily'))).toHaveLength(1);
  // One that was stopped in the middle is taken over after two hours, and not before.
  const begun = (hours: number) => new Date(service.clock.now.getTime() - hours * 3_600_000).toISOString();
  for (const [hours, there] of [
    [1, false],
    [3, true],
  ] as const) {
    await db
      .updateTable('settings')
      .set({ value: begun(hours) })
      .where('name', 'like', 'backup:%')
      .execute();
    await backUpDaily(backups('again'));
    expect(existsSync(join(folder, 'again')), `${hours}`).toBe(there);
  }
  await db.destroy();
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
