import { isAnswered, type AnswerState } from './score.ts';

export interface Progress {
  /** Criteria asked, less those marked as not applicable. */
  readonly applicable: number;
  readonly answered: number;
  readonly notApplicable: number;
  readonly toConfirm: number;
}

/** Honest progress: what was carried over but not confirmed by a person is not answered. */
export function progressOf(codes: readonly string[], states: ReadonlyMap<string, AnswerState>): Progress {
  let [answered, notApplicable, toConfirm] = [0, 0, 0];
  for (const code of codes) {
    const state = states.get(code);
    if (state?.toConfirm) toConfirm += 1;
    else if (state?.notApplicable) notApplicable += 1;
    else if (isAnswered(state)) answered += 1;
  }
  return { applicable: codes.length - notApplicable, answered, notApplicable, toConfirm };
}
