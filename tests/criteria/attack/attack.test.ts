import { describe, expect, it } from 'vitest';
import { expectNothingIn, seedsFrom } from './lives.ts';
import { ATTACKERS, attacksOf, type Attacker } from './readers.ts';
import { invent } from './network.ts';

const SEEDS = seedsFrom(1000, 100);

describe('an attack on a hundred generated networks, over all their editions', () => {
  it('finds nobody among fewer than five others, and nobody counted with an answer that is known to be its own', () => {
    const { figures, refused, parts, own } = expectNothingIn(SEEDS, false);
    // An attack on nothing would find nothing: there are figures over everyone, parts to solve, and tellings that had to wait.
    expect(figures).toBeGreaterThan(SEEDS.length * 10);
    expect(parts).toBeGreaterThan(SEEDS.length * 10);
    expect(refused).toBeGreaterThan(0);
    // And what is solved is often not what was answered: nobody can tell which parts that is.
    expect(own / parts).toBeGreaterThan(0.02);
    expect(own / parts).toBeLessThan(0.5);
  });

  it('finds nobody counted with its own answer when others have shared more openly since', () => {
    expect(expectNothingIn(SEEDS, true).figures).toBeGreaterThan(SEEDS.length * 10);
  });

  it('finds something in nearly every network when the control is switched off', () => {
    const [member, , anyone, ...counties] = ATTACKERS as [Attacker, Attacker, Attacker, ...Attacker[]];
    const rate = (attackers: readonly Attacker[]) => {
      // Fewer than twelve have next to no figures; and someone must be seen by name to be taken away.
      const lives = SEEDS.map((seed) => invent(seed, { controlled: false })).filter(
        ({ editions, stretches }) =>
          (editions[0]?.members.length ?? 0) >= 12 &&
          [...(stretches[0]?.sharing.values() ?? [])].some((shared) => attackers.some(({ sees }) => sees(shared))),
      );
      expect(lives.length).toBeGreaterThan(SEEDS.length / 2);
      const broken = lives.filter((life) =>
        attackers.some((attacker) =>
          attacksOf(life, attacker).some(({ finds }) => finds.some(({ how }) => how === 'few' || how === 'solved')),
        ),
      );
      return broken.length / lives.length;
    };
    expect(rate([member])).toBeGreaterThan(0.9);
    expect(rate([anyone])).toBeGreaterThan(0.9);
    expect(rate(counties)).toBeGreaterThan(0.9);
  });
});
