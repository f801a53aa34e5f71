import type { HandoutRow } from '../database/schema.ts';

/**
 * How far a hand-out has come, in the order it usually goes: not looked at, opened, answered, said to be done by the
 * colleague, sent back by the coordinator with a question, accepted. README, "Utdelade kriterier".
 */
export const HANDOUT_STATES = ['new', 'opened', 'answered', 'done', 'returned', 'accepted'] as const;
export type HandoutState = (typeof HANDOUT_STATES)[number];

/** The steps that somebody takes on purpose; the other states follow from what has been opened and answered. */
export type HandoutStep = NonNullable<HandoutRow['step']>;

/** What the answer to a criterion says about its hand-out. */
export interface AnswerStanding {
  readonly answered: boolean;
  readonly updatedAt: string;
  /** A person's id; null when nobody has saved it here. */
  readonly updatedBy: string | null;
}

type Row = Pick<HandoutRow, 'user_id' | 'opened_at' | 'step' | 'step_at'>;

/** Whether the colleague has changed the answer after the last step: what was accepted is no longer what stands there. */
function changedSince({ user_id, step_at }: Row, answer: AnswerStanding): boolean {
  return step_at !== null && answer.updatedBy === user_id && answer.updatedAt > step_at;
}

/** Where a hand-out stands, given the answer to its criterion; undefined when nothing is saved. */
export function handoutState(row: Row, answer: AnswerStanding | undefined): HandoutState {
  if (row.step === 'returned') return 'returned';
  if (!answer?.answered) return row.opened_at === null ? 'new' : 'opened';
  if (row.step === 'accepted') return changedSince(row, answer) ? 'done' : 'accepted';
  return row.step ?? 'answered';
}

export const TURNS = ['colleague', 'coordinator'] as const;
export type Turn = (typeof TURNS)[number];

/** Whose turn it is: the colleague is to answer, or the coordinator to read. Null when it is accepted. */
const WAITS_FOR: Readonly<Record<HandoutState, Turn | null>> = {
  new: 'colleague',
  opened: 'colleague',
  returned: 'colleague',
  answered: 'coordinator',
  done: 'coordinator',
  accepted: null,
};

export const waitsFor = (state: HandoutState): Turn | null => WAITS_FOR[state];
