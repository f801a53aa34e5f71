import { saveAnswer, saveItem } from '../api/assessments.ts';
import { saveExample } from '../api/examples.ts';
import { ApiError } from '../api/http.ts';
import { saveRating } from '../api/panels.ts';
import { session } from '../api/session.ts';
import type { AnswerBody } from '../../server/assessments/contract.ts';
import type { RatingBody } from '../../server/panels/contract.ts';
import { dropDrafts, keepDraft, leftDraftsOf, type Draft, type Target } from './drafts.ts';
import type { Stored } from './form.ts';

export type Send = (target: Target, base: number, body: unknown) => Promise<Stored>;

const BY_KIND: Readonly<
  Record<
    Exclude<Target['kind'], 'associations'>,
    (within: string, code: string, base: number, body: unknown) => Promise<Stored>
  >
> = {
  answers: (within, code, base, body) => saveAnswer(within, code, base, body as AnswerBody),
  items: saveItem,
  examples: saveExample,
  ratings: (_assessor, code, base, body) => saveRating(code, base, body as RatingBody),
};

/** Sends a form's content over revision `base`. Returns what is stored; throws ApiError. */
export const send: Send = ({ kind, within, code }, base, body) => {
  if (kind === 'associations') throw new Error('An association sends its answers itself.');
  return BY_KIND[kind](within, code, base, body);
};

/** Refusals that stay: no right, gone, or locked. Asking again would not help; the text is kept for the person. */
export function isLasting({ status }: Pick<ApiError, 'status'>): boolean {
  return [403, 404, 409, 410].includes(status);
}

async function sendOne(draft: Draft): Promise<'sent' | 'kept' | 'unreachable'> {
  try {
    await send(draft, draft.base, draft.body);
    await dropDrafts([draft]);
    return 'sent';
  } catch (error) {
    if (!(error instanceof ApiError) || error.status === 0) return 'unreachable';
    if (isLasting(error)) await keepDraft({ ...draft, refused: error.message });
    return 'kept';
  }
}

/**
 * Sends text that an earlier visit could not. What belongs to the open page is left to that page. Text that the server
 * refuses stays kept: its own page shows it and lets the person choose.
 */
export async function sendLeftDrafts(): Promise<void> {
  // An assessor without an account has a page of the application, too (pages/rating.ts).
  const { user } = await session();
  if (!user) return;
  for (const draft of await leftDraftsOf(user.id)) {
    if (draft.body === null || draft.refused !== null || location.pathname === draft.page) continue;
    if ((await sendOne(draft)) === 'unreachable') return;
  }
}
