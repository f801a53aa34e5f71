import { daysBetween } from '../../criteria/day.ts';
import { withState } from '../assessments/handout-queries.ts';
import { answersOf } from '../assessments/queries.ts';
import type { Deps } from '../deps.ts';
import { queueMail, type NewMail } from '../mail/queue.ts';
import { statusOfRound } from '../memberships/status.ts';
import { allRounds } from '../rounds/queries.ts';
import { stateOf } from '../rounds/rounds.ts';
import { today } from '../today.ts';
import { coordinatorIds } from './receivers.ts';
import { waitingIn } from './waiting.ts';

/** Days before. Each reminder is told once, whichever of these days the service happens to be running. */
const BEFORE_DUE = 3;
const BEFORE_CLOSE = [14, 3];
const BEFORE_EXPIRY = 30;
/** An edition older than this is no news. In days. */
const NEWS = 7;

/** Colleagues who have something left to do by a day that is near. */
async function dueSoon(deps: Deps, day: string): Promise<NewMail[]> {
  const rows = await deps.db
    .selectFrom('handouts')
    .innerJoin('assessments', 'assessments.id', 'assessment_id')
    .selectAll('handouts')
    .where('assessments.state', '=', 'draft')
    .where('due', '>=', day)
    .execute();
  const near = rows.filter(({ due }) => due !== null && daysBetween(day, due) <= BEFORE_DUE);
  const mails: NewMail[] = [];
  for (const [id, mine] of Map.groupBy(near, ({ assessment_id }) => assessment_id)) {
    for (const { user_id: userId, due, waitsFor } of withState(mine, await answersOf(deps.db, id))) {
      if (due === null || waitsFor !== 'colleague') continue;
      mails.push({ kind: 'due-soon', key: `due-soon:${id}:${userId}:${due}`, to: { userId }, params: { id, due } });
    }
  }
  return mails;
}

/** Coordinators of members that have not sent anything to a round that closes soon. */
async function roundClosing(deps: Deps, day: string): Promise<NewMail[]> {
  const mails: NewMail[] = [];
  for (const round of await allRounds(deps.db)) {
    if (stateOf(round, day) !== 'open') continue;
    const left = daysBetween(day, round.closes);
    const step = BEFORE_CLOSE.toSorted((a, b) => a - b).find((days) => left <= days);
    if (step === undefined) continue;
    const { year } = round;
    const waiting = await waitingIn(deps, year);
    for (const { organisation, userId } of await coordinatorIds(
      deps.db,
      waiting.map(({ code }) => code),
    ))
      mails.push({
        kind: 'round-closing',
        key: `round-closing:${year}:${step}:${userId}`,
        to: { userId },
        params: { year, organisation },
      });
  }
  return mails;
}

/** Those who compare themselves, when new figures can be read. What follows because somebody shares less is no news. */
async function editions(deps: Deps): Promise<NewMail[]> {
  const since = new Date(deps.now().getTime() - NEWS * 86_400_000).toISOString();
  const rows = await deps.db
    .selectFrom('editions')
    .select(['year', 'number'])
    .where('reason', 'in', ['closed', 'early', 'renewed'])
    .where('computed_at', '>=', since)
    .execute();
  const mails: NewMail[] = [];
  for (const { year, number } of rows) {
    const members = (await statusOfRound(deps, year)).filter(({ status }) => status === 'submitted');
    for (const { userId } of await coordinatorIds(
      deps.db,
      members.map(({ code }) => code),
      ['coordinator', 'decision_maker'],
    ))
      mails.push({
        kind: 'edition',
        key: `edition:${year}:${number}:${userId}`,
        to: { userId },
        params: { year, number },
      });
  }
  return mails;
}

/** Coordinators of organisations with an example that is shown for a month more at most. */
async function examplesExpiring(deps: Deps): Promise<NewMail[]> {
  const now = deps.now();
  const rows = await deps.db
    .selectFrom('examples')
    .select(['id', 'organisation_code', 'expires_at'])
    .where('shown', 'is not', null)
    .where('expires_at', '>', now.toISOString())
    .where('expires_at', '<=', new Date(now.getTime() + BEFORE_EXPIRY * 86_400_000).toISOString())
    .execute();
  const mails: NewMail[] = [];
  for (const { id: example, organisation_code, expires_at } of rows)
    for (const { userId } of await coordinatorIds(deps.db, [organisation_code]))
      mails.push({
        kind: 'example-expiring',
        key: `example-expiring:${example}:${expires_at ?? ''}:${userId}`,
        to: { userId },
        params: { example },
      });
  return mails;
}

/** Both sides of a review between members that is soon over: the account is easier to write while one still reads. */
async function reviewsEnding(deps: Deps, day: string): Promise<NewMail[]> {
  const rows = await deps.db
    .selectFrom('peer_reviews')
    .select(['id', 'host', 'guest', 'ends_on'])
    .where('state', '=', 'open')
    .where('ends_on', '>=', day)
    .execute();
  const near = rows.filter(({ ends_on }) => ends_on !== null && daysBetween(day, ends_on) <= BEFORE_DUE);
  const mails: NewMail[] = [];
  for (const { id, host, guest } of near)
    for (const { userId, organisation: code } of await coordinatorIds(deps.db, [host, guest]))
      mails.push({
        kind: 'peer-review',
        key: `peer-review:${id}:ending:${userId}`,
        to: { userId },
        params: { id, step: 'peer-review-ending', by: '', code },
      });
  return mails;
}

/** Queues what the calendar asks for. May be done at any hour and by any number of processes. */
export async function queueReminders(deps: Deps): Promise<void> {
  if (deps.config.mail === null) return;
  const day = today(deps);
  await queueMail(deps, deps.db, [
    ...(await dueSoon(deps, day)),
    ...(await roundClosing(deps, day)),
    ...(await editions(deps)),
    ...(await reviewsEnding(deps, day)),
    ...(await examplesExpiring(deps)),
  ]);
}
