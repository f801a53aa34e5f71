import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { Carried } from './contract.ts';
import { answersOf, assessmentsOf, type AnswerWithName, type AssessmentHead } from './queries.ts';

/** One answer in one of an organisation's assessments. */
export interface Member {
  readonly assessment: AssessmentHead;
  readonly answer: AnswerWithName;
}

const keyOf = (assessment: string, code: string) => `${assessment} ${code}`;

/** The answers that one was made from: the one it corrects, and those it was carried over from. */
function sourcesOf({ assessment, answer }: Member): string[] {
  const corrected = assessment.corrects === null ? [] : [keyOf(assessment.corrects, answer.code)];
  const { based_on: earlier } = assessment;
  if (answer.carried === null || earlier === null) return corrected;
  return [...corrected, ...(JSON.parse(answer.carried) as Carried).from.map(({ code }) => keyOf(earlier, code))];
}

/**
 * An answer with all its copies, to and from: over corrections and from year to year, also where criteria were split or
 * merged. A text that was copied stands in each of them.
 */
export async function familyOf(
  db: Kysely<Database>,
  organisationCode: string,
  assessmentId: string,
  code: string,
): Promise<Member[]> {
  const members = new Map<string, Member>();
  for (const assessment of await assessmentsOf(db, organisationCode))
    for (const answer of await answersOf(db, assessment.id))
      members.set(keyOf(assessment.id, answer.code), { assessment, answer });
  const related = new Map<string, Set<string>>();
  const relate = (a: string, b: string) => related.set(a, (related.get(a) ?? new Set()).add(b));
  for (const [key, member] of members) {
    for (const source of sourcesOf(member)) {
      relate(key, source);
      relate(source, key);
    }
  }
  const family = new Set([keyOf(assessmentId, code)]);
  for (const key of family) for (const other of related.get(key) ?? []) family.add(other);
  return [...family].flatMap((key) => members.get(key) ?? []);
}
