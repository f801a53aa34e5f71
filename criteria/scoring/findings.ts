import type { Rules } from '../model.ts';
import { confirmedLevel, type AnswerState } from './score.ts';

/** An answer as the rules read it. */
export interface ReadAnswer extends AnswerState {
  readonly motivation: string;
  /** Dates of the evidence, ISO 8601; undefined for one without a date. */
  readonly evidence: readonly (string | undefined)[];
  /** The same criterion's answer last year, when this one was begun from it. */
  readonly before: { readonly level: number | null; readonly motivation: string } | null;
}

export interface Given {
  /** The year that the assessment describes. */
  readonly year: number;
  readonly answers: ReadonlyMap<string, ReadAnswer>;
  /** By condition: the chosen option, from 0. */
  readonly choices: ReadonlyMap<string, number>;
  /** By indicator: per cent of a share, or a count. */
  readonly values: ReadonlyMap<string, number>;
}

/**
 * Something that speaks against an answer, or that whoever decides will ask about. `key` names it with what it stands on,
 * so that "stämmer ändå" is said of just this and not of what is answered later.
 */
export type Finding = { readonly key: string } & (
  | {
      readonly kind: 'implies';
      readonly code: string;
      readonly level: number;
      readonly other: string;
      readonly otherLevel: number;
      readonly atLeast: number;
      readonly why: string;
    }
  | {
      readonly kind: 'contradicts';
      readonly code: string;
      readonly level: number;
      readonly condition: string;
      readonly option: number;
      readonly why: string;
    }
  | {
      readonly kind: 'indicator';
      readonly code: string;
      readonly level: number;
      readonly indicator: string;
      readonly value: number;
      readonly why: string;
    }
  | { readonly kind: 'undocumented'; readonly code: string }
  | { readonly kind: 'old-evidence'; readonly code: string; readonly newest: string }
  | { readonly kind: 'moved-unexplained'; readonly code: string; readonly level: number; readonly before: number }
  | { readonly kind: 'repeated'; readonly codes: readonly string[] }
);

/** Evidence from before this many years speaks of another time. */
const OLD_AFTER = 3;
/** From this level on an answer is to be shown by something. */
const SHOWN_FROM = 2;

const key = (...parts: readonly (string | number)[]) => parts.join(':');

function against(rules: Rules, { answers, choices, values }: Given): Finding[] {
  const levelOf = (code: string) => confirmedLevel(answers.get(code));
  const reached = (code: string, needed: number): number | null => {
    const level = levelOf(code);
    return level !== null && level >= needed ? level : null;
  };
  return [
    ...rules.implies.flatMap(({ from, level: needed, to, atLeast, why }): Finding[] => {
      const [level, otherLevel] = [reached(from, needed), levelOf(to)];
      if (level === null || otherLevel === null || otherLevel >= atLeast) return [];
      const facts = { code: from, level, other: to, otherLevel, atLeast, why };
      return [{ kind: 'implies', key: key('implies', from, level, to, otherLevel), ...facts }];
    }),
    ...rules.contradicts.flatMap(({ criterion: code, level: needed, condition, options, why }): Finding[] => {
      const [level, option] = [reached(code, needed), choices.get(condition)];
      if (level === null || option === undefined || !options.includes(option)) return [];
      const facts = { code, level, condition, option, why };
      return [{ kind: 'contradicts', key: key('contradicts', code, level, condition, option), ...facts }];
    }),
    ...rules.indicators.flatMap(({ indicator, below, criterion: code, level: needed, why }): Finding[] => {
      const [level, value] = [reached(code, needed), values.get(indicator)];
      if (level === null || value === undefined || value >= below) return [];
      const facts = { code, level, indicator, value, why };
      return [{ kind: 'indicator', key: key('indicator', code, level, indicator, value), ...facts }];
    }),
  ];
}

function within(code: string, answer: ReadAnswer, year: number): Finding[] {
  const level = confirmedLevel(answer);
  if (level === null) return [];
  const found: Finding[] = [];
  if (level === 4 && answer.evidence.length === 0)
    found.push({ kind: 'undocumented', key: key('undocumented', code), code });
  const dates = answer.evidence.filter((date) => date !== undefined).sort();
  const newest = dates.at(-1);
  // One without a date may be newer: nothing is said of it.
  if (level >= SHOWN_FROM && newest !== undefined && dates.length === answer.evidence.length)
    if (Number(newest.slice(0, 4)) < year - OLD_AFTER)
      found.push({ kind: 'old-evidence', key: key('old-evidence', code, newest), code, newest });
  const { before, motivation } = answer;
  if (motivation !== '' && before?.motivation === motivation && before.level !== null && before.level !== level)
    found.push({
      kind: 'moved-unexplained',
      key: key('moved-unexplained', code, before.level, level),
      code,
      level,
      before: before.level,
    });
  return found;
}

/** Answers that say just what they said last year, as one: looking through them is one piece of work. */
function repeated(answers: Given['answers']): Finding[] {
  const codes = [...answers].flatMap(([code, answer]) => {
    const level = confirmedLevel(answer);
    const same = answer.motivation !== '' && answer.before?.motivation === answer.motivation;
    return level !== null && same && answer.before.level === level ? [code] : [];
  });
  return codes.length === 0 ? [] : [{ kind: 'repeated', key: key('repeated', ...codes), codes }];
}

/** Contradictions first, then gaps, in the order of the answers. */
export function findingsOf(rules: Rules, given: Given): Finding[] {
  return [
    ...against(rules, given),
    ...[...given.answers].flatMap(([code, answer]) => within(code, answer, given.year)),
    ...repeated(given.answers),
  ];
}
