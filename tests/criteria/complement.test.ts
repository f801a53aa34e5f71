import { expect, test } from 'vitest';
import { FEWEST_TO_MEMBERS, type Reader } from '../../criteria/comparison/disclose.ts';
import { computeEdition } from '../../criteria/comparison/edition.ts';
import type { Figure } from '../../criteria/comparison/edition-model.ts';
import { kommuner } from './network-of.ts';

const levels = (i: number) => ({ 'criterion:SL-01': 2 + (i % 3) });

/** The figure of kommungrupp B3, the only one that is published, with so many kommuner outside it, none seen by name. */
function figureWith(outside: number): Figure | undefined {
  const member: Reader = { name: 'medlem', fewest: FEWEST_TO_MEMBERS, holds: ['members'], since: 0, hides: () => true };
  const { pages } = computeEdition({
    number: 1,
    measures: [{ key: 'criterion:SL-01', kind: 'level', tasks: ['kommun'] }],
    members: [...kommuner('B3', 8, levels), ...kommuner('C8', outside, levels)],
    superseded: [],
    publications: [{ key: 'members', groups: ['kommungrupp-b3'], everyone: ['kommungrupp-b3'], names: () => false }],
    readers: [member],
    past: [],
    sets: ['kommungrupp-b3', 'kommungrupp-c8'],
    random: () => 0.999,
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
