import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrateToLatest } from '../server/database/migrate.ts';
import { openDatabase } from '../server/database/open.ts';
import { startTrouble } from '../server/start-trouble.ts';

/** A wrong start says in plain Swedish what is wrong and what to do, and ends. */
let folder: string;
let taken: Server;
let port = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mr-kollen-start-'));
  writeFileSync(
    join(folder, 'junk.db'),
    'det här är ingen databas, bara text som är lång nog för att läsas som en sådan\n'.repeat(20),
  );
  writeFileSync(join(folder, 'bad.pem'), 'ingen nyckel');
  mkdirSync(join(folder, 'a-folder.db'));
  writeFileSync(join(folder, 'a-file'), '');
  const newer = openDatabase(join(folder, 'newer.db'));
  await migrateToLatest(newer);
  await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2030-01-01')`.execute(newer);
  await newer.destroy();
  taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  port = (taken.address() as { port: number }).port;
});
afterAll(() => {
  taken.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A database of its own for each process that gets as far. */
let made = 0;

interface Ended {
  readonly code: number;
  readonly said: string;
}

function start(
  environment: Readonly<Record<string, string>>,
  script = 'server/main.ts',
  ...args: string[]
): Promise<Ended> {
  const env = {
    PATH: process.env.PATH,
    PORT: '0',
    DATABASE_URL: join(folder, `good-${++made}.db`),
    LOG_LEVEL: 'silent',
    ...environment,
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { env, timeout: 25_000 }, (error, _out, said) => {
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, said: said.trim() });
    });
  });
}

const at = (name: string) => join(folder, name);
const WRONG: readonly (readonly [what: string, environment: () => Record<string, string>, says: RegExp])[] = [
  [
    'no database server',
    () => ({ DATABASE_URL: 'postgres://mr:hemligt@127.0.0.1:1/mr' }),
    /^Ingen databas svarar på 127\.0\.0\.1:1\/mr\. Kontrollera DATABASE_URL/,
  ],
  [
    'a host that does not exist',
    () => ({ DATABASE_URL: 'postgres://mr@finns-inte.invalid/mr' }),
    /^Databasens värd i finns-inte\.invalid:5432\/mr finns inte\./,
  ],
  [
    'a file that is no database',
    () => ({ DATABASE_URL: at('junk.db') }),
    /junk\.db är ingen SQLite-databas\. .*npm run restore/,
  ],
  [
    'a folder in place of the database',
    () => ({ DATABASE_URL: at('a-folder.db') }),
    /a-folder\.db går inte att öppna\./,
  ],
  [
    'a file in place of the folder',
    () => ({ DATABASE_URL: at('a-file/inside/x.db') }),
    /a-file.* går inte att läsa eller skriva/,
  ],
  [
    'a schema newer than the code',
    () => ({ DATABASE_URL: at('newer.db') }),
    /newer\.db är från en nyare version av tjänsten \(9999-later\)\./,
  ],
  [
    'another kind of database',
    () => ({ DATABASE_URL: 'mysql://localhost/mr' }),
    /DATABASE_URL: ska vara en sökväg till en SQLite-fil eller/,
  ],
  [
    'a key that is none',
    () => ({ SIGNING_KEY_FILE: at('bad.pem') }),
    /bad\.pem är ingen privat nyckel\. Lägg tillbaka den rätta/,
  ],
  [
    'a port in use',
    () => ({ PORT: String(port) }),
    /^Port \d+ används redan\. Välj en annan, till exempel PORT=\d+\.$/,
  ],
  [
    'a port for monitoring in use',
    () => ({ METRICS_PORT: String(port) }),
    /^Port \d+ används redan\. Välj en annan, till exempel METRICS_PORT=\d+\.$/,
  ],
  [
    'a file of sign-ins that is not there',
    () => ({ IDENTITY_FILE: at('borta.yaml') }),
    /borta\.yaml \(IDENTITY_FILE\):\n {2}Filen går inte att läsa/,
  ],
  ['a port that is none', () => ({ PORT: 'abc' }), /PORT: ska vara ett portnummer/],
  [
    'an address of another machine',
    () => ({ HOST: '192.0.2.1' }),
    /^192\.0\.2\.1 är ingen adress på den här datorn\. Kontrollera HOST/,
  ],
  ['mail without a sender', () => ({ SMTP_URL: 'smtp://localhost' }), /MAIL_FROM: behövs när SMTP_URL är satt\./],
  [
    'a mail server that is none',
    () => ({ SMTP_URL: 'mejl.example.se', MAIL_FROM: 'a@b.se' }),
    /SMTP_URL: ska börja med smtp:\/\/ eller smtps:\/\//,
  ],
];

describe('the service', () => {
  test.concurrent.each(WRONG)('%s', async (_what, environment, says) => {
    const { code, said } = await start(environment());
    expect(said).toMatch(says);
    expect(code).toBe(1);
    // No stack, no English line of a library's, and never a password.
    expect(said).not.toMatch(/\n\s+at |Error:|hemligt/);
  });
});

describe('a command', () => {
  test('reads key figures out of Kolada, every file or none', async () => {
    const file = (name: string, content: object) => {
      writeFileSync(join(folder, name), JSON.stringify(content));
      return join(folder, name);
    };
    const values = (kpi: string) => [
      { kpi, municipality: '1281', period: 2022, values: [{ gender: 'T', value: 84.2 }] },
    ];
    const good = file('good.json', { values: values('N05401'), next_url: null });
    const unknown = file('unknown.json', { values: values('N00001'), next_url: null });
    const half = file('half.json', { values: values('U01413'), next_url: 'https://api.kolada.se/v3/?page=2' });
    const run = (...paths: string[]) => start({ DATABASE_URL: at('kolada.db') }, 'server/commands/kolada.ts', ...paths);
    expect(await run(good)).toEqual({ code: 0, said: '' });
    expect(await run(good, unknown, half)).toEqual({
      code: 1,
      said: `${unknown}: N00001 finns inte i criteria/reference/kolada.yaml.\nAlla sidor av U01413 är inte med. Hämta också den sida som next_url i filen anger, tills det inte finns någon, och läs in alla på en gång.\nInget är inläst.`,
    });
  });

  test.concurrent.each([
    ['backup without a folder', 'server/commands/backup.ts', [], {}, /^Ange en mapp: BACKUP_FOLDER/],
    [
      'backup of nothing',
      'server/commands/backup.ts',
      ['--to', '/tmp'],
      {},
      /good\.db finns inte\. Kontrollera DATABASE_URL/,
    ],
    ['restore without a file', 'server/commands/restore.ts', [], {}, /^Ange filen/],
    [
      'key figures from a file that is not there',
      'server/commands/kolada.ts',
      ['/none/N05401.json'],
      {},
      /^Filen \/none\/N05401\.json finns inte\. Inget är inläst\./,
    ],
    [
      'verifying with half a sum',
      'server/commands/verify-audit.ts',
      ['--known', '7:abc'],
      {},
      /^--known ska vara ett nummer, kolon och en kontrollsumma/,
    ],
  ] as const)('%s', async (_what, script, args, environment, says) => {
    const { code, said } = await start({ DATABASE_URL: at('none/good.db'), ...environment }, script, ...args);
    expect(said).toMatch(says);
    expect(code).toBe(1);
  });
});

describe('what PostgreSQL and the disk say', () => {
  const named = {
    databaseUrl: 'postgres://mr:hemligt@db.example.se/mr',
    signingKeyFile: 'k.pem',
    host: '127.0.0.1',
    port: 3000,
  };
  test.each([
    ['28P01', 'PostgreSQL på db.example.se:5432/mr godtar inte användaren eller lösenordet. Kontrollera DATABASE_URL.'],
    ['3D000', 'Databasen på db.example.se:5432/mr finns inte. Skapa den i PostgreSQL, eller kontrollera DATABASE_URL.'],
    ['42501', 'Användaren får inte ändra i databasen på db.example.se:5432/mr. Ge den rätt att skapa tabeller.'],
    [
      '53300',
      'PostgreSQL på db.example.se:5432/mr har inga lediga anslutningar. Höj max_connections, eller stoppa något annat.',
    ],
    ['ENOSPC', 'Disken är full där databasen db.example.se:5432/mr ligger. Frigör plats, och starta sedan om.'],
  ])('%s', (code, says) => {
    expect(startTrouble(Object.assign(new Error('x'), { code }), named)).toBe(says);
  });

  test.each([
    ['SQLITE_CORRUPT_INDEX', /^Databasen a\.db är skadad\. Lägg tillbaka en säkerhetskopia/],
    ['SQLITE_READONLY_DBMOVED', /^Databasen a\.db går bara att läsa\./],
    ['SQLITE_FULL', /^Disken är full/],
  ])('%s', (code, says) => {
    expect(startTrouble(Object.assign(new Error('x'), { code }), { ...named, databaseUrl: 'a.db' })).toMatch(says);
  });

  test('a key that may not be read is not called a bad one', () => {
    const error = Object.assign(new Error("EACCES: permission denied, open './k.pem'"), {
      code: 'EACCES',
      path: './k.pem',
      syscall: 'open',
    });
    expect(startTrouble(error, named)).toMatch(/^\.\/k\.pem går inte att läsa eller skriva/);
  });

  test('what is not known is said as it came', () => {
    expect(startTrouble(new Error('något nytt'), named)).toBe('något nytt');
  });
});
