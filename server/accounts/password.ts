import { hash, verify } from '@node-rs/argon2';

/** argon2id with the library's defaults: 19 MiB, two passes (OWASP Password Storage). */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** Compared when there is no such account, so that the answer takes as long as for a wrong password. */
const nobody = hash('nobody has this password');

export async function passwordMatches(password: string, stored: string | null | undefined): Promise<boolean> {
  const matches = await verify(stored ?? (await nobody), password);
  return matches && typeof stored === 'string';
}
