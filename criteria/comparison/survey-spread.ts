import { LEVELS, type Level } from '../model.ts';
import type { Spread } from '../scoring/spread.ts';
import { exchange, type Random } from './exchange.ts';
import type { Measure } from './measure.ts';

/** Answers that a spread over associations needs; with fewer it is `..` (README, "Civilsamhällets bild"). */
export const FEWEST_ASSOCIATIONS = 5;

const ANSWER: Measure = { key: 'survey', kind: 'level', tasks: ['kommun', 'region'] };

/**
 * What is told of how associations have answered one question: how many are counted with each answer, once for all. Each
 * is protected from everybody, by the same lots as an organisation that does not show its name (exchange.ts). Nothing is
 * moved away from low answers as it is for organisations: what is sensitive about an association is that it can be
 * pointed out, and the picture is there for what is hard to hear. Null when too few have answered.
 */
export function surveySpread(answers: readonly Level[], random: Random): Spread | null {
  if (answers.length < FEWEST_ASSOCIATIONS) return null;
  const set = answers.map((value, place) => ({ place, value }));
  const counted = exchange(ANSWER, set, () => true, random);
  return LEVELS.map((level) => counted.filter(({ value }) => value === level).length);
}
