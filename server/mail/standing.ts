import { dayOf } from '../../criteria/day.ts';
import type { MailRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../http/problem.ts';
import type { MailStanding } from './contract.ts';
import { MAIL_KINDS, type MailKind } from './kinds.ts';

const WEEK = 7 * 86_400_000;
const SHOWN = 100;

/** What is said instead of more. */
const INSIDE = 'Mejl inom en organisation';
const ELSEWHERE = 'någon som en organisation har bjudit in';

async function count({ db }: Deps, state: MailRow['state'], since: string): Promise<number> {
  const { n } = await db
    .selectFrom('mails')
    .select((eb) => eb.fn.countAll().as('n'))
    .where('state', '=', state)
    .where('changed_at', '>=', since)
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** Who SKL itself has invited: their addresses are SKL's own. */
async function invitedBySkl({ db }: Deps): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('invitations')
    .innerJoin('users', 'users.id', 'invitations.created_by')
    .select(['invitations.id', 'purpose'])
    .where('users.role', '=', 'network_admin')
    .execute();
  return new Set(rows.map(({ id, purpose }) => `${purpose}:${id}`));
}

/**
 * What waits, what has been sent, and what has not come through: tried in vain, refused, or not known. Of an organisation's
 * own work no more than that a mail to it has stuck: neither what it is about nor when on the day.
 */
export async function mailStanding(deps: Deps): Promise<MailStanding> {
  const since = new Date(deps.now().getTime() - WEEK).toISOString();
  const rows = await deps.db
    .selectFrom('mails')
    .leftJoin('users', 'users.id', 'mails.user_id')
    .leftJoin('organisations', 'organisations.code', 'users.organisation_code')
    .select(['mails.id', 'key', 'mails.kind', 'address', 'state', 'problem', 'mails.created_at'])
    .select('organisations.name as organisation')
    .where((eb) =>
      eb.or([
        eb('state', 'in', ['failed', 'unsure']),
        eb.and([eb('state', '=', 'waiting'), eb('problem', 'is not', null)]),
      ]),
    )
    .orderBy('mails.created_at', 'desc')
    .limit(SHOWN)
    .execute();
  const ours = await invitedBySkl(deps);
  return {
    configured: deps.config.mail !== null,
    waiting: await count(deps, 'waiting', ''),
    sent: await count(deps, 'sent', since),
    troubled: rows.map(({ id, key, kind, address, state, problem, created_at, organisation }) => {
      const { name, inside } = MAIL_KINDS[kind as MailKind];
      return {
        id,
        name: inside ? INSIDE : name,
        to: (ours.has(key) ? address : null) ?? organisation ?? ELSEWHERE,
        state: state as 'waiting' | 'failed' | 'unsure',
        problem: problem ?? '',
        day: dayOf(new Date(created_at)),
      };
    }),
  };
}

/** How far some mails have come, by key. What is being sent counts as waiting, and what was skipped is left out. */
export async function mailStates(
  { db }: Deps,
  keys: readonly string[],
): Promise<ReadonlyMap<string, 'waiting' | 'sent' | 'failed' | 'unsure'>> {
  if (keys.length === 0) return new Map();
  const rows = await db.selectFrom('mails').select(['key', 'state']).where('key', 'in', keys).execute();
  return new Map(
    rows.flatMap(({ key, state }) =>
      state === 'skipped' ? [] : [[key, state === 'sending' || state === 'handing' ? 'waiting' : state]],
    ),
  );
}

/** Sends again what was refused, or may not have come through: somebody has decided that it may come twice. */
export async function sendAgain({ db, now }: Deps, id: string): Promise<void> {
  const at = now().toISOString();
  const { numUpdatedRows } = await db
    .updateTable('mails')
    .set({ state: 'waiting', tries: 0, send_after: at, changed_at: at })
    .where('id', '=', id)
    .where('state', 'in', ['failed', 'unsure', 'waiting'])
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw notFound('Mejlet');
}
