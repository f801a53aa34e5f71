import { describe, expect, test } from 'vitest';
import { AS_OUTSIDER, Control, Roster, type Reader } from '../../criteria/comparison/disclose.ts';
import type { Member } from '../../criteria/comparison/edition-model.ts';

/** Five organisations at levels 2, 3, 4, 2 and 3. The first has sent two corrections, with the same level. */
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
    { members: [sent('1440', 'a2', 2)] },
    { members: [sent('1440', 'a3', 2)] },
  ];
  const reader: Reader = {
    name: 'allmänheten',
    rule: AS_OUTSIDER,
    holds: ['public'],
    since: 0,
    hides: ({ submission }) => !seen.includes(submission),
  };
  const measure = { key: 'criterion:SL-01', kind: 'level' } as const;
  const control = new Control(measure, 'levels', [reader], new Roster(sets), sets);
  return control.publish(sets[0] ?? { members: [] }, 'public');
}

describe('an organisation whose correction keeps a level', () => {
  test('hides the others, as the fifth, while none of what it has sent is seen by name', () => {
    expect(mayPublish([])).toBe(true);
  });
  // The level is known from any one of them: four are left, and four are too few.
  test.each(['a1', 'a2', 'a3'])('no longer does when %s is seen by name', (submission) => {
    expect(mayPublish([submission])).toBe(false);
  });
});
