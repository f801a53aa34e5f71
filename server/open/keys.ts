import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

/** What results are signed with: the installation's Ed25519 key (RFC 8032). */
export interface Signer {
  /** The key's name: its JWK thumbprint (RFC 7638). */
  readonly kid: string;
  /** The 32 public bytes, base64url. */
  readonly publicKey: string;
  /** The signature of some bytes, base64url. The same bytes always give the same signature. */
  readonly sign: (bytes: Buffer) => string;
}

function thumbprint(x: string): string {
  return createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url');
}

export function signerOf(privateKey: KeyObject): Signer {
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return { kid: thumbprint(x), publicKey: x, sign: (bytes) => sign(null, bytes, privateKey).toString('base64url') };
}

/** A key that lives as long as the process: for the demo and for tests. */
export function temporarySigner(): Signer {
  return signerOf(generateKeyPairSync('ed25519').privateKey);
}

function writeKey(file: string): void {
  const { privateKey } = generateKeyPairSync('ed25519');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' });
}

/** Only the process's own user may read the key; one that is mounted for reading only is as its operator has made it. */
function keepPrivate(file: string): void {
  try {
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
  } catch (error) {
    if (!['EROFS', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

/** The key in a file, which is made the first time. */
export function signerFromFile(file: string): Signer {
  if (!existsSync(file)) writeKey(file);
  keepPrivate(file);
  return signerOf(createPrivateKey(readFileSync(file)));
}

/** Puts a new key in the file and the old one beside it. Returns both; null when there was none before. */
export function rotateKeyFile(file: string): { readonly signer: Signer; readonly replaced: Signer | null } {
  const replaced = existsSync(file) ? signerFromFile(file) : null;
  if (replaced) renameSync(file, `${file}.${replaced.kid.slice(0, 12)}`);
  return { signer: signerFromFile(file), replaced };
}

/**
 * Remembers the public half for as long as there is anything to verify. Several processes may each sign with their own
 * key: none retires another's. A key is retired when it is replaced (`retireKey`).
 */
export async function rememberKey(
  { db, now }: { readonly db: Kysely<Database>; readonly now: () => Date },
  { kid, publicKey }: Signer,
): Promise<void> {
  await db
    .insertInto('signing_keys')
    .values({ kid, public_key: publicKey, created_at: now().toISOString(), retired_at: null })
    .onConflict((conflict) => conflict.column('kid').doUpdateSet({ retired_at: null }))
    .execute();
}

/** Says that a key signs nothing more. What it has signed can still be verified. */
export async function retireKey(
  { db, now }: { readonly db: Kysely<Database>; readonly now: () => Date },
  kid: string,
): Promise<void> {
  await db
    .updateTable('signing_keys')
    .set({ retired_at: now().toISOString() })
    .where('kid', '=', kid)
    .where('retired_at', 'is', null)
    .execute();
}

/** Whether a signature (base64url) is of these bytes by the key with this public half (base64url). */
export function isSignedBy(publicKey: string, bytes: Buffer, signature: string): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  return verify(null, bytes, key, Buffer.from(signature, 'base64url'));
}
