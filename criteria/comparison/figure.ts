import { histogram, median, quartile } from './distribution.ts';
import { perUnit, type MeasureKind } from './measure.ts';

/** From how many answers a median is shown, and from how many also quartiles and a histogram of levels. */
export const FEWEST_FOR_MEDIAN = 5;
export const FEWEST_FOR_QUARTILES = 10;

/** A published figure: never a mean, a rank, a minimum or a maximum. Units as the measure's own, one decimal. */
export interface Shown {
  readonly n: number;
  readonly median: number;
  readonly quartiles: readonly [number, number] | null;
  /** For a criterion: how many at each level 0–4. */
  readonly levels: readonly number[] | null;
}

function describe(kind: MeasureKind, values: readonly number[], quartilesFrom: number): Shown {
  const sorted = values.toSorted((a, b) => a - b);
  const unit = perUnit(kind);
  const many = values.length >= quartilesFrom;
  return {
    n: values.length,
    median: median(sorted, unit),
    quartiles: many ? [quartile(sorted, 1, unit), quartile(sorted, 3, unit)] : null,
    levels: many && kind === 'level' ? histogram(values) : null,
  };
}

/** For SKL, who sees the levels of all that have sent anyway: however few they are. Null without values. */
export function innerFigureOf(kind: MeasureKind, values: readonly number[]): Shown | null {
  return values.length === 0 ? null : describe(kind, values, 1);
}

/** The figure of a set of values, or null when the set is too small. What the values are never decides that. */
export function figureOf(kind: MeasureKind, values: readonly number[]): Shown | null {
  return values.length < FEWEST_FOR_MEDIAN ? null : describe(kind, values, FEWEST_FOR_QUARTILES);
}
