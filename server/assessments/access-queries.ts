import type { Kysely } from 'kysely';
import { tasksOf, type Task } from '../../criteria/model.ts';
import type { AssessmentRow, Database } from '../database/schema.ts';

export interface LoadedAssessment {
  readonly row: Omit<AssessmentRow, 'frozen_json'>;
  readonly organisation: { readonly code: string; readonly kind: Task; readonly name: string; readonly shortName: string; readonly tasks: readonly Task[] };
}

/** Ids are made by us; anything else cannot exist, and PostgreSQL refuses some characters. */
const ASSESSMENT_ID = /^\d{2,4}-\d{4}(-\d{1,3})?$/;

/** The assessment and the organisation it belongs to, in one query; undefined when there is none. */
export async function assessmentWithOrganisation(db: Kysely<Database>, id: string): Promise<LoadedAssessment | undefined> {
  if (!ASSESSMENT_ID.test(id)) return undefined;
  const found = await db
    .selectFrom('assessments')
    .innerJoin('organisations', 'organisations.code', 'assessments.organisation_code')
    .select([
      'id', 'organisation_code', 'year', 'revision', 'corrects', 'based_on', 'catalogue', 'track', 'state', 'show_status', 'content_revision',
      'created_at', 'created_by', 'updated_at', 'frozen_at', 'hash', 'decision', 'adopted_at', 'kind', 'name', 'short_name',
    ])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found) return undefined;
  const { kind, name, short_name, ...row } = found;
  const code = row.organisation_code;
  return { row, organisation: { code, kind, name, shortName: short_name, tasks: tasksOf({ code, kind }) } };
}

const CRITERION_CODE = /^[A-Z]{2}-\d{2}$/;

/** Whether a criterion of an assessment has been handed out to a person. */
export async function handedOut(db: Kysely<Database>, assessmentId: string, userId: string, code: string): Promise<boolean> {
  if (!CRITERION_CODE.test(code)) return false;
  const row = await db
    .selectFrom('handouts')
    .select('code')
    .where('assessment_id', '=', assessmentId)
    .where('code', '=', code)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row !== undefined;
}
