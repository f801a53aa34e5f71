import { describe, expect, it } from 'vitest';
import { ATTACKERS, findsIn, heldFrom } from './readers.ts';
import { invent, MEASURES } from './network.ts';

const NETWORKS = 150;

describe('an attack on generated networks', () => {
  const seeds = Array.from({ length: NETWORKS }, (_, i) => 1000 + i);

  it('finds nothing about fewer than five protected organisations, for any reader, over all editions', () => {
    let [shown, refused] = [0, 0];
    for (const seed of seeds) {
      const life = invent(seed, true);
      refused += life.refusedRaises;
      for (const attacker of ATTACKERS) {
        shown += MEASURES.reduce((sum, { key }) => sum + heldFrom(life, 0, attacker, key).length, 0);
        expect(findsIn(life, attacker), `network ${seed}, ${attacker.name}`).toEqual([]);
      }
    }
    // An attack on nothing would find nothing: there are figures over everyone, and openness that had to wait.
    expect(shown).toBeGreaterThan(NETWORKS * 10);
    expect(refused).toBeGreaterThan(0);
  }, 120_000);

  it('finds something in nearly every network when the control is switched off', () => {
    const broken = seeds.filter((seed) => {
      const life = invent(seed, false);
      return ATTACKERS.some((attacker) => findsIn(life, attacker).some(({ how }) => how !== 'difference'));
    });
    expect(broken.length / NETWORKS).toBeGreaterThan(0.9);
  }, 120_000);
});
