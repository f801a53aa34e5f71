import { openness, type Stretch, type Visibility } from '../../criteria/comparison/readers.ts';
import type { EditionRow, SharingChangeRow, SubmissionRow } from '../database/schema.ts';
import { visibilityOf } from '../access/sight.ts';

/** A year's submissions, oldest revision first, and how each has been shared, in order of time. */
export interface SharedYear {
  readonly submissions: readonly SubmissionRow[];
  readonly changes: readonly Omit<SharingChangeRow, 'id' | 'user_id'>[];
}

interface Happening {
  readonly at: string;
  readonly edition: number;
  readonly year: 'sharing' | 'before';
  /** Who the visibility is noted for: a submission, or for the year before an organisation. */
  readonly key: string;
  readonly visibility: Visibility;
  /** The submission that a correction takes the place of. */
  readonly replaces: string | null;
}

function happenings(
  { submissions, changes }: SharedYear,
  year: Happening['year'],
  editionAt: (change: SharedYear['changes'][number]) => number,
): Happening[] {
  const byId = new Map(submissions.map((row) => [row.assessment_id, row]));
  // Oldest revision first: the one before it, of the same organisation, is what a submission corrects.
  const corrected = new Map<string, string | null>();
  const latest = new Map<string, string>();
  for (const { assessment_id, organisation_code } of submissions) {
    corrected.set(assessment_id, latest.get(organisation_code) ?? null);
    latest.set(organisation_code, assessment_id);
  }
  return changes.flatMap((change): Happening[] => {
    const submission = byId.get(change.assessment_id);
    if (!submission) return [];
    return [
      {
        at: change.at,
        edition: editionAt(change),
        year,
        key: year === 'sharing' ? change.assessment_id : submission.organisation_code,
        visibility: visibilityOf({ ...change, county_code: submission.county_code }),
        replaces: change.sequence === 1 ? (corrected.get(change.assessment_id) ?? null) : null,
      },
    ];
  });
}

/**
 * How sharing of a year and the one before it has stood, in stretches (criteria/comparison/readers.ts). More openness only adds to
 * the stretch that it comes in; less openness, or a correction in the place of what it corrects, begins a new one.
 */
export function stretchesOf(
  now: SharedYear,
  before: SharedYear,
  editions: readonly Pick<EditionRow, 'number' | 'reason' | 'computed_at'>[],
): readonly Stretch[] {
  /** This year's edition that could be read right after a change in the year before: one was made for it, if needed. */
  const editionAfter = ({ at }: { readonly at: string }) =>
    (
      editions.findLast(
        ({ reason, computed_at }) => (reason === 'interim' || reason === 'sharing') && computed_at === at,
      ) ?? editions.findLast(({ computed_at }) => computed_at <= at)
    )?.number ?? 0;
  const all = [
    ...happenings(before, 'before', editionAfter),
    ...happenings(now, 'sharing', ({ edition }) => edition),
  ].sort((a, b) => a.at.localeCompare(b.at) || a.edition - b.edition);

  let latest = { edition: 0, sharing: new Map<string, Visibility>(), before: new Map<string, Visibility>() };
  const stretches = [latest];
  for (const { edition, year, key, visibility, replaces } of all) {
    const earlier = latest[year].get(key);
    if (replaces !== null || (earlier && openness(visibility) < openness(earlier))) {
      latest = { edition, sharing: new Map(latest.sharing), before: new Map(latest.before) };
      stretches.push(latest);
      if (replaces !== null) latest.sharing.delete(replaces);
    }
    latest[year].set(key, visibility);
  }
  return stretches;
}
