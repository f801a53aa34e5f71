import { dayOf, yearOf } from '../criteria/day.ts';
import type { Deps } from './deps.ts';

/** Today where the service is used: in Sweden. */
export function today(deps: Pick<Deps, 'now'>): string {
  return dayOf(deps.now());
}

/** The year that today is in. */
export function thisYear(deps: Pick<Deps, 'now'>): number {
  return yearOf(deps.now());
}
