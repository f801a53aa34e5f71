import type { Deps } from '../deps.ts';
import { erasePerson } from './erase.ts';

/** How long after a remark has been dealt with the address for an answer is kept. */
const MONTHS_OF_REPLY = 12;

function monthsAgo({ now }: Pick<Deps, 'now'>, months: number): string {
  const day = new Date(now());
  day.setMonth(day.getMonth() - months);
  return day.toISOString();
}

/**
 * Erases people whose accounts were closed long ago (CLOSED_ACCOUNT_MONTHS), links that nobody used, and addresses of those
 * who have remarked on a criterion and have had their answer. Returns how many people.
 */
export async function eraseLongClosed(deps: Deps): Promise<number> {
  const before = monthsAgo(deps, deps.config.closedAccountMonths);
  const people = await deps.db
    .selectFrom('users')
    .select('id')
    .where('disabled_at', '<', before)
    .where('erased_at', 'is', null)
    .execute();
  for (const { id } of people) {
    // Nobody has taken over what she offered: SKL does.
    await deps.db.updateTable('materials').set({ owner: 'network' }).where('owner', '=', `user:${id}`).execute();
    await erasePerson(deps, { id: null }, id);
  }
  const answered = monthsAgo(deps, MONTHS_OF_REPLY);
  await deps.db
    .deleteFrom('invitations')
    .where('used_at', 'is', null)
    .where('user_id', 'is', null)
    .where('expires_at', '<', answered)
    .execute();
  await deps.db
    .updateTable('feedback')
    .set({ reply_to: null })
    .where('handled_at', '<', answered)
    .where('reply_to', 'is not', null)
    .execute();
  return people.length;
}
