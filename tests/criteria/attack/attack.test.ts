import { describe, expect, it } from 'vitest';
import { ATTACKERS, findsIn, heldFrom, type Attacker } from './readers.ts';
import { invent, MEASURES } from './network.ts';

const NETWORKS = 100;

describe('an attack on generated networks', () => {
  const seeds = Array.from({ length: NETWORKS }, (_, i) => 1000 + i);

  it('finds nothing about fewer than five protected organisations, for any reader, over all editions', () => {
    let [shown, refused] = [0, 0];
    for (const seed of seeds) {
      const life = invent(seed, true);
      refused += life.refused;
      for (const attacker of ATTACKERS) {
        shown += MEASURES.reduce((sum, { key }) => sum + heldFrom(life, 0, attacker, key).length, 0);
        expect([...findsIn(life, attacker)], `network ${seed}, ${attacker.name}`).toEqual([]);
      }
    }
    // An attack on nothing would find nothing: there are figures over everyone, and openness that had to wait.
    expect(shown).toBeGreaterThan(NETWORKS * 10);
    expect(refused).toBeGreaterThan(0);
  }, 120_000);

  it('finds something in nearly every network when the control is switched off', () => {
    const [member, , anyone, ...counties] = ATTACKERS as [Attacker, Attacker, Attacker, ...Attacker[]];
    const rate = (attackers: readonly Attacker[]) => {
      // Fewer than twelve have next to no figures; and someone must be seen by name to be taken away.
      const lives = seeds
        .map((seed) => invent(seed, false))
        .filter(
          ({ editions, stretches }) =>
            (editions[0]?.members.length ?? 0) >= 12 &&
            [...(stretches[0]?.sharing.values() ?? [])].some((shared) => attackers.some(({ sees }) => sees(shared))),
        );
      expect(lives.length).toBeGreaterThan(NETWORKS / 2);
      const broken = lives.filter((life) =>
        attackers.some((attacker) => findsIn(life, attacker).some(({ how }) => how !== 'difference')),
      );
      return broken.length / lives.length;
    };
    expect(rate([member])).toBeGreaterThan(0.95);
    expect(rate([anyone])).toBeGreaterThan(0.95);
    expect(rate(counties)).toBeGreaterThan(0.95);
  }, 120_000);
});
