import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { EvidenceItem } from '../../criteria/scoring/carry-over.ts';
import type { Criterion, Level, Task } from '../../criteria/model.ts';
import type { OrganisationRow } from '../database/schema.ts';
import type { SeededRandom } from './random.ts';

const motivations = parse(readFileSync(new URL('motivations.yaml', import.meta.url), 'utf8')) as Record<
  string,
  [low: string, high: string]
>;

const BOARDS: Readonly<Record<Task, readonly string[]>> = {
  kommun: ['Kommunstyrelsen', 'Socialnämnden', 'Barn- och utbildningsnämnden', 'Kultur- och fritidsnämnden'],
  region: ['Regionstyrelsen', 'Hälso- och sjukvårdsnämnden', 'Regionala utvecklingsnämnden'],
};

/** Larger places and cities tend to have come further (SKL's survey of 2015); the rest is chance. */
const HEAD_START: Readonly<Record<string, number>> = {
  A1: 1.1,
  A2: 0.4,
  B3: 0.8,
  B4: 0.1,
  B5: 0,
  C6: 0.1,
  C7: -0.3,
  C8: -0.5,
  C9: -0.3,
  '': 0.6,
};

/** How an invented organisation is: how far it has come, how it grows, what it is good at, how careful it is. */
export interface Character {
  readonly start: number;
  readonly growth: number;
  readonly areas: Readonly<Record<string, number>>;
  readonly diligence: number;
  readonly documents: number;
  /** How each criterion differs from the rest here; the same every year. */
  readonly own: ReadonlyMap<string, number>;
}

export function characterOf(organisation: OrganisationRow, codes: readonly string[], random: SeededRandom): Character {
  return {
    start: 1.2 + (HEAD_START[organisation.group_code] ?? 0) + random.next() * 1.2 - 0.6,
    growth: random.next() * 0.6,
    areas: {
      SL: random.next() * 0.8 - 0.2,
      UF: random.next() * 0.8 - 0.6,
      CS: random.next() * 0.8 - 0.4,
      AG: random.next() * 0.8 - 0.5,
    },
    diligence: 0.8 + random.next() * 0.2,
    documents: 0.35 + random.next() * 0.6,
    own: new Map(codes.map((code) => [code, random.next() + random.next() + random.next() - 1.5])),
  };
}

/** Children's rights are the most established; what is newer is less so. */
const EASY: Readonly<Record<string, number>> = {
  'UF-07': 0.8,
  'CS-06': 0.6,
  'SL-10': 0.7,
  'SL-14': 0.6,
  'UF-05': 0.5,
  'SL-20': -0.8,
  'CS-11': -0.9,
  'UF-14': -0.5,
  'SL-04': -0.5,
  'AG-07': -0.7,
};

export function inventLevel(criterion: Criterion, character: Character, yearsIn: number, random: SeededRandom): Level {
  const centre =
    character.start + yearsIn * character.growth + (character.areas[criterion.area] ?? 0) + (EASY[criterion.code] ?? 0);
  const wobble = (character.own.get(criterion.code) ?? 0) * 1.3 + (random.next() - 0.5) * 0.5;
  return Math.max(0, Math.min(4, Math.round(centre + wobble))) as Level;
}

export function inventMotivation(code: string, level: Level, kind: Task, year: number, random: SeededRandom): string {
  const text = motivations[code]?.[level >= 2 ? 1 : 0] ?? '';
  if (level === 0) return random.chance(0.5) ? 'Vi har inte börjat.' : '';
  return text.replaceAll('{namnd}', random.pick(BOARDS[kind])).replaceAll('{ar}', String(year - random.between(0, 3)));
}

export function inventEvidence(criterion: Criterion, kind: Task, year: number, random: SeededRandom): EvidenceItem[] {
  const n = random.chance(0.25) ? 2 : 1;
  return random
    .shuffled(criterion.evidenceExamples)
    .slice(0, n)
    .map((title) => {
      const decided = year - random.between(0, 2);
      const prefix = kind === 'region' ? 'RS' : random.pick(['KS', 'KS', 'SN', 'BUN']);
      return {
        title,
        diarienummer: `${prefix} ${decided}/${random.between(12, 980)}`,
        date: `${decided}-${String(random.between(1, 11)).padStart(2, '0')}-${String(random.between(1, 28)).padStart(2, '0')}`,
      };
    });
}

export function boardOf(kind: Task): string {
  return BOARDS[kind][0] ?? '';
}
