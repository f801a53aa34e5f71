import { groupsOf, keysOf, type Lens, type LensGroup } from './lens.ts';
import { criteriaFor, type Catalogue, type Level, type Task, type Track } from '../model.ts';

/** One answer as scoring sees it. Unanswered is simply absent, or a state with nothing chosen. */
export interface AnswerState {
  readonly level: Level | null;
  readonly notApplicable: boolean;
  /** Carried over from last year and not yet confirmed by a person: counts as unanswered. */
  readonly toConfirm?: boolean;
  readonly hasEvidence?: boolean;
}

/** The level that counts: chosen and confirmed by a person. Null for everything else. */
export function confirmedLevel(state: AnswerState | undefined): Level | null {
  return !state || state.toConfirm || state.notApplicable ? null : state.level;
}

/** Whether a person has answered: with a level, or that it is not applicable. */
export function isAnswered(state: AnswerState | undefined): boolean {
  return state !== undefined && !state.toConfirm && (state.notApplicable || state.level !== null);
}

export interface GroupScore extends LensGroup {
  /** Criteria asked of this organisation, less those it marked as not applicable. */
  readonly applicable: number;
  readonly answered: number;
  readonly notApplicable: number;
  /** 0–100 with one decimal; null when fewer than three criteria are answered, and on the starter track. */
  readonly index: number | null;
  /** Fewer than 80 % answered: the index enters no comparison. */
  readonly incomplete: boolean;
  /** How many answers there are at each level 0–4. */
  readonly levels: readonly number[];
}

/** Fewer answers than this show as levels, without an index. */
export const FEWEST_FOR_INDEX = 3;

/**
 * Index of a group: 100 × sum of levels ÷ (4 × answers), one decimal, half away from zero.
 * Worked in whole numbers so that no binary fraction can tip a half the wrong way.
 */
export function indexOf(sum: number, answered: number): number {
  const tenths = Math.floor((500 * sum + answered) / (2 * answered));
  return tenths / 10;
}

interface Counter {
  asked: number;
  notApplicable: number;
  sum: number;
  levels: number[];
}

type Outcome =
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'notApplicable' }
  | { readonly kind: 'level'; readonly level: Level; readonly evidence: boolean };

function outcomeOf(state: AnswerState | undefined): Outcome {
  if (!isAnswered(state)) return { kind: 'unanswered' };
  const level = confirmedLevel(state);
  return level === null ? { kind: 'notApplicable' } : { kind: 'level', level, evidence: state?.hasEvidence ?? false };
}

/**
 * The one scoring engine: running counts per group of every lens asked for, updated per answer,
 * so that answering n criteria one by one costs n steps and not n².
 */
export class Tally {
  readonly #catalogue: Catalogue;
  readonly #track: Track;
  readonly #counters = new Map<string, Counter>();
  readonly #keys = new Map<string, readonly string[]>();
  readonly #outcomes = new Map<string, Outcome>();
  #atLeastTwo = 0;
  #withEvidence = 0;

  /** Counts against the criteria of the track: a whole starter track is complete, and has levels but no index. */
  constructor(catalogue: Catalogue, tasks: readonly Task[], lenses: readonly Lens[], track: Track = 'full') {
    this.#catalogue = catalogue;
    this.#track = track;
    for (const criterion of criteriaFor(catalogue, tasks, track)) {
      const keys = ['total', ...lenses.flatMap((lens) => keysOf(criterion, lens).map((key) => `${lens}:${key}`))];
      this.#keys.set(criterion.code, keys);
      for (const key of keys) this.#counter(key).asked += 1;
    }
  }

  #counter(key: string): Counter {
    let counter = this.#counters.get(key);
    if (!counter) this.#counters.set(key, (counter = { asked: 0, notApplicable: 0, sum: 0, levels: [0, 0, 0, 0, 0] }));
    return counter;
  }

  #count(code: string, outcome: Outcome, sign: 1 | -1): void {
    for (const key of this.#keys.get(code) ?? []) {
      const counter = this.#counter(key);
      if (outcome.kind === 'notApplicable') counter.notApplicable += sign;
      if (outcome.kind === 'level') {
        counter.sum += sign * outcome.level;
        counter.levels[outcome.level] = (counter.levels[outcome.level] ?? 0) + sign;
      }
    }
    if (outcome.kind === 'level' && outcome.level >= 2) {
      this.#atLeastTwo += sign;
      if (outcome.evidence) this.#withEvidence += sign;
    }
  }

  /** Records or replaces one answer. Answers to criteria that are not asked of the organisation are ignored. */
  answer(code: string, state: AnswerState | undefined): void {
    if (!this.#keys.has(code)) return;
    this.#count(code, this.#outcomes.get(code) ?? { kind: 'unanswered' }, -1);
    const outcome = outcomeOf(state);
    this.#outcomes.set(code, outcome);
    this.#count(code, outcome, 1);
  }

  #score(group: LensGroup, key: string): GroupScore {
    const counter = this.#counters.get(key);
    const levels = counter ? [...counter.levels] : [0, 0, 0, 0, 0];
    const answered = levels.reduce((sum, n) => sum + n, 0);
    const notApplicable = counter?.notApplicable ?? 0;
    const applicable = (counter?.asked ?? 0) - notApplicable;
    return {
      ...group,
      applicable,
      answered,
      notApplicable,
      index: this.#track === 'starter' || answered < FEWEST_FOR_INDEX ? null : indexOf(counter?.sum ?? 0, answered),
      incomplete: answered * 5 < applicable * 4,
      levels,
    };
  }

  /** Scores of every group of a lens that the tally was made for. */
  groups(lens: Lens): readonly GroupScore[] {
    return groupsOf(this.#catalogue, lens).map((group) => this.#score(group, `${lens}:${group.key}`));
  }

  /** The whole; secondary to the profile of areas and never shown alone. */
  total(): GroupScore {
    return this.#score({ key: 'total', name: 'Alla områden' }, 'total');
  }

  /** Share (0–100, one decimal) of answers at level 2 or higher that carry evidence; null when there are none. */
  evidenceShare(): { readonly share: number | null; readonly withEvidence: number; readonly atLeastTwo: number } {
    const share = this.#atLeastTwo === 0 ? null : indexOf(4 * this.#withEvidence, this.#atLeastTwo);
    return { share, withEvidence: this.#withEvidence, atLeastTwo: this.#atLeastTwo };
  }
}

/** A tally with all answers counted. Keys of `answers` are criterion codes. */
export function tallyOf(
  catalogue: Catalogue,
  tasks: readonly Task[],
  answers: ReadonlyMap<string, AnswerState>,
  lenses: readonly Lens[],
  track: Track = 'full',
): Tally {
  const tally = new Tally(catalogue, tasks, lenses, track);
  for (const [code, state] of answers) tally.answer(code, state);
  return tally;
}

/** Signs where a number is missing, as in Kolada, each with what a screen reader says. */
export const SIGNS = {
  missing: { sign: '-', text: 'uppgift saknas' },
  notApplicable: { sign: '.', text: 'ej aktuellt' },
  withheld: { sign: '..', text: 'visas inte' },
} as const;

/** Sum of levels over criteria answered, for comparing the same set of criteria between years. */
export function indexOfLevels(levels: readonly Level[]): number | null {
  const sum = levels.reduce((total: number, level) => total + level, 0);
  return levels.length < FEWEST_FOR_INDEX ? null : indexOf(sum, levels.length);
}
