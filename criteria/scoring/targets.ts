import type { Level } from '../model.ts';
import type { AnswerState } from './score.ts';

/** A mandate period, by the years of the elections that begin and end it. */
export interface MandatePeriod {
  readonly from: number;
  readonly to: number;
}

/**
 * The mandate period of fullmäktige that a day falls in: four years from 15 October in the year of an election
 * (kommunallagen 2017:725, chapter 5). 2022 was one. `day` is ISO 8601.
 */
export function mandatePeriod(day: string): MandatePeriod {
  const year = Number(day.slice(0, 4));
  const begun = day.slice(5, 10) >= '10-15' ? year : year - 1;
  const from = begun - ((((begun - 2022) % 4) + 4) % 4);
  return { from, to: from + 4 };
}

/**
 * The answers as they would be if criteria reached these levels. A level is never lowered, what is not applicable stays
 * so, and what has not been answered gets the level. This says what the profile would be, and nothing of what it will be.
 */
export function raised(
  states: ReadonlyMap<string, AnswerState>,
  levels: ReadonlyMap<string, Level>,
): ReadonlyMap<string, AnswerState> {
  const result = new Map(states);
  for (const [code, level] of levels) {
    const state = states.get(code);
    if (state?.notApplicable && !state.toConfirm) continue;
    const now = state?.toConfirm ? null : (state?.level ?? null);
    if (now !== null && now >= level) continue;
    result.set(code, { level, notApplicable: false });
  }
  return result;
}

/** Criteria whose target neither the level now nor any action reaches. */
export function unsupported(
  states: ReadonlyMap<string, AnswerState>,
  targets: ReadonlyMap<string, Level>,
  actions: ReadonlyMap<string, Level>,
): readonly string[] {
  return [...targets].flatMap(([code, target]) => {
    const state = states.get(code);
    if (state?.notApplicable && !state.toConfirm) return [];
    const now = state?.toConfirm ? null : (state?.level ?? null);
    return Math.max(now ?? -1, actions.get(code) ?? -1) >= target ? [] : [code];
  });
}
