import type { Criterion, LegalFloor } from '../model.ts';
import type { AnswerState } from './score.ts';

export interface BelowFloor {
  readonly code: string;
  readonly level: number;
  readonly floor: LegalFloor;
}

/**
 * The answers that stand below what a law demands (README, "Lagkrav"): for the organisation itself to see, never said
 * of a named other. What is not answered, not applicable or not yet confirmed says nothing.
 */
export function belowLegalFloor(
  criteria: readonly Pick<Criterion, 'code' | 'legalFloor'>[],
  states: ReadonlyMap<string, AnswerState>,
): readonly BelowFloor[] {
  return criteria.flatMap(({ code, legalFloor }) => {
    const state = states.get(code);
    if (!legalFloor || !state || state.level === null || state.notApplicable || state.toConfirm) return [];
    return state.level < legalFloor.level ? [{ code, level: state.level, floor: legalFloor }] : [];
  });
}
