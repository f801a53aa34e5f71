import { Problem } from './problem.ts';

/** What PostgreSQL and the network say when the database is away, is going, or has not come yet (class 08, 57P0x, 53300). */
const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ETIMEDOUT',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08000',
  '08001',
  '08003',
  '08006',
  'SQLITE_BUSY',
  'SQLITE_IOERR',
]);
/** pg throws these without a code. */
const AWAY_IN_WORDS =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed/;

/** There is no room left where the database writes. */
const FULL = new Set(['SQLITE_FULL', '53100', 'ENOSPC', 'EDQUOT']);
/** It can be read and not written: its disk has been locked, or PostgreSQL is a copy that stands by. */
const READ_ONLY = new Set(['SQLITE_READONLY', 'EROFS', '25006']);
/** What it holds cannot be read: its file has been damaged. */
const DAMAGED = new Set(['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'XX001', 'XX002']);

function causesOf(error: unknown): readonly { code?: unknown; message?: unknown }[] {
  const causes: { code?: unknown; message?: unknown; cause?: unknown }[] = [];
  for (
    let each: unknown = error;
    typeof each === 'object' && each !== null && causes.length < 5;
    each = (each as { cause?: unknown }).cause
  ) {
    causes.push(each);
    if (each instanceof AggregateError) causes.push(...(each.errors as { code?: unknown }[]));
  }
  return causes;
}

/** SQLite tells more closely than is needed here, as in SQLITE_READONLY_DBMOVED and SQLITE_IOERR_WRITE. */
const plain = (code: string): string => /^SQLITE_[A-Z]+/.exec(code)?.[0] ?? code;

const hasCode = (error: unknown, codes: ReadonlySet<string>): boolean =>
  causesOf(error).some(({ code }) => typeof code === 'string' && codes.has(plain(code)));

/** Whether the database could not be reached: it may be back in a moment, and nothing of ours is wrong. */
function isAway(error: unknown): boolean {
  return (
    hasCode(error, AWAY) ||
    causesOf(error).some(({ message }) => typeof message === 'string' && AWAY_IN_WORDS.test(message))
  );
}

/** Whether the database can be read and not written, for want of room or of right. */
export const cannotWrite = (error: unknown): boolean => hasCode(error, FULL) || hasCode(error, READ_ONLY);

interface Trouble {
  readonly holds: (error: unknown) => boolean;
  readonly status: number;
  readonly code: string;
  readonly title: string;
  /** Seconds until it is worth trying again. */
  readonly retryAfter: number;
}

const TROUBLES: readonly Trouble[] = [
  {
    holds: (error) => hasCode(error, FULL),
    status: 507,
    code: 'storage-full',
    title: 'Det finns ingen plats kvar där tjänsten sparar. Inget är sparat. Hör av dig till den som driver tjänsten.',
    retryAfter: 60,
  },
  {
    holds: (error) => hasCode(error, READ_ONLY),
    status: 503,
    code: 'read-only',
    title: 'Tjänsten kan läsa men inte spara just nu. Inget är sparat. Hör av dig till den som driver tjänsten.',
    retryAfter: 60,
  },
  {
    holds: (error) => hasCode(error, DAMAGED),
    status: 503,
    code: 'database-damaged',
    title: 'Tjänstens databas är skadad och behöver lagas. Hör av dig till den som driver tjänsten.',
    retryAfter: 600,
  },
  {
    holds: isAway,
    status: 503,
    code: 'database-away',
    title: 'Tjänsten når inte sin databas just nu. Försök igen om en liten stund.',
    retryAfter: 5,
  },
];

/** What a person is told of trouble with the database; undefined for every other error. */
export function databaseProblem(error: unknown): Problem | undefined {
  const found = TROUBLES.find(({ holds }) => holds(error));
  return (
    found && new Problem(found.status, found.code, found.title, [], {}, { 'retry-after': String(found.retryAfter) })
  );
}
