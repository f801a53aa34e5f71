import { hash, randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Catalogues } from '../criteria/catalogue/load.ts';
import type { Config } from './config.ts';
import type { Database } from './database/schema.ts';
import type { EditionRunner } from './editions/runner.ts';
import type { Signer } from './open/keys.ts';

/** What features need from the outside. Time, ids and tokens come in here, so that tests are exact. */
export interface Deps {
  readonly config: Config;
  readonly db: Kysely<Database>;
  readonly catalogues: Catalogues;
  /** Works out editions, where nobody waits for it. */
  readonly editions: EditionRunner;
  /** Signs what is published as verifiable. */
  readonly signer: Signer;
  readonly now: () => Date;
  readonly newId: () => string;
  /** 256 random bits, for links that let someone in. */
  readonly newToken: () => string;
  /** From 0 up to 1, impossible to foresee: which answers are exchanged in figures (criteria/comparison/exchange.ts). */
  readonly random: () => number;
}

/** Time, ids and tokens of the machine itself. A test that stands in one year says how many ms its clock is off. */
export const systemDeps = (clockOffset = 0) => ({
  now: () => new Date(Date.now() + clockOffset),
  newId: () => randomUUID(),
  newToken: () => randomBytes(32).toString('base64url'),
  random: () => randomInt(2 ** 47) / 2 ** 47,
});

/** How a secret from a link or cookie is stored: unreadable, yet findable. */
export function hashOf(secret: string): string {
  return hash('sha256', secret);
}
