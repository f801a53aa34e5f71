import { isNamedTo, type Visibility } from '../../criteria/comparison/readers.ts';
import type { Role } from './permissions.ts';
import type { SubmissionRow } from '../database/schema.ts';

/** Who asks to see another organisation's submission. `county` is set for a länsstyrelse. */
export interface Viewer {
  readonly role: Role | null;
  readonly organisationCode: string | null;
  /** Whether the viewer's organisation is in the network today. */
  readonly member: boolean;
  readonly county: string | null;
}

export type Sight = 'nothing' | 'levels' | 'text';

export function visibilityOf({
  sharing,
  to_county,
  county_code,
}: Pick<SubmissionRow, 'sharing' | 'to_county' | 'county_code'>): Visibility {
  return { sharing, toCounty: to_county === 1, county: county_code };
}

/**
 * The one place that says whose answers someone sees by name, and whether with text and evidence
 * (README, "Delning"). SKL sees the levels of all, and text only as members do. One reader comes in another way: the guest
 * of a review that both have said yes to (peer-reviews/view.ts).
 */
export function sightOf(
  viewer: Viewer,
  submission: Pick<SubmissionRow, 'sharing' | 'to_county' | 'county_code' | 'organisation_code'>,
): Sight {
  const visibility = visibilityOf(submission);
  if (isNamedTo.public(visibility)) return 'text';
  switch (viewer.role) {
    case 'network_admin':
      return isNamedTo.members(visibility) ? 'text' : 'levels';
    case 'coordinator':
    case 'decision_maker':
      if (viewer.organisationCode === submission.organisation_code) return 'text';
      return viewer.member && isNamedTo.members(visibility) ? 'text' : 'nothing';
    case 'county_viewer':
      return viewer.county !== null && isNamedTo.county(viewer.county)(visibility) ? 'text' : 'nothing';
    case 'contributor':
    case 'material_provider':
    case 'unassigned':
    case null:
      return 'nothing';
  }
}
