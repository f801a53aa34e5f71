import { hash, verify } from '@node-rs/argon2';
import { networkOf } from './attempts.ts';
import { Gate } from './gate.ts';

/**
 * Two at a time leaves two of the process's four threads to everything else. A thousand wait for less than half a minute;
 * sixty from one address for about two seconds.
 */
const gate = new Gate(2, 1000, 60);

/** argon2id with the library's defaults: 19 MiB, two passes (OWASP Password Storage). */
export function hashPassword(password: string): Promise<string> {
  return gate.through(() => hash(password));
}

/** Compared when there is no such account, so that the answer takes as long as for a wrong password. */
const nobody = hash('nobody has this password');

async function matches(password: string, stored: string | null | undefined): Promise<boolean> {
  const same = await verify(stored ?? (await nobody), password);
  return same && typeof stored === 'string';
}

/**
 * Lets a password be tried, from an address. All of the trying goes through the gate, also what it asks of the database: whoever there is
 * no room for is turned away before anything has been written or worked out.
 */
export function tryPassword<T>(
  address: string,
  work: (matches: (password: string, stored: string | null | undefined) => Promise<boolean>) => Promise<T>,
): Promise<T> {
  return gate.through(() => work(matches), networkOf(address));
}
