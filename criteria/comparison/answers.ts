import type { Cohort } from './edition-history.ts';
import { figureOf, type Shown } from './figure.ts';
import type { Measure } from './measure.ts';
import type { Column } from './microdata.ts';

/** What each cohort has answered to one measure; many publications ask about the same ones. */
export class Answers {
  readonly #measure: Measure;
  readonly #column: Column;
  readonly #known = new Map<Cohort, { readonly n: number; readonly shown: Shown | null }>();

  constructor(measure: Measure, column: Column) {
    this.#measure = measure;
    this.#column = column;
  }

  of(cohort: Cohort): { readonly n: number; readonly shown: Shown | null } {
    let known = this.#known.get(cohort);
    if (!known) {
      const values: number[] = [];
      for (const place of cohort.places) {
        const value = this.#column[place];
        if (value !== undefined) values.push(value);
      }
      known = { n: values.length, shown: figureOf(this.#measure.kind, values) };
      this.#known.set(cohort, known);
    }
    return known;
  }
}
