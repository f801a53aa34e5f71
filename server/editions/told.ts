import type { Kysely } from 'kysely';
import type { Standout } from '../../criteria/comparison/standouts.ts';
import type { Database, ExampleRow, SubmissionRow } from '../database/schema.ts';

type Db = Kysely<Database>;

/** The years that an example tells of, earliest first: a rise tells of the one before too. */
export function yearsTold({ year, reasons }: Pick<ExampleRow, 'year' | 'reasons'>): readonly number[] {
  const before = (JSON.parse(reasons) as Standout[]).flatMap((why) => (why.kind === 'rise' ? [why.beforeYear] : []));
  return [...new Set([...before, year])].sort();
}

/** Those of a year's submissions whose organisation the showcase has told the public about. */
export async function toldOf(
  db: Db,
  submissions: readonly SubmissionRow[],
  key: (row: SubmissionRow) => string,
): Promise<ReadonlySet<string>> {
  const year = submissions[0]?.year;
  if (year === undefined) return new Set();
  // An example of the year after can tell of this one: that someone rose says that they were low.
  const rows = await db
    .selectFrom('examples')
    .select(['organisation_code', 'year', 'reasons'])
    .where('year', 'in', [year, year + 1])
    .where('told', '=', 1)
    .execute();
  const told = new Set(
    rows.filter((row) => yearsTold(row).includes(year)).map(({ organisation_code }) => organisation_code),
  );
  return new Set(submissions.filter((row) => told.has(row.organisation_code)).map(key));
}
