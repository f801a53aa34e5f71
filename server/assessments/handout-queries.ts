import type { Kysely } from 'kysely';
import { isAnswered } from '../../criteria/scoring/score.ts';
import { byName, bySwedish } from '../../criteria/order.ts';
import type { Database, HandoutRow } from '../database/schema.ts';
import { isItem, levelState } from './content.ts';
import { handoutState, waitsFor, type HandoutState, type HandoutStep, type Turn } from './handout-state.ts';
import { answersOf, type AnswerWithName } from './queries.ts';

type Db = Kysely<Database>;

/** With the colleague's name, and that of whoever handed it out, when the account still exists. */
export type HandoutWithName = HandoutRow & { readonly name: string; readonly sender: string | null };
export type StandingHandout<Row extends HandoutRow = HandoutWithName> = Row & {
  readonly answered: boolean;
  /** Of the answer; 0 when nothing is saved. */
  readonly revision: number;
  readonly state: HandoutState;
  readonly waitsFor: Turn | null;
};

/** By criterion, then by name. */
export async function handoutsOf(db: Db, assessmentId: string): Promise<HandoutWithName[]> {
  const rows = await db
    .selectFrom('handouts')
    .innerJoin('users', 'users.id', 'handouts.user_id')
    .leftJoin('users as senders', 'senders.id', 'handouts.created_by')
    .selectAll('handouts')
    .select(['users.name', 'senders.name as sender'])
    .where('assessment_id', '=', assessmentId)
    .execute();
  return rows.sort((a, b) => bySwedish(a.code, b.code) || byName(a, b));
}

/** Each hand-out of one assessment with where it stands. The one place where the rule meets the database. */
export function withState<Row extends HandoutRow>(
  handouts: readonly Row[],
  answers: readonly AnswerWithName[],
): StandingHandout<Row>[] {
  const standing = new Map(
    answers
      .filter((row) => !isItem(row))
      .map((row) => [
        row.code,
        {
          answered: isAnswered(levelState(row)),
          revision: row.revision,
          updatedAt: row.updated_at,
          updatedBy: row.updated_by,
        },
      ]),
  );
  return handouts.map((row) => {
    const answer = standing.get(row.code);
    const state = handoutState(row, answer);
    return {
      ...row,
      answered: answer?.answered ?? false,
      revision: answer?.revision ?? 0,
      state,
      waitsFor: waitsFor(state),
    };
  });
}

/** The hand-outs of an assessment as they stand. */
export async function standingHandouts(db: Db, assessmentId: string): Promise<StandingHandout[]> {
  const [handouts, answers] = await Promise.all([handoutsOf(db, assessmentId), answersOf(db, assessmentId)]);
  return withState(handouts, answers);
}

/** Handing out again changes the message and the day, and not how far it has come. */
export async function upsertHandouts(
  db: Db,
  rows: readonly Omit<HandoutRow, 'opened_at' | 'step' | 'step_at'>[],
): Promise<void> {
  for (const row of rows) {
    await db
      .insertInto('handouts')
      .values({ ...row, opened_at: null, step: null, step_at: null })
      .onConflict((c) =>
        c.columns(['assessment_id', 'code', 'user_id']).doUpdateSet({ message: row.message, due: row.due }),
      )
      .execute();
  }
}

interface Held {
  readonly assessmentId: string;
  readonly userId: string;
  readonly codes: readonly string[];
}

export async function setOpened(db: Db, { assessmentId, userId, codes }: Held, at: string): Promise<void> {
  await db
    .updateTable('handouts')
    .set({ opened_at: at })
    .where('assessment_id', '=', assessmentId)
    .where('user_id', '=', userId)
    .where('code', 'in', codes)
    .where('opened_at', 'is', null)
    .execute();
}

/** Null takes back what was said. */
export async function setStep(
  db: Db,
  { assessmentId, userId, codes }: Held,
  step: HandoutStep | null,
  at: string,
): Promise<void> {
  await db
    .updateTable('handouts')
    .set({ step, step_at: at })
    .where('assessment_id', '=', assessmentId)
    .where('user_id', '=', userId)
    .where('code', 'in', codes)
    .execute();
}

/** False when it was not handed out. */
export async function deleteHandout(db: Db, assessmentId: string, code: string, userId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('handouts')
    .where('assessment_id', '=', assessmentId)
    .where('code', '=', code)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
