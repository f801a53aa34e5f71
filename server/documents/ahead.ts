import { gapsOf } from '../../criteria/scoring/strengths.ts';
import { examplesFor } from '../comparison/learning.ts';
import type { Deps } from '../deps.ts';
import type { Account } from './account.ts';

/** One who has come further. */
export interface Ahead {
  readonly name: string;
  readonly level: number;
}

/** For how many of the weakest criteria others are looked for, and how many are told of each. */
const WEAKEST = 5;
const NEAREST = 3;

/**
 * For the weakest criteria, others that have come further, nearest first. A document that a nämnd receives may be handed
 * out to anyone who asks, so that it names only those that share with everyone (README, "Dokument och export").
 */
export async function aheadOf(
  deps: Deps,
  { organisation: { code: own }, now: { year }, asked, states }: Account,
): Promise<ReadonlyMap<string, readonly Ahead[]>> {
  const found = new Map<string, readonly Ahead[]>();
  for (const { code } of gapsOf(asked, states).slice(0, WEAKEST)) {
    const examples = await examplesFor(deps, own, year, code, 'anyone');
    found.set(
      code,
      examples.slice(0, NEAREST).map(({ organisation, level }) => ({ name: organisation.name, level })),
    );
  }
  return found;
}
