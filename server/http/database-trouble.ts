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
]);
/** pg throws these without a code. */
const AWAY_IN_WORDS =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed/;

const FULL = new Set(['SQLITE_FULL', '53100', 'ENOSPC', 'EDQUOT']);

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

/** Whether the database could not be reached: it may be back in a moment, and nothing of ours is wrong. */
export function isAway(error: unknown): boolean {
  return causesOf(error).some(
    ({ code, message }) =>
      (typeof code === 'string' && AWAY.has(code)) || (typeof message === 'string' && AWAY_IN_WORDS.test(message)),
  );
}

/** Whether there is no room left where the database writes. */
export function isFull(error: unknown): boolean {
  return causesOf(error).some(({ code }) => typeof code === 'string' && FULL.has(code));
}

/** What a person is told of trouble with the database; undefined for every other error. */
export function databaseProblem(error: unknown): Problem | undefined {
  if (isFull(error))
    return new Problem(
      507,
      'storage-full',
      'Det finns ingen plats kvar där tjänsten sparar. Inget är sparat. Hör av dig till den som driver tjänsten.',
      [],
      {},
      { 'retry-after': '60' },
    );
  if (isAway(error))
    return new Problem(
      503,
      'database-away',
      'Tjänsten når inte sin databas just nu. Försök igen om en liten stund.',
      [],
      {},
      { 'retry-after': '5' },
    );
  return undefined;
}
