import type { Kysely } from 'kysely';
import type { Level } from '../../criteria/model.ts';
import type { LoadedAssessment, SignedInUser } from '../access/requester.ts';
import { logEvent } from '../audit/events.ts';
import { prepared } from '../database/prepared.ts';
import type { AnswerRow, Database } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../http/problem.ts';
import { contentOf, textIn } from './content.ts';
import type { AnswerVersion } from './contract.ts';

type Db = Kysely<Database>;

/** Saves by one person within this time are one sitting, of which only how it ended is kept; in milliseconds. */
const SITTING = 10 * 60_000;
const EMPTY = contentOf({ reason: '', motivation: '', evidence: [] });

const keepIf = prepared((db) =>
  db
    .insertInto('answer_versions')
    .columns(['assessment_id', 'code', 'revision', 'level', 'not_applicable', 'content', 'saved_at', 'saved_by'])
    .expression((eb) =>
      eb
        .selectFrom('answers')
        .select(['assessment_id', 'code', 'revision', 'level', 'not_applicable', 'content', 'updated_at', 'updated_by'])
        .where('assessment_id', '=', '')
        .where('code', '=', '')
        .where('revision', '=', 0)
        .where('kind', '=', 'criterion')
        .where((e) => e.or([e('level', 'is not', null), e('not_applicable', '=', 1), e('content', '<>', '')]))
        .where((e) =>
          e.or([
            e('updated_by', 'is', null),
            e('updated_by', '<>', ''),
            e('updated_at', '<', ''),
            e(e.fn<number>('length', ['content']), '>', 0),
          ]),
        ),
    ),
);

/**
 * Keeps what an answer says, in the transaction that writes over it: when it is another person's, from an earlier sitting,
 * or when more than half of the text goes away. Otherwise every pause in typing would be a version.
 */
export async function keepVersion(
  trx: Db,
  { id, code, base }: { readonly id: string; readonly code: string; readonly base: number },
  next: { readonly content: string; readonly by: string; readonly at: Date; readonly always?: boolean },
): Promise<void> {
  const sitting = new Date(next.at.getTime() - SITTING).toISOString();
  // Twice what is written now, both counted without the braces around it. Restoring keeps whatever it replaces.
  const longest = next.always ? 0 : 2 * next.content.length - EMPTY.length;
  await keepIf(trx, id, code, base, 'criterion', 1, EMPTY, next.by, sitting, longest);
}

/** What an answer has said before, newest first, without those that the next one repeats. */
export async function versionsOf(db: Db, assessmentId: string, code: string): Promise<AnswerVersion[]> {
  const rows = await db
    .selectFrom('answer_versions')
    .leftJoin('users', 'users.id', 'saved_by')
    .select(['revision', 'level', 'not_applicable', 'content', 'saved_at', 'users.name'])
    .where('assessment_id', '=', assessmentId)
    .where('code', '=', code)
    .where('content', 'is not', null)
    .orderBy('revision', 'desc')
    .execute();
  const now = await db
    .selectFrom('answers')
    .select(['level', 'not_applicable', 'content'])
    .where('assessment_id', '=', assessmentId)
    .where('code', '=', code)
    .executeTakeFirst();
  const told = ({
    level,
    not_applicable,
    content,
  }: Pick<AnswerRow, 'level' | 'not_applicable'> & { content: string | null }) =>
    `${level} ${not_applicable} ${content}`;
  return rows
    .filter((row, i) => told(row) !== told(rows[i - 1] ?? now ?? row))
    .map((row) => {
      const { reason, motivation, evidence } = textIn({ content: row.content ?? EMPTY });
      return {
        revision: row.revision,
        level: row.level as Level | null,
        notApplicable: row.not_applicable === 1,
        reason,
        motivation,
        evidence: [...evidence],
        savedAt: row.saved_at,
        savedBy: row.name,
      };
    });
}

/** A version as it is stored, to be put back. Throws 404 when there is none. */
export async function versionRow(
  db: Db,
  assessmentId: string,
  code: string,
  revision: number,
): Promise<Pick<AnswerRow, 'kind' | 'level' | 'not_applicable' | 'content'>> {
  const row = await db
    .selectFrom('answer_versions')
    .select(['level', 'not_applicable', 'content'])
    .where('assessment_id', '=', assessmentId)
    .where('code', '=', code)
    .where('revision', '=', revision)
    .executeTakeFirst();
  if (row?.content == null) throw notFound('Versionen');
  return { kind: 'criterion', level: row.level, not_applicable: row.not_applicable, content: row.content };
}

/**
 * Takes the text of one version away for good: what should not have been written must be possible to remove from a draft
 * too. Who set which level when stays. Throws 404 when there is none.
 */
export async function removeVersion(
  deps: Deps,
  user: SignedInUser,
  loaded: LoadedAssessment,
  { code, revision }: { readonly code: string; readonly revision: number },
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('answer_versions')
      .set({ content: null })
      .where('assessment_id', '=', loaded.id)
      .where('code', '=', code)
      .where('revision', '=', revision)
      .where('content', 'is not', null)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw notFound('Versionen');
    await logEvent(deps, trx, {
      event: 'answer-version-removed',
      userId: user.id,
      organisationCode: loaded.organisationCode,
      assessmentId: loaded.id,
      details: { code },
    });
  });
}

/**
 * Drafts are working material: when the assessment is adopted the earlier texts go, as drafts of a decision do
 * (2 kap. 12 § tryckfrihetsförordningen). Who set which level when stays, for the log.
 */
export async function forgetVersions(trx: Db, assessmentId: string): Promise<void> {
  await trx.updateTable('answer_versions').set({ content: null }).where('assessment_id', '=', assessmentId).execute();
}

/** Told in the log with the version's time, so that the reader of the log can tell which. */
export function logRestored(
  deps: Deps,
  trx: Db,
  user: SignedInUser,
  loaded: LoadedAssessment,
  code: string,
): Promise<void> {
  return logEvent(deps, trx, {
    event: 'answer-restored',
    userId: user.id,
    organisationCode: loaded.organisationCode,
    assessmentId: loaded.id,
    details: { code },
  });
}
