import { expect, test } from 'vitest';
import { AS_MEMBER } from '../../criteria/comparison/disclose.ts';
import { computeEdition } from '../../criteria/comparison/edition.ts';
import type { Figure, Member } from '../../criteria/comparison/edition-model.ts';

/** Kommuner at levels 2, 3 and 4 in turn, none of which the members see by name. */
const kommuner = (group: string, n: number): Member[] =>
  Array.from({ length: n }, (_, i) => ({
    organisation: `${group}-${i}`,
    submission: `${group}-${i}`,
    group,
    county: '14',
    population: 20_000,
    values: { 'criterion:SL-01': 2 + (i % 3) },
  }));

/** The figure of kommungrupp B3, the only one that is published, with so many kommuner outside it. */
function figureWith(outside: number): Figure | undefined {
  const pages = computeEdition({
    number: 1,
    measures: [{ key: 'criterion:SL-01', kind: 'level', tasks: ['kommun'] }],
    members: [...kommuner('B3', 8), ...kommuner('C8', outside)],
    superseded: [],
    publications: [{ key: 'members', groups: ['kommungrupp-b3'], everyone: ['kommungrupp-b3'], names: () => false }],
    readers: [{ name: 'medlem', rule: AS_MEMBER, holds: ['members'], since: 0, hides: () => true }],
    past: [],
    mode: 'renew',
  });
  return pages.get('members')?.get('kommungrupp-b3')?.['criterion:SL-01'];
}

// README, "Utgåvor", komplementet: whoever learns the whole network's figure some day must not be left with a handful.
test.each([1, 4, 5])(
  'a group is withheld when it leaves %i protected outside it, which a member may be one of',
  (n) => {
    expect(figureWith(n)).toEqual({ withheld: 'protected' });
  },
);

test.each([0, 6, 7])('and shown when it leaves %i', (n) => {
  expect(figureWith(n)).toMatchObject({ n: 8, scope: 'everyone' });
});
