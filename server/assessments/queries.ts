import type { Kysely } from 'kysely';
import { prepared } from '../database/prepared.ts';
import type { AnswerRow, AssessmentRow, CommentRow, Database } from '../database/schema.ts';

type Db = Kysely<Database>;

const ANSWER = [
  'assessment_id',
  'code',
  'kind',
  'revision',
  'level',
  'not_applicable',
  'to_confirm',
  'content',
  'carried',
  'updated_at',
  'updated_by',
] as const;

export type AnswerWithName = AnswerRow & { readonly updated_by_name: string | null };

export function answersOf(db: Db, assessmentId: string): Promise<AnswerWithName[]> {
  return db
    .selectFrom('answers')
    .leftJoin('users', 'users.id', 'answers.updated_by')
    .select(ANSWER)
    .select('users.name as updated_by_name')
    .where('assessment_id', '=', assessmentId)
    .orderBy('code')
    .execute();
}

/** The answers to criteria of many assessments, by assessment. In chunks: a network can be large. */
export async function criteriaAnswersOf(
  db: Db,
  assessmentIds: readonly string[],
): Promise<ReadonlyMap<string, readonly AnswerRow[]>> {
  const rows: AnswerRow[] = [];
  for (let i = 0; i < assessmentIds.length; i += 400)
    rows.push(
      ...(await db
        .selectFrom('answers')
        .select(ANSWER)
        .where('assessment_id', 'in', assessmentIds.slice(i, i + 400))
        .where('kind', '=', 'criterion')
        .execute()),
    );
  return Map.groupBy(rows, ({ assessment_id }) => assessment_id);
}

export function answerOf(db: Db, assessmentId: string, code: string): Promise<AnswerWithName | undefined> {
  return db
    .selectFrom('answers')
    .leftJoin('users', 'users.id', 'answers.updated_by')
    .select(ANSWER)
    .select('users.name as updated_by_name')
    .where('assessment_id', '=', assessmentId)
    .where('code', '=', code)
    .executeTakeFirst();
}

const countChange = prepared((db) =>
  db
    .updateTable('assessments')
    .set((eb) => ({ content_revision: eb('content_revision', '+', 1), updated_at: '' }))
    .where('id', '=', '')
    .where('state', '=', 'draft')
    .returning('content_revision'),
);

const overwrite = prepared((db) =>
  db
    .updateTable('answers')
    .set({ revision: 0, to_confirm: 0, level: 0, not_applicable: 0, content: '', updated_at: '', updated_by: '' })
    .where('assessment_id', '=', '')
    .where('code', '=', '')
    .where('revision', '=', 0),
);

/**
 * Counts a change of a draft. Undefined when the assessment is no longer a draft: whoever freezes it
 * and whoever saves cannot both succeed.
 */
export async function touchDraft(db: Db, assessmentId: string, at: string): Promise<number | undefined> {
  const {
    rows: [row],
  } = await countChange(db, 1, at, assessmentId, 'draft');
  return row?.content_revision;
}

/** Counts a change that is allowed in every state, such as a comment. */
export async function touch(db: Db, assessmentId: string): Promise<void> {
  await db
    .updateTable('assessments')
    .set((eb) => ({ content_revision: eb('content_revision', '+', 1) }))
    .where('id', '=', assessmentId)
    .execute();
}

type Saved = Pick<AnswerRow, 'kind' | 'level' | 'not_applicable' | 'content' | 'updated_at' | 'updated_by'>;

/** Saves over revision `base` (0: not saved before). False when someone else has saved since. */
export async function saveAnswer(
  db: Db,
  assessmentId: string,
  code: string,
  base: number,
  saved: Saved,
): Promise<boolean> {
  if (base === 0) {
    const inserted = await db
      .insertInto('answers')
      .values({ assessment_id: assessmentId, code, revision: 1, to_confirm: 0, carried: null, ...saved })
      .onConflict((c) => c.columns(['assessment_id', 'code']).doNothing())
      .executeTakeFirst();
    return inserted.numInsertedOrUpdatedRows === 1n;
  }
  const { level, not_applicable, content, updated_at, updated_by } = saved;
  const { numAffectedRows } = await overwrite(
    db,
    base + 1,
    0,
    level,
    not_applicable,
    content,
    updated_at,
    updated_by,
    assessmentId,
    code,
    base,
  );
  return numAffectedRows === 1n;
}

export async function insertAnswers(db: Db, rows: readonly AnswerRow[]): Promise<void> {
  if (rows.length > 0)
    await db
      .insertInto('answers')
      .values([...rows])
      .execute();
}

/** Rewrites what an answer holds without an author: for masking. */
export async function replaceContent(
  db: Db,
  assessmentId: string,
  code: string,
  change: Pick<AnswerRow, 'content' | 'carried' | 'revision'>,
): Promise<void> {
  await db
    .updateTable('answers')
    .set(change)
    .where('assessment_id', '=', assessmentId)
    .where('code', '=', code)
    .execute();
}

const ASSESSMENT = [
  'id',
  'organisation_code',
  'year',
  'revision',
  'corrects',
  'based_on',
  'catalogue',
  'track',
  'deepenings',
  'state',
  'show_status',
  'content_revision',
  'created_at',
  'created_by',
  'updated_at',
  'frozen_at',
  'hash',
  'decision',
  'adopted_at',
] as const;

/** An assessment without its frozen document, which can be large. */
export type AssessmentHead = Omit<AssessmentRow, 'frozen_json'>;

export function assessmentHead(db: Db, id: string): Promise<AssessmentHead> {
  return db.selectFrom('assessments').select(ASSESSMENT).where('id', '=', id).executeTakeFirstOrThrow();
}

/** Newest year and revision first. */
export function assessmentsOf(db: Db, organisationCode: string): Promise<AssessmentHead[]> {
  return db
    .selectFrom('assessments')
    .select(ASSESSMENT)
    .where('organisation_code', '=', organisationCode)
    .orderBy('year', 'desc')
    .orderBy('revision', 'desc')
    .execute();
}

export async function insertAssessment(db: Db, row: AssessmentRow): Promise<boolean> {
  const result = await db
    .insertInto('assessments')
    .values(row)
    .onConflict((c) => c.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Changes the assessment only while it is in the state `from`; false when it no longer is. */
export async function moveAssessment(
  db: Db,
  id: string,
  from: AssessmentRow['state'],
  change: Partial<AssessmentRow>,
): Promise<boolean> {
  const result = await db
    .updateTable('assessments')
    .set((eb) => ({ ...change, content_revision: eb('content_revision', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Puts another frozen document in place; null for a draft, which has none. Counts as a change of the content. */
export async function replaceFrozen(db: Db, id: string, frozen: string | null, hash: string | null): Promise<void> {
  await db
    .updateTable('assessments')
    .set((eb) => ({ frozen_json: frozen, hash, content_revision: eb('content_revision', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

export async function deleteAssessment(db: Db, id: string): Promise<void> {
  await db.deleteFrom('assessments').where('id', '=', id).execute();
}

/** The frozen document's hash, and the document. */
export function frozenOf(db: Db, id: string): Promise<Pick<AssessmentRow, 'hash' | 'frozen_json'> | undefined> {
  return db.selectFrom('assessments').select(['hash', 'frozen_json']).where('id', '=', id).executeTakeFirst();
}

export function commentsOf(
  db: Db,
  assessmentId: string,
  code: string,
): Promise<(CommentRow & { name: string | null })[]> {
  return db
    .selectFrom('comments')
    .leftJoin('users', 'users.id', 'comments.user_id')
    .select(['comments.id', 'assessment_id', 'code', 'user_id', 'text', 'comments.created_at', 'users.name'])
    .where('assessment_id', '=', assessmentId)
    .where('code', '=', code)
    .orderBy('comments.created_at')
    .execute();
}

export interface LastComment {
  readonly code: string;
  readonly user_id: string | null;
  readonly name: string | null;
  readonly created_at: string;
}

/** The last comment on each criterion, newest first. */
export async function lastComments(db: Db, assessmentId: string): Promise<readonly LastComment[]> {
  const rows = await db
    .selectFrom('comments')
    .leftJoin('users', 'users.id', 'comments.user_id')
    .select(['code', 'user_id', 'users.name', 'comments.created_at'])
    .where('assessment_id', '=', assessmentId)
    .orderBy('comments.created_at', 'desc')
    .execute();
  return rows.filter(({ code }, i) => rows.findIndex((row) => row.code === code) === i);
}

export async function commentCounts(db: Db, assessmentId: string): Promise<Readonly<Record<string, number>>> {
  const rows = await db
    .selectFrom('comments')
    .select(['code', (eb) => eb.fn.countAll().as('n')])
    .where('assessment_id', '=', assessmentId)
    .groupBy('code')
    .execute();
  // PostgreSQL answers count(*) as text.
  return Object.fromEntries(rows.map(({ code, n }) => [code, Number(n)]));
}

export async function insertComment(db: Db, row: CommentRow): Promise<void> {
  await db.insertInto('comments').values(row).execute();
}
