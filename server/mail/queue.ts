import type { Kysely } from 'kysely';
import type { Database, MailRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import type { MailKind } from './kinds.ts';

/** What a letter is written from: ids and codes, never what somebody has answered. */
export type MailParams = Readonly<Record<string, string | number | readonly string[] | null>>;

export interface NewMail {
  readonly kind: MailKind;
  /** What it tells of: the same key is told once, however often and by whomever it is queued. */
  readonly key: string;
  readonly to: { readonly userId: string } | { readonly address: string };
  readonly params: MailParams;
  /** Waits this long, so that what happens meanwhile is told in the same mail. */
  readonly afterMinutes?: number;
}

/**
 * Queues mail in the transaction of what it tells about: told if that happened, and otherwise not. Nothing is queued where
 * the service has no mail server, so that nothing old is sent on the day it gets one. Resolves with how many are new.
 */
export async function queueMail(
  deps: Pick<Deps, 'config' | 'newId' | 'now'>,
  trx: Kysely<Database>,
  mails: readonly NewMail[],
): Promise<number> {
  let queued = 0;
  if (deps.config.mail === null) return queued;
  const now = deps.now();
  for (const { kind, key, to, params, afterMinutes = 0 } of mails) {
    const row: MailRow = {
      id: deps.newId(),
      key,
      kind,
      user_id: 'userId' in to ? to.userId : null,
      address: 'address' in to ? to.address : null,
      params: JSON.stringify(params),
      state: 'waiting',
      created_at: now.toISOString(),
      send_after: new Date(now.getTime() + afterMinutes * 60_000).toISOString(),
      tries: 0,
      changed_at: now.toISOString(),
      problem: null,
    };
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('mails')
      .values(row)
      .onConflict((c) => c.column('key').doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows === 1n) queued += 1;
  }
  return queued;
}
