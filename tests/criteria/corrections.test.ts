import { describe, expect, test } from 'vitest';
import { Control, PROTECTED_FEWEST, Roster, type Reader } from '../../criteria/comparison/disclose.ts';
import type { Member } from '../../criteria/comparison/edition-model.ts';

/** Five organisations at levels 2, 3, 4, 2 and 3. The first has sent two corrections. */
const sent = (organisation: string, submission: string, level: number): Member => ({
  organisation,
  submission,
  group: 'B3',
  county: '14',
  population: 20_000,
  values: { 'criterion:SL-01': level },
});
const first = sent('1440', 'a1', 2);
const others = [sent('1441', 'b', 3), sent('1442', 'c', 4), sent('1443', 'd', 2), sent('1444', 'e', 3)];

/** Whether a figure over the five may be published to someone who has seen these submissions by name. */
function mayPublish(seen: readonly string[]): boolean {
  const sets = [
    { members: [first, ...others] },
    { members: [sent('1440', 'a2', 3)] },
    { members: [sent('1440', 'a3', 2)] },
  ];
  const reader: Reader = {
    name: 'allmänheten',
    fewest: PROTECTED_FEWEST,
    holds: ['public'],
    since: 0,
    hides: ({ submission }) => !seen.includes(submission),
  };
  const control = new Control('criterion:SL-01', [reader], new Roster('levels', sets));
  return control.publish(sets[0] ?? { members: [] }, 'public');
}

describe('an organisation that has corrected what it sent', () => {
  test('hides the others, as the fifth, while none of what it has sent is seen by name', () => {
    expect(mayPublish([])).toBe(true);
  });
  // A correction keeps most of what it corrects, so it is known from any one of them: four are left, and four are too few.
  test.each(['a1', 'a2', 'a3'])('no longer does when %s is seen by name', (submission) => {
    expect(mayPublish([submission])).toBe(false);
  });
});
