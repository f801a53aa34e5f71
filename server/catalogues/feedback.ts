import type { FeedbackRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../http/problem.ts';
import type { FeedbackView } from './contract.ts';

/** Stores what someone thinks of a criterion, or an accessibility fault. No name is asked for. */
export async function addFeedback(
  deps: Deps,
  wanted: Pick<FeedbackRow, 'about' | 'catalogue' | 'code' | 'text'> & { replyTo: string },
): Promise<void> {
  const { replyTo, ...row } = wanted;
  await deps.db
    .insertInto('feedback')
    .values({
      id: deps.newId(),
      ...row,
      reply_to: replyTo === '' ? null : replyTo,
      created_at: deps.now().toISOString(),
      handled_at: null,
    })
    .execute();
}

/** For SKL: newest first, unhandled before handled. */
export async function allFeedback(deps: Deps): Promise<FeedbackView[]> {
  const rows = await deps.db
    .selectFrom('feedback')
    .select(['id', 'about', 'catalogue', 'code', 'text', 'reply_to', 'created_at', 'handled_at'])
    .orderBy('created_at', 'desc')
    .execute();
  const views = rows.map(({ reply_to, created_at, handled_at, ...row }) => ({
    ...row,
    replyTo: reply_to,
    createdAt: created_at,
    handledAt: handled_at,
  }));
  return [
    ...views.filter(({ handledAt }) => handledAt === null),
    ...views.filter(({ handledAt }) => handledAt !== null),
  ];
}

/** Marks feedback as handled or not. */
export async function markFeedback(deps: Deps, id: string, handled: boolean): Promise<void> {
  const result = await deps.db
    .updateTable('feedback')
    .set({ handled_at: handled ? deps.now().toISOString() : null })
    .where('id', '=', id)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw notFound('Synpunkten');
}
