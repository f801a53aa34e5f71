import { changeBetween } from '../scoring/change.ts';
import { groupsOf, keysOf, COMPARED_LENSES } from '../scoring/lens.ts';
import { changeKey, criterionKey, indexKey, indicatorKey } from './measure-keys.ts';
import { tasksOf, type Catalogue, type Mapping, type Task, type Track } from '../model.ts';
import { confirmedLevel, FEWEST_FOR_INDEX, tallyOf, type AnswerState } from '../scoring/score.ts';

export type MeasureKind = 'index' | 'level' | 'share' | 'change';

/** Something that organisations are compared on: a lens group's index, a criterion, an indicator, or a change. */
export interface Measure {
  /** `area:SL`, `theme:barn`, `criterion:SL-01`, `indicator:NT-02`, `change:area:SL`. */
  readonly key: string;
  readonly kind: MeasureKind;
  /** Kommuner, regioner or both: who is asked. */
  readonly tasks: readonly Task[];
}

/** How many of a measure's whole numbers make one unit: levels are whole, the others are tenths. */
export function perUnit(kind: MeasureKind): number {
  return kind === 'level' ? 1 : 10;
}

/**
 * Whether it would hurt to be known to have this value: a level below 3, an index below 75 (level 3), any share,
 * a change for the worse. A set in which all have the same such value tells on each one.
 */
export function isDelicate(kind: MeasureKind, value: number): boolean {
  switch (kind) {
    case 'level':
      return value < 3;
    case 'index':
      return value < 750;
    case 'share':
      return true;
    case 'change':
      return value < 0;
  }
}

/** Region Gotland is compared with kommuner only, and its region-only criteria not at all. */
export function comparedAs(organisation: string): Task {
  return tasksOf(organisation)[0] ?? 'kommun';
}

const TASKS: readonly Task[] = ['kommun', 'region'];

/** Everything that a catalogue's answers are compared on. A group too small for an index has its criteria only. */
export function measuresOf(catalogue: Catalogue): readonly Measure[] {
  const groups = COMPARED_LENSES.flatMap((lens) =>
    groupsOf(catalogue, lens).flatMap(({ key }) => {
      const criteria = catalogue.criteria.filter((row) => keysOf(row, lens).includes(key));
      const enough = (task: Task) =>
        criteria.filter(({ appliesTo }) => appliesTo.includes(task)).length >= FEWEST_FOR_INDEX;
      const tasks = TASKS.filter(enough);
      return tasks.length > 0 ? [{ lens, key, tasks }] : [];
    }),
  );
  return [
    ...groups.map(({ lens, key, tasks }): Measure => ({ key: indexKey(lens, key), kind: 'index', tasks })),
    ...catalogue.criteria.map(({ code, appliesTo }): Measure => ({
      key: criterionKey(code),
      kind: 'level',
      tasks: appliesTo,
    })),
    ...catalogue.indicators
      .filter(({ kind }) => kind === 'share')
      .map(({ code }): Measure => ({ key: indicatorKey(code), kind: 'share', tasks: TASKS })),
    ...groups.map(({ lens, key, tasks }): Measure => ({ key: changeKey(lens, key), kind: 'change', tasks })),
  ];
}

/** A share as the organisation gave it: numerator of denominator. */
export interface Share {
  readonly numerator: number;
  readonly denominator: number;
}

/** What one organisation answered one year, as comparison sees it. */
export interface Answered {
  readonly organisation: string;
  readonly catalogue: string;
  readonly track: Track;
  readonly states: ReadonlyMap<string, AnswerState>;
  readonly shares: ReadonlyMap<string, Share>;
}

/** A value per measure, as whole numbers (see `perUnit`). A measure without a value is absent. */
export type Values = Readonly<Record<string, number>>;

const tenths = (value: number) => Math.round(value * 10);

/**
 * The values that enter comparison. An index needs the full track, 80 % answered and three answers;
 * a starter-track assessment is compared per criterion only (README, "Så räknar vi").
 */
export function valuesOf(catalogue: Catalogue, answered: Answered): Values {
  const tasks = [comparedAs(answered.organisation)];
  const values: Record<string, number> = {};
  if (answered.track === 'full') {
    const tally = tallyOf(catalogue, tasks, answered.states, COMPARED_LENSES);
    for (const lens of COMPARED_LENSES) {
      for (const { key, index, incomplete } of tally.groups(lens))
        if (index !== null && !incomplete) values[indexKey(lens, key)] = tenths(index);
    }
  }
  for (const { code, appliesTo } of catalogue.criteria) {
    const level = confirmedLevel(answered.states.get(code));
    if (level !== null && appliesTo.includes(tasks[0] ?? 'kommun')) values[criterionKey(code)] = level;
  }
  for (const { code, kind } of catalogue.indicators) {
    const share = answered.shares.get(code);
    if (kind === 'share' && share)
      values[indicatorKey(code)] = Math.floor((2000 * share.numerator + share.denominator) / (2 * share.denominator));
  }
  return values;
}

/**
 * Change since the year before, per lens group: the same organisation, the same comparable criteria, answered both
 * years, and complete both years. `mapping` is undefined when the two versions cannot be compared.
 */
export function changesOf(
  catalogue: Catalogue,
  before: { readonly answered: Answered; readonly values: Values },
  after: { readonly answered: Answered; readonly values: Values },
  mapping: Mapping | null | undefined,
): Values {
  if (mapping === undefined) return {};
  const task = comparedAs(after.answered.organisation);
  const values: Record<string, number> = {};
  for (const lens of COMPARED_LENSES) {
    const codes = new Map<string, string[]>();
    for (const criterion of catalogue.criteria) {
      if (!criterion.appliesTo.includes(task)) continue;
      for (const key of keysOf(criterion, lens)) codes.set(key, [...(codes.get(key) ?? []), criterion.code]);
    }
    for (const [key, group] of codes) {
      const complete = [before, after].every((year) => year.values[indexKey(lens, key)] !== undefined);
      const change = changeBetween(group, before.answered.states, after.answered.states, mapping);
      if (complete && change.before !== null && change.after !== null)
        values[changeKey(lens, key)] = tenths(change.after) - tenths(change.before);
    }
  }
  return values;
}
