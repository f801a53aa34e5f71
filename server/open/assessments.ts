import { byName } from '../../criteria/order.ts';
import type { NamedAssessment } from '../comparison/contract.ts';
import { ANYONE, namedAssessmentFor } from '../comparison/named.ts';
import type { Deps } from '../deps.ts';
import { counting, SUBMISSION } from '../rounds/queries.ts';
import { sightOf } from '../access/sight.ts';

export interface OpenAssessment {
  readonly code: string;
  readonly name: string;
  readonly county: string;
  readonly year: number;
  readonly assessmentId: string;
}

/** Every assessment that anyone may read, by name and then newest first: those shared `öppet` (README, "Delning"). */
export async function openAssessments(deps: Deps): Promise<OpenAssessment[]> {
  const [rows, organisations] = await Promise.all([
    deps.db.selectFrom('submissions').select(SUBMISSION).orderBy('revision').execute(),
    deps.db.selectFrom('organisations').select(['code', 'name', 'county']).execute(),
  ]);
  const places = new Map(organisations.map((row) => [row.code, row]));
  const years = [...new Set(rows.map(({ year }) => year))];
  return years
    .flatMap((year) => [...counting(rows.filter((row) => row.year === year)).values()])
    .filter((row) => sightOf(ANYONE, row) === 'text')
    .map((row) => ({
      code: row.organisation_code,
      name: places.get(row.organisation_code)?.name ?? row.organisation_code,
      county: places.get(row.organisation_code)?.county ?? '',
      year: row.year,
      assessmentId: row.assessment_id,
    }))
    .sort((a, b) => byName(a, b) || b.year - a.year);
}

/** An open assessment as anyone reads it; throws as if it did not exist when it is not open. */
export function openAssessment(deps: Deps, code: string, year: number): Promise<NamedAssessment> {
  return namedAssessmentFor(deps, ANYONE, code, year);
}
