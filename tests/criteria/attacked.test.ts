import { expect, test } from 'vitest';
import { expectNothingIn, seedsFrom } from './attack/lives.ts';

/** Thirty networks each time the tests are run; a hundred others in a project of their own (tests/criteria/attack). */
const SEEDS = seedsFrom(5000, 15);

test('an attack on generated networks finds nobody among fewer than five others, whichever reader it is', () => {
  expect(expectNothingIn(SEEDS, false).figures).toBeGreaterThan(100);
}, 120_000);

test('nor anybody counted with its own answer, when others have shared more openly since', () => {
  expect(expectNothingIn(SEEDS, true).figures).toBeGreaterThan(100);
}, 120_000);
