import type { Catalogue } from '../../../criteria/model.ts';
import type { StandingView } from '../../../server/comparison/contract.ts';
import type { Benchmark } from '../../../server/editions/contract.ts';

/** What the parts of the page show: the group's figures beside the own ones. */
export interface Comparison {
  readonly figures: Benchmark;
  readonly own: StandingView | null;
  readonly criteria: Catalogue;
}

/** The page where one learns from others about a criterion. */
export function criterionAddress(code: string, { year, peers }: Benchmark): string {
  return `/jamfor/${code}?ar=${year}&grupp=${peers.key}`;
}
