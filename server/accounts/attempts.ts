import ipaddr from 'ipaddr.js';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { hashOf, type Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';

/**
 * How often passwords may be tried (OWASP Authentication, ASVS 5.0 V6.3). Counted in the database, so that the form, the
 * API and every process share one count: per account, however its address is spelled and from wherever it is tried, and
 * per address, over however many accounts. Only what fails is counted; a workplace behind one address signs in freely.
 */
export const ATTEMPTS = { perAccount: 10, perAddress: 50, minutes: 10 } as const;

type Db = Kysely<Database>;

/** A home or a workplace has all addresses that begin alike in IPv6 (RFC 6177): they count as one. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed.kind() === 'ipv6' ? parsed.toNormalizedString().split(':').slice(0, 4).join(':') : parsed.toString();
}

const accountKey = (email: string) => hashOf(`account ${email}`);
const addressKey = (address: string) => hashOf(`address ${networkOf(address)}`);

/** Counts one more and returns how many there are in the running ten minutes, and when they end. One statement. */
async function count(db: Db, key: string, now: Date): Promise<{ failures: number; until: string }> {
  const at = now.toISOString();
  const until = new Date(now.getTime() + ATTEMPTS.minutes * 60_000).toISOString();
  return db
    .insertInto('sign_in_attempts')
    .values({ key, failures: 1, until })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        failures: sql<number>`case when sign_in_attempts.until <= ${at} then 1 else sign_in_attempts.failures + 1 end`,
        until: sql<string>`case when sign_in_attempts.until <= ${at} then ${until} else sign_in_attempts.until end`,
      }),
    )
    .returning(['failures', 'until'])
    .executeTakeFirstOrThrow();
}

function tooMany(now: Date, until: string): Problem {
  const seconds = Math.max(1, Math.ceil((new Date(until).getTime() - now.getTime()) / 1000));
  const minutes = Math.ceil(seconds / 60);
  return new Problem(
    429,
    'too-many',
    `För många försök. Vänta ${minutes === 1 ? 'en minut' : `${minutes} minuter`} och försök igen.`,
    [],
    {},
    { 'retry-after': String(seconds) },
  );
}

async function failuresFrom(db: Db, key: string, now: Date): Promise<{ failures: number; until: string } | undefined> {
  return db
    .selectFrom('sign_in_attempts')
    .select(['failures', 'until'])
    .where('key', '=', key)
    .where('until', '>', now.toISOString())
    .executeTakeFirst();
}

/**
 * Lets one password be tried, or throws 429. The account's count is taken before the password is looked at, so that a
 * hundred tries at once are not all let through; `attempt` says afterwards how it went.
 */
export async function beginAttempt(
  deps: Pick<Deps, 'db' | 'now'>,
  email: string,
  address: string,
): Promise<{ readonly succeeded: () => Promise<void>; readonly failed: () => Promise<void> }> {
  const now = deps.now();
  const fromHere = await failuresFrom(deps.db, addressKey(address), now);
  if (fromHere && fromHere.failures >= ATTEMPTS.perAddress) throw tooMany(now, fromHere.until);
  const account = await count(deps.db, accountKey(email), now);
  if (account.failures > ATTEMPTS.perAccount) throw tooMany(now, account.until);
  return {
    succeeded: async () => {
      await deps.db.deleteFrom('sign_in_attempts').where('key', '=', accountKey(email)).execute();
    },
    failed: async () => {
      await count(deps.db, addressKey(address), now);
    },
  };
}

/** Forgets the counts whose time is over (server/duties.ts asks). */
export async function forgetAttempts(deps: Pick<Deps, 'db' | 'now'>): Promise<void> {
  await deps.db.deleteFrom('sign_in_attempts').where('until', '<=', deps.now().toISOString()).execute();
}
