import { hash as digest } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Kysely } from 'kysely';
import { atOneMoment } from '../database/snapshot.ts';
import type { Database, EventRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';

const sha256 = (text: string) => digest('sha256', text);

const LINKED = [
  'id',
  'at',
  'event',
  'user_id',
  'organisation_code',
  'assessment_id',
  'details',
  'seq',
  'details_hash',
  'hash',
] as const;

/** What an event tells when the person it named has been erased (privacy/erase.ts). The hash of what it told stays. */
export const ERASED = '{"erased":true}';

/** How many events are taken at a time. */
const CHUNK = 500;
/** An event that is put into the chain this long after one that was written later has been written afterwards. In ms. */
const LATE = 10 * 60_000;

/**
 * An event's hash: SHA-256 over its fields and the hash before it, as canonical JSON (RFC 8785). Of what it tells, by the
 * hash of that: the chain can be shown to somebody without showing what it tells.
 */
function linkOf(row: EventRow, seq: number, details_hash: string, previous: string): string {
  const { id, at, event, user_id, organisation_code, assessment_id } = row;
  return sha256(
    canonicalize({ previous, seq, id, at, event, user_id, organisation_code, assessment_id, details_hash }) ?? '',
  );
}

/**
 * Puts what has been logged since last time into the chain, in order of time. One process at a time; the transactions that
 * log do not wait for it. Returns how many.
 */
export function sealEvents({ db }: Pick<Deps, 'db'>): Promise<number> {
  return db.transaction().execute(async (trx) => {
    // Whoever comes second waits here.
    await trx.updateTable('event_chain').set({ id: 1 }).where('id', '=', 1).execute();
    const head = await trx.selectFrom('event_chain').select(['seq', 'hash']).executeTakeFirstOrThrow();
    const rows = await trx
      .selectFrom('events')
      .select(LINKED)
      .where('hash', 'is', null)
      .orderBy('at')
      .orderBy('id')
      .limit(CHUNK)
      .execute();
    let { seq, hash } = head;
    for (const row of rows) {
      seq += 1;
      const details_hash = sha256(row.details);
      hash = linkOf(row, seq, details_hash, hash);
      await trx.updateTable('events').set({ seq, details_hash, hash }).where('id', '=', row.id).execute();
    }
    await trx.updateTable('event_chain').set({ seq, hash }).where('id', '=', 1).execute();
    return rows.length;
  });
}

/** Seals until nothing is left: a log from before there was a chain can be long. */
export async function sealAll(deps: Pick<Deps, 'db'>): Promise<void> {
  while ((await sealEvents(deps)) === CHUNK);
}

export type Fault =
  | {
      readonly kind: 'changed' | 'inserted' | 'late' | 'erased';
      readonly seq: number;
      readonly at: string;
      readonly event: string;
    }
  /** After this number and before the next, or at the end. */
  | { readonly kind: 'removed'; readonly seq: number; readonly at: string };

/** Where the chain was, as somebody noted it earlier. */
export interface Known {
  readonly seq: number;
  readonly hash: string;
}

export interface Verified {
  readonly events: number;
  /** Logged within the last minute and not yet in the chain. */
  readonly unsealed: number;
  readonly head: Known;
  /** Events whose details were taken away with a person. */
  readonly erased: number;
  readonly faults: readonly Fault[];
}

/** The numbers of the events that an erasure emptied. */
function erasuresIn({ details }: EventRow): readonly number[] {
  const { events } = JSON.parse(details) as { events?: readonly number[] };
  return events ?? [];
}

async function* sealed(db: Kysely<Database>) {
  for (let after = 0; ;) {
    const rows = await db
      .selectFrom('events')
      .select(LINKED)
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(CHUNK)
      .execute();
    yield* rows;
    const last = rows.at(-1)?.seq;
    if (last === undefined || last === null) return;
    after = last;
  }
}

/**
 * Reads the whole log and says where it is not as it was written. `known` is a number and hash that somebody noted earlier:
 * then also a chain that has been made again from the beginning is found.
 */
export function verifyEvents(db: Kysely<Database>, known?: Known): Promise<Verified> {
  return atOneMoment(db, (trx) => verified(trx, known));
}

async function verified(db: Kysely<Database>, known?: Known): Promise<Verified> {
  const faults: Fault[] = [];
  let [expected, previous, lastAt, events] = [1, '', '', 0];
  const erased = new Map<number, EventRow>();
  const told = new Set<number>();
  for await (const row of sealed(db)) {
    const { at, event } = row;
    const seq = row.seq ?? 0;
    events += 1;
    if (seq !== expected) faults.push({ kind: 'removed', seq: expected, at: lastAt });
    const own = linkOf(row, seq, row.details_hash ?? '', previous);
    // After a gap the link to what is gone cannot be made: then only what the event tells is looked at.
    const isErased = row.details === ERASED;
    if (isErased) erased.set(seq, row);
    if (event === 'person-erased') for (const each of erasuresIn(row)) told.add(each);
    const isWhole = (isErased || sha256(row.details) === row.details_hash) && (seq !== expected || own === row.hash);
    if (!isWhole) faults.push({ kind: 'changed', seq, at, event });
    if (known?.seq === seq && known.hash !== row.hash) faults.push({ kind: 'inserted', seq, at, event });
    if (lastAt !== '' && Date.parse(lastAt) - Date.parse(at) > LATE) faults.push({ kind: 'late', seq, at, event });
    previous = row.hash ?? '';
    if (at > lastAt) lastAt = at;
    expected = seq + 1;
  }
  // The log itself says which events have been emptied, and when: another one has been emptied by somebody else.
  for (const [seq, { at, event }] of erased) if (!told.has(seq)) faults.push({ kind: 'erased', seq, at, event });
  const head = await db.selectFrom('event_chain').select(['seq', 'hash']).executeTakeFirstOrThrow();
  if (head.seq >= expected) faults.push({ kind: 'removed', seq: expected, at: lastAt });
  else if (head.seq < expected - 1 || head.hash !== previous)
    faults.push({ kind: 'inserted', seq: head.seq + 1, at: lastAt, event: '' });
  if (known && known.seq >= expected) faults.push({ kind: 'removed', seq: known.seq, at: lastAt });
  const { n } = await db
    .selectFrom('events')
    .select((eb) => eb.fn.countAll().as('n'))
    .where('hash', 'is', null)
    .executeTakeFirstOrThrow();
  return { events, unsealed: Number(n), head, erased: erased.size, faults };
}
