import { randomInt } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { hashOf, type Deps } from '../deps.ts';

/** Without signs that are read as one another. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const CODES = 8;

/** About 119 random bits, so that a plain hash keeps it (ASVS 5.0, V6.5). */
function newCode(): string {
  const group = () => Array.from({ length: 6 }, () => SIGNS[randomInt(SIGNS.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** As somebody may type it: spaces, capitals, without the strokes. */
const asKept = (code: string) => hashOf(code.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));

/** New codes for a person; those before stop working. Returned once, and kept as hashes. */
export async function makeCodes(trx: Kysely<Database>, userId: string): Promise<string[]> {
  const codes = Array.from({ length: CODES }, newCode);
  await trx.deleteFrom('recovery_codes').where('user_id', '=', userId).execute();
  await trx
    .insertInto('recovery_codes')
    .values(codes.map((code) => ({ code_hash: asKept(code), user_id: userId, used_at: null })))
    .execute();
  return codes;
}

/** Uses a code up. False when it is not the person's, or has been used. One statement, so that it works once. */
export async function useCode(
  trx: Kysely<Database>,
  { now }: Pick<Deps, 'now'>,
  userId: string,
  code: string,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('recovery_codes')
    .set({ used_at: now().toISOString() })
    .where('code_hash', '=', asKept(code))
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function codesLeft(db: Kysely<Database>, userId: string): Promise<number> {
  const rows = await db
    .selectFrom('recovery_codes')
    .select('code_hash')
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .execute();
  return rows.length;
}
