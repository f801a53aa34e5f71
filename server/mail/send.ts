import type { MailRow, MailState, UserRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { MAIL_KINDS, type MailKind } from './kinds.ts';
import { asHtml, asText, type Letter } from './letter.ts';
import type { MailParams } from './queue.ts';
import { deliver } from './smtp.ts';

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

async function move(
  { db, now }: Deps,
  id: string,
  from: MailState,
  state: MailState,
  change: Partial<Pick<MailRow, 'tries' | 'send_after' | 'problem'>> = {},
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

/** Null when the person has no account to tell any more, or does not want this kind. */
async function receiverOf({ db }: Deps, { user_id, address, kind }: MailRow): Promise<Receiver | null> {
  if (user_id === null) return address === null ? null : { address, user: null };
  const user = await db.selectFrom('users').selectAll().where('id', '=', user_id).executeTakeFirst();
  if (!user || user.disabled_at !== null) return null;
  const refused = await db
    .selectFrom('mail_refusals')
    .select('kind')
    .where('user_id', '=', user_id)
    .where('kind', '=', kind)
    .executeTakeFirst();
  return refused ? null : { address: user.email, user };
}

async function sendOne(deps: Deps, mail: NonNullable<Deps['config']['mail']>, row: MailRow, letters: Letters) {
  const kind = row.kind as MailKind;
  const to = await receiverOf(deps, row);
  const letter = to && (await letters[kind](deps, JSON.parse(row.params) as MailParams, to));
  if (!to || !letter) return move(deps, row.id, 'sending', 'skipped');
  const { operatorName, publicUrl } = deps.config;
  const frame = { operatorName, choicesUrl: MAIL_KINDS[kind].optional ? `${publicUrl}/konto#mejl` : null };
  const { subject } = letter;
  const outgoing = {
    id: row.id,
    from: mail.from,
    to: to.address,
    subject,
    text: asText(letter, frame),
    html: asHtml(letter, frame),
  };
  let state: MailState = 'sending';
  const result = await deliver(mail.url, outgoing, async () => {
    await move(deps, row.id, 'sending', 'handing');
    state = 'handing';
  });
  switch (result.outcome) {
    case 'sent':
      return move(deps, row.id, state, 'sent', { problem: null });
    case 'unsure':
      return move(deps, row.id, state, 'unsure', { problem: result.problem });
    case 'refused':
      return move(deps, row.id, state, 'failed', { problem: result.problem });
    case 'later': {
      const wait = WAITS[row.tries];
      if (wait === undefined) return move(deps, row.id, state, 'failed', { problem: result.problem });
      const send_after = new Date(deps.now().getTime() + wait * MINUTE).toISOString();
      return move(deps, row.id, state, 'waiting', { send_after, tries: row.tries + 1, problem: result.problem });
    }
  }
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
      if (!(await move(deps, row.id, 'waiting', 'sending'))) continue;
      inHand += 1;
      await sendOne(deps, mail, row, letters);
    }
  }
}
