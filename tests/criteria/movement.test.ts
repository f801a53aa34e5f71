import { describe, expect, test } from 'vitest';
import { movementOf, type YearLevel } from '../../criteria/scoring/movement.ts';

const at = (year: number, level: number, catalogue = '2.0'): YearLevel => ({ year, level, catalogue });
const always = () => true;

describe('did the level move?', () => {
  test('not told before a later year has a level', () => {
    expect(movementOf([at(2025, 1)], { baseYear: 2025, target: 2 }, always)).toEqual({
      from: at(2025, 1),
      to: null,
      comparable: true,
      reached: null,
    });
  });
  test.each([
    [1, 2, false],
    [2, 2, true],
    [3, 2, true],
    [0, 1, false],
  ])('level %i against the target %i: reached is %s', (level, target, reached) => {
    const levels = [at(2024, 4), at(2025, 1), at(2026, level)];
    const movement = movementOf(levels, { baseYear: 2025, target }, always);
    expect([movement.from?.level, movement.to?.level, movement.reached]).toEqual([1, level, reached]);
  });
  test('it is the newest of the later years that counts, in whatever order they come', () => {
    const levels = [at(2028, 3), at(2025, 1), at(2027, 2)];
    expect(movementOf(levels, { baseYear: 2025, target: 3 }, always)).toMatchObject({ to: at(2028, 3), reached: true });
  });
  test('an earlier year than the one it set out from is no answer', () => {
    expect(movementOf([at(2024, 4), at(2025, 1)], { baseYear: 2025, target: 2 }, always).to).toBeNull();
  });
  test('a criterion without a level then is followed up by what has come since', () => {
    expect(movementOf([at(2026, 2)], { baseYear: null, target: 2 }, always)).toMatchObject({
      from: null,
      to: at(2026, 2),
      reached: true,
    });
  });
  test('with other words in between nobody can say, though both levels are told', () => {
    const seen: string[] = [];
    const movement = movementOf([at(2025, 1, '1.0'), at(2026, 3, '2.0')], { baseYear: 2025, target: 2 }, (a, b) => {
      seen.push(`${a} ${b}`);
      return false;
    });
    expect(movement).toMatchObject({ comparable: false, reached: null });
    expect(seen).toEqual(['1.0 2.0']);
  });
  test('without a target nothing is reached or missed', () => {
    expect(movementOf([at(2025, 1), at(2026, 3)], { baseYear: 2025, target: null }, always).reached).toBeNull();
  });
});
