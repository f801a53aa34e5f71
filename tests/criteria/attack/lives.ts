import { expect } from 'vitest';
import { ATTACKERS, attacksOf, heldFrom } from './readers.ts';
import { invent, MEASURES } from './network.ts';

/** Seeds of invented networks, the same every time. */
export const seedsFrom = (first: number, n: number) => Array.from({ length: n }, (_, i) => first + i);

/** Attacks each network as every reader, and expects nothing to be found. Returns how
 * many figures were read, tellings refused, parts solved, and of those how many count what was answered. */
export function expectNothingIn(seeds: readonly number[], opening: boolean) {
  let [figures, refused, parts, own] = [0, 0, 0, 0];
  for (const seed of seeds) {
    const life = invent(seed, { opening });
    refused += life.refused;
    for (const attacker of ATTACKERS) {
      figures += MEASURES.reduce((sum, { key }) => sum + heldFrom(life, 0, attacker, key).length, 0);
      for (const { measure, finds, parts: solved } of attacksOf(life, attacker)) {
        // Who has shared more openly since leaves fewer behind; but still nobody is counted with an answer known to be its own.
        const found = opening
          ? finds.filter(({ how }) => how === 'not drawn for' || how === 'moved' || how === 'wrong sum')
          : finds;
        expect(found, `network ${seed}, ${attacker.name}`).toEqual([]);
        parts += solved.length;
        own += solved.filter(({ units, counts }) =>
          counts.every((n, level) => units.filter(({ values }) => values[measure] === level).length === n),
        ).length;
      }
    }
  }
  return { figures, refused, parts, own };
}
