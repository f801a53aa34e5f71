import type { MailRow, MailState, UserRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { MAIL_KINDS, type MailKind } from './kinds.ts';
import { asHtml, asText, type Letter } from './letter.ts';
import type { MailParams } from './queue.ts';
import { deliver, type Outgoing } from './smtp.ts';

/** Who a mail goes to. */
export interface Receiver {
  readonly address: string;
  /** Null for whoever has no account yet. */
  readonly user: UserRow | null;
}

/** Writes what a mail says, as it is when it is sent. Null when there is nothing to say any more. */
export type Composer = (deps: Deps, params: MailParams, to: Receiver) => Promise<Letter | null>;

/** A composer for every kind. */
export type Letters = Readonly<Record<MailKind, Composer>>;

const MINUTE = 60_000;
/** How long to wait after each try that did not get through, in minutes. After the last, the mail has failed: two days. */
const WAITS = [1, 5, 15, 60, 240, 720, 1440];
/** A process that has had a mail in hand for this long has stopped. */
const STOPPED_AFTER = 10 * MINUTE;
const AT_A_TIME = 50;
/** When the server takes nobody's mail: how long until it is asked again, in minutes, and for how long in all, in ms. */
const WHEN_AWAY = 5;
const GIVEN_UP_AFTER = 48 * 60 * MINUTE;

async function move(
  { db, now }: Deps,
  id: string,
  from: MailState,
  state: MailState,
  change: Partial<Pick<MailRow, 'tries' | 'send_after' | 'problem' | 'key'>> = {},
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('mails')
    .set({ state, changed_at: now().toISOString(), ...change })
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** What a process that was stopped had in hand: not yet given to the server is sent again, the rest nobody knows. */
async function takeOver({ db, now }: Deps): Promise<void> {
  const stopped = new Date(now().getTime() - STOPPED_AFTER).toISOString();
  const at = now().toISOString();
  await db
    .updateTable('mails')
    .set({ state: 'waiting', changed_at: at })
    .where('state', '=', 'sending')
    .where('changed_at', '<', stopped)
    .execute();
  await db
    .updateTable('mails')
    .set({ state: 'unsure', changed_at: at, problem: 'Tjänsten stannade medan mejlet lämnades över.' })
    .where('state', '=', 'handing')
    .where('changed_at', '<', stopped)
    .execute();
}

/** After this many days nobody asks any more what was told, and no reminder could come again. */
const REMEMBERED = 400;

/** Forgets that mail was sent, long after. */
export async function forgetMails({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  const before = new Date(now().getTime() - REMEMBERED * 1440 * MINUTE).toISOString();
  await db.deleteFrom('mails').where('state', '!=', 'waiting').where('changed_at', '<', before).execute();
}

/** Null when the person has no account to tell any more, or does not want this kind. */
async function receiverOf({ db }: Deps, { user_id, address, kind }: MailRow): Promise<Receiver | null> {
  if (user_id === null) return address === null ? null : { address, user: null };
  const user = await db.selectFrom('users').selectAll().where('id', '=', user_id).executeTakeFirst();
  if (!user || user.disabled_at !== null) return null;
  if (!MAIL_KINDS[kind as MailKind].to.includes(user.role)) return null;
  const refused = await db
    .selectFrom('mail_refusals')
    .select('kind')
    .where('user_id', '=', user_id)
    .where('kind', '=', kind)
    .executeTakeFirst();
  return refused ? null : { address: user.email, user };
}

/** Gives one mail that is in hand to the server. False when the server takes nobody's mail now. */
async function sendOne(deps: Deps, url: string, row: MailRow, outgoing: Outgoing): Promise<boolean> {
  let state: MailState = 'sending';
  const result = await deliver(url, outgoing, async () => {
    // Another process has taken it over: this one has been still for too long, and must not send.
    if (!(await move(deps, row.id, 'sending', 'handing'))) throw new Error('taken over');
    state = 'handing';
  });
  const now = deps.now().getTime();
  const wait = (minutes: number) => new Date(now + minutes * MINUTE).toISOString();
  if (result.outcome === 'sent') await move(deps, row.id, state, 'sent', { problem: null });
  else if (result.outcome === 'unsure' || result.outcome === 'refused')
    await move(deps, row.id, state, result.outcome === 'unsure' ? 'unsure' : 'failed', { problem: result.problem });
  else if (result.outcome === 'later') await tryLater(deps, row, state, result.problem);
  else {
    // Not this mail's fault: it costs none of its tries, but is not news for ever.
    const tooLate = now - Date.parse(row.created_at) > GIVEN_UP_AFTER;
    const change = { problem: result.problem, send_after: wait(WHEN_AWAY) };
    await move(deps, row.id, state, tooLate ? 'failed' : 'waiting', change);
    return false;
  }
  return true;
}

async function tryLater(deps: Deps, row: MailRow, state: MailState, problem: string): Promise<void> {
  const wait = WAITS[row.tries];
  if (wait === undefined) await move(deps, row.id, state, 'failed', { problem });
  else {
    const send_after = new Date(deps.now().getTime() + wait * MINUTE).toISOString();
    await move(deps, row.id, state, 'waiting', { send_after, tries: row.tries + 1, problem });
  }
}

/** What to send, written now; null when there is nothing to say, or nobody who wants to hear it. */
async function compose(deps: Deps, row: MailRow, letters: Letters, from: string): Promise<Outgoing | null> {
  const kind = row.kind as MailKind;
  const to = await receiverOf(deps, row);
  const letter = to && (await letters[kind](deps, JSON.parse(row.params) as MailParams, to));
  if (!to || !letter) return null;
  const { operatorName, publicUrl } = deps.config;
  const frame = { operatorName, choicesUrl: MAIL_KINDS[kind].optional ? `${publicUrl}/konto#mejl` : null };
  return {
    id: row.id,
    from,
    to: to.address,
    subject: letter.subject,
    text: asText(letter, frame),
    html: asHtml(letter, frame),
  };
}

/**
 * Sends what is due, each mail by one process and at most once (README, "Mejl"). Resolves with how many were in hand. Any
 * number of processes may do it at the same time.
 */
export async function sendDue(deps: Deps, letters: Letters): Promise<number> {
  const { mail } = deps.config;
  if (mail === null) return 0;
  await takeOver(deps);
  let inHand = 0;
  for (;;) {
    const due = await deps.db
      .selectFrom('mails')
      .selectAll()
      .where('state', '=', 'waiting')
      .where('send_after', '<=', deps.now().toISOString())
      .orderBy('send_after')
      .limit(AT_A_TIME)
      .execute();
    if (due.length === 0) return inHand;
    for (const row of due) {
      // What happens from now on is told in another mail.
      const gathers = MAIL_KINDS[row.kind as MailKind].gathers && !row.key.endsWith(row.id);
      const key = gathers ? { key: `${row.key}:${row.id}` } : {};
      if (!(await move(deps, row.id, 'waiting', 'sending', key))) continue;
      inHand += 1;
      try {
        const outgoing = await compose(deps, row, letters, mail.from);
        if (outgoing === null) await move(deps, row.id, 'sending', 'skipped');
        else if (!(await sendOne(deps, mail.url, row, outgoing))) return inHand;
      } catch (error) {
        // One that cannot be written stops none of the others.
        await tryLater(deps, row, 'sending', error instanceof Error ? error.message : String(error));
      }
    }
  }
}
