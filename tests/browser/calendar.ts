/**
 * The year that the walks stand in, whatever the year is. What they expect is worked out by hand from the criteria that
 * apply then, and others apply next year.
 */
export const YEAR = 2026;

const DAY = 86_400_000;

/** How many ms the service's and the pages' clocks are off the machine's: whole days, so that the hour is the real one. */
export function clockOffset(now = new Date()): number {
  return (Math.floor(Date.UTC(YEAR, 10, 25) / DAY) - Math.floor(now.getTime() / DAY)) * DAY;
}

/** Run in a page before its own scripts: its clock is the service's. */
export function turnClock(offset: number): void {
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...parts: [] | [number | string | Date]) {
      if (parts.length === 0) super(Real.now() + offset);
      else super(...parts);
    }
    static override now() {
      return Real.now() + offset;
    }
  } as DateConstructor;
}
