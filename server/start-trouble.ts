import type { Config } from './config.ts';

/** The parts of the settings that a message names. */
type Named = Pick<Config, 'databaseUrl' | 'signingKeyFile' | 'host' | 'port'> & Partial<Pick<Config, 'metrics'>>;

interface Coded {
  readonly code?: unknown;
  readonly message: string;
  readonly syscall?: unknown;
  /** Of the address that could not be listened at. */
  readonly port?: number;
  readonly path?: unknown;
  readonly cause?: unknown;
}

/** Where the database is, without its password. */
function place(url: string): string {
  if (!url.includes('://')) return url;
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname === '' ? '127.0.0.1' : hostname}:${port === '' ? '5432' : port}${pathname}`;
  } catch {
    return 'adressen i DATABASE_URL';
  }
}

const RESTORE = 'Lägg tillbaka en säkerhetskopia i en ny fil (npm run restore), eller ange en annan i DATABASE_URL.';

/** What the database itself says, by SQLite's and PostgreSQL's own codes. */
const DATABASE: Readonly<Record<string, (where: string) => string>> = {
  SQLITE_NOTADB: (where) => `${where} är ingen SQLite-databas. ${RESTORE}`,
  SQLITE_CORRUPT: (where) => `Databasen ${where} är skadad. ${RESTORE}`,
  SQLITE_CANTOPEN: (where) =>
    `Databasen ${where} går inte att öppna. Kontrollera sökvägen i DATABASE_URL, och att tjänsten får läsa och skriva där.`,
  SQLITE_READONLY: (where) =>
    `Databasen ${where} går bara att läsa. Ge tjänsten rätt att skriva i filen och i dess mapp.`,
  SQLITE_BUSY: (where) => `Databasen ${where} är upptagen av en annan process. Stoppa den, och starta sedan om.`,
  SQLITE_FULL: (where) => `Disken är full där databasen ${where} ligger. Frigör plats, och starta sedan om.`,
  ECONNREFUSED: (where) => `Ingen databas svarar på ${where}. Kontrollera DATABASE_URL, och att PostgreSQL är igång.`,
  ENOTFOUND: (where) => `Databasens värd i ${where} finns inte. Kontrollera DATABASE_URL.`,
  ETIMEDOUT: (where) => `Databasen på ${where} svarar inte. Kontrollera DATABASE_URL, nätet och brandväggen.`,
  '28P01': (where) => `PostgreSQL på ${where} godtar inte användaren eller lösenordet. Kontrollera DATABASE_URL.`,
  '28000': (where) => `PostgreSQL på ${where} släpper inte in användaren. Kontrollera DATABASE_URL och pg_hba.conf.`,
  '3D000': (where) => `Databasen på ${where} finns inte. Skapa den i PostgreSQL, eller kontrollera DATABASE_URL.`,
  '42501': (where) => `Användaren får inte ändra i databasen på ${where}. Ge den rätt att skapa tabeller.`,
  '57P03': (where) => `PostgreSQL på ${where} håller på att starta. Försök igen om en stund.`,
  '53300': (where) =>
    `PostgreSQL på ${where} har inga lediga anslutningar. Höj max_connections, eller stoppa något annat.`,
  ENOSPC: (where) => `Disken är full där databasen ${where} ligger. Frigör plats, och starta sedan om.`,
};

/** What the port says when the service begins to listen. */
const LISTENING: Readonly<Record<string, (named: Named) => string>> = {
  EADDRINUSE: ({ port, metrics }) =>
    `Port ${port} används redan. Välj en annan, till exempel ${metrics?.port === port ? 'METRICS_PORT' : 'PORT'}=${port + 1}.`,
  EADDRNOTAVAIL: ({ host }) => `${host} är ingen adress på den här datorn. Kontrollera HOST, till exempel 127.0.0.1.`,
  EACCES: ({ port }) => `Tjänsten får inte använda port ${port}. Välj en över 1023, och låt en proxy stå framför.`,
  ENOTFOUND: ({ host }) => `${host} är ingen adress. Kontrollera HOST, till exempel 127.0.0.1.`,
};

const FILES = new Set(['EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'EISDIR', 'EROFS']);

/** A wrong start in plain Swedish, with what to do. What it does not know of is said as it came. */
export function startTrouble(error: unknown, named: Named): string {
  if (!(error instanceof Error)) return String(error);
  const { code: given, syscall, path, message, port: taken } = error as Coded;
  // Several addresses of one host are tried, and each has failed.
  const first = error instanceof AggregateError ? (error.errors[0] as Coded | undefined)?.code : undefined;
  const code = typeof (given ?? first) === 'string' ? String(given ?? first) : '';
  const where = place(named.databaseUrl);
  if (syscall === 'listen' || (syscall === 'getaddrinfo' && !named.databaseUrl.includes('://')))
    return LISTENING[code]?.({ ...named, port: taken ?? named.port }) ?? message;
  const missing = /previously executed migration (\S+) is missing/.exec(message)?.[1];
  if (missing !== undefined)
    return `Databasen ${where} är från en nyare version av tjänsten (${missing}). Installera den versionen, eller lägg tillbaka en säkerhetskopia från den här.`;
  const database = DATABASE[code] ?? DATABASE[code.split('_').slice(0, 2).join('_')];
  if (database) return database(where);
  if (FILES.has(code) && typeof path === 'string')
    return `${path} går inte att läsa eller skriva (${code}). Kontrollera sökvägen, och att tjänsten har rätt till den.`;
  if (code.startsWith('ERR_OSSL') || /DECODER|asn1/.test(message))
    return `${named.signingKeyFile} är ingen privat nyckel. Lägg tillbaka den rätta från er kopia. Tar ni bort filen skapas en ny, och det som redan är undertecknat kan inte längre kontrolleras mot tjänstens nyckel.`;
  return message;
}
