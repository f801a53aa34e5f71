import type { Criterion, Level } from '../model.ts';
import { confirmedLevel, type AnswerState } from './score.ts';

/** A criterion that tells something of where the organisation stands. */
export interface Mark {
  readonly code: string;
  readonly level: Level;
}

type Asked = Pick<Criterion, 'code' | 'roles' | 'starter'>;

/** From this level work is part of the ordinary management, and may be called a strength. */
const STRONG = 3;
/** Up to this level nothing has been decided, and there is a gap. */
const WEAK = 1;

function marked(
  criteria: readonly Asked[],
  states: ReadonlyMap<string, AnswerState>,
  belongs: (level: Level) => boolean,
  before: (a: Level, b: Level) => number,
): Mark[] {
  return criteria
    .flatMap(({ code, roles, starter }) => {
      const state = states.get(code);
      const level = confirmedLevel(state);
      return level === null || !belongs(level) ? [] : [{ code, level, roles: roles.length, starter, state }];
    })
    .sort(
      (a, b) =>
        before(a.level, b.level) ||
        Number(b.state?.hasEvidence ?? false) - Number(a.state?.hasEvidence ?? false) ||
        b.roles - a.roles ||
        Number(b.starter) - Number(a.starter),
    )
    .map(({ code, level }) => ({ code, level }));
}

/** Levels 3 and 4, the highest first. Ties: those with evidence, those of most roles, the starter track, the catalogue's order. */
export function strengthsOf(criteria: readonly Asked[], states: ReadonlyMap<string, AnswerState>): Mark[] {
  return marked(
    criteria,
    states,
    (level) => level >= STRONG,
    (a, b) => b - a,
  );
}

/** Levels 0 and 1, the lowest first, with the same ties. What is not answered is no gap: nobody knows. */
export function gapsOf(criteria: readonly Asked[], states: ReadonlyMap<string, AnswerState>): Mark[] {
  return marked(
    criteria,
    states,
    (level) => level <= WEAK,
    (a, b) => a - b,
  );
}
