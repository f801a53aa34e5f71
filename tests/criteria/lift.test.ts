import { describe, expect, it } from 'vitest';
import { mostLifting, nearestFirst } from '../../criteria/comparison/lift.ts';
import type { Level } from '../../criteria/model.ts';

describe('what lifts us most', () => {
  const row = (code: string, roles: number, starter = false) => ({
    code,
    roles: Array.from({ length: roles }, (_, i) => `r${i}`),
    starter,
  });
  const levels = (given: Record<string, Level>) => new Map(Object.entries(given));

  it('is what lies furthest below the median; ties go by roles, then starter, then order', () => {
    const criteria = [row('A', 1), row('B', 3), row('C', 1, true), row('D', 1), row('E', 1), row('F', 1)];
    const own = levels({ A: 1, B: 1, C: 1, D: 0, E: 3 });
    const medians = new Map(Object.entries({ A: 2, B: 2, C: 2, D: 2.5, E: 2, F: 4 }));
    expect(mostLifting(criteria, own, medians).map(({ code }) => code)).toEqual(['D', 'B', 'C', 'A']);
    expect(mostLifting(criteria, own, medians)[0]).toEqual({ code: 'D', level: 0, median: 2.5, below: 2.5 });
  });

  it('leaves out what is at the median, not answered, or withheld', () => {
    expect(mostLifting([row('A', 1), row('B', 1)], levels({ A: 2 }), new Map([['A', 2]]))).toEqual([]);
  });
});

describe('whom to learn from', () => {
  const place = (name: string, group: string, population: number) => ({
    name,
    organisation: '1281',
    group,
    county: '12',
    population,
  });

  it('is the same kommungrupp first, then the most alike in size, then by name', () => {
    const own = place('Vi', 'B4', 20_000);
    const order = nearestFirst(own, [
      place('Stor', 'B4', 80_000),
      place('Annan', 'C6', 20_000),
      place('Ö-kommun', 'B4', 10_000),
      place('Ängen', 'B4', 40_000),
    ]).map(({ name }) => name);
    // 10 000 and 40 000 are equally far from 20 000 as a ratio.
    expect(order).toEqual(['Ängen', 'Ö-kommun', 'Stor', 'Annan']);
  });
});
