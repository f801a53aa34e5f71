import type { Kysely } from 'kysely';
import type { LoadedAssessment, SignedInUser } from '../access/requester.ts';
import { logEvent } from '../audit/events.ts';
import type { Database } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { invalid, notFound, Problem } from '../http/problem.ts';
import { commentBy } from './comments.ts';
import type { OwnSteps, Review } from './handout-contract.ts';
import { setOpened, setStep, standingHandouts, type StandingHandout } from './handout-queries.ts';
import { insertComment, moveAssessment } from './queries.ts';
import { tellAllDone, tellReturned } from './tell.ts';

type Db = Kysely<Database>;

/**
 * Steps are taken in a draft only. Counted, so that those who have it open see them; the answers are as old as before.
 * Done before anything is read, since from then on two steps wait for each other.
 */
export async function countDraftChange(trx: Db, { id }: LoadedAssessment): Promise<void> {
  if (!(await moveAssessment(trx, id, 'draft', {})))
    throw new Problem(409, 'frozen', 'Självskattningen är låst, så det som är utdelat ändras inte längre.', [
      { field: 'state', message: 'är inte längre ett utkast' },
    ]);
}

/** The person's hand-outs of these criteria. 404 unless every one of them is. */
async function held(trx: Db, id: string, userId: string, codes: readonly string[]): Promise<StandingHandout[]> {
  const wanted = new Set(codes);
  const rows = (await standingHandouts(trx, id)).filter((row) => row.user_id === userId && wanted.has(row.code));
  if (rows.length < wanted.size) throw notFound('Det utdelade kriteriet');
  return rows;
}

/** What nobody has answered can be neither done nor accepted. */
function demandAnswered(field: string, rows: readonly StandingHandout[]): void {
  const open = rows.filter(({ answered }) => !answered).map(({ code }) => code);
  if (open.length > 0)
    throw invalid(field, `${open.join(', ')} ${open.length === 1 ? 'är inte besvarat' : 'är inte besvarade'}`);
}

/** What is accepted is what was read: not what the colleague has written since. */
function demandAsRead(rows: readonly StandingHandout[], read: readonly { code: string; revision: number }[]): void {
  const revisions = new Map(rows.map(({ code, revision }) => [code, revision]));
  const changed = read.filter(({ code, revision }) => revisions.get(code) !== revision).map(({ code }) => code);
  if (changed.length > 0)
    throw new Problem(
      409,
      'changed',
      `${changed.join(', ')} har ändrats sedan du läste. Läs igen, och godta sedan.`,
      changed.map((code) => ({ field: 'answers', message: `${code} har ändrats` })),
    );
}

/** A colleague has opened what was handed out, says that the answers are done, or takes that back. */
export async function takeOwnStep(
  deps: Deps,
  user: SignedInUser,
  assessment: LoadedAssessment,
  { codes, to }: OwnSteps,
): Promise<void> {
  const at = deps.now().toISOString();
  await deps.db.transaction().execute(async (trx) => {
    const mine = () => held(trx, assessment.id, user.id, codes);
    // Looking again is no change, and waits for nobody.
    if (to === 'opened' && (await mine()).every(({ opened_at }) => opened_at !== null)) return;
    await countDraftChange(trx, assessment);
    const rows = await mine();
    const which = (some: readonly StandingHandout[]) => ({
      assessmentId: assessment.id,
      userId: user.id,
      codes: some.map(({ code }) => code),
    });
    if (to === 'opened') return setOpened(trx, which(rows), at);
    if (to === 'undone') {
      const done = rows.filter(({ state }) => state === 'done');
      return done.length > 0 ? setStep(trx, which(done), null, at) : undefined;
    }
    demandAnswered('codes', rows);
    const fresh = rows.filter(({ state }) => state !== 'done' && state !== 'accepted');
    if (fresh.length === 0) return;
    await setStep(trx, which(fresh), 'done', at);
    await logEvent(deps, trx, {
      event: 'handouts-done',
      userId: user.id,
      organisationCode: assessment.organisationCode,
      assessmentId: assessment.id,
      details: { codes: which(fresh).codes.join(', ') },
    });
    const all = (await standingHandouts(trx, assessment.id)).filter(({ user_id }) => user_id === user.id);
    if (all.every(({ state }) => state === 'done' || state === 'accepted'))
      await tellAllDone(deps, trx, user, assessment);
  });
}

/** The coordinator has read: the answers are accepted, or one goes back with a question, which becomes a comment. */
export async function reviewHandouts(
  deps: Deps,
  user: SignedInUser,
  assessment: LoadedAssessment,
  wanted: Review,
): Promise<void> {
  const at = deps.now().toISOString();
  const codes = wanted.to === 'accepted' ? [...new Set(wanted.answers.map(({ code }) => code))] : [wanted.code];
  const { userId } = wanted;
  await deps.db.transaction().execute(async (trx) => {
    await countDraftChange(trx, assessment);
    const rows = await held(trx, assessment.id, userId, codes);
    demandAnswered(wanted.to === 'accepted' ? 'answers' : 'code', rows);
    if (wanted.to === 'accepted') demandAsRead(rows, wanted.answers);
    await setStep(trx, { assessmentId: assessment.id, userId, codes }, wanted.to, at);
    const [{ name = '' } = {}] = rows;
    const about = { userId: user.id, organisationCode: assessment.organisationCode, assessmentId: assessment.id };
    if (wanted.to === 'accepted') {
      await logEvent(deps, trx, {
        ...about,
        event: 'handouts-accepted',
        details: { name, codes: codes.join(', ') },
      });
      return;
    }
    const { code, question } = wanted;
    await insertComment(trx, commentBy(deps, user, assessment, code, question));
    await tellReturned(deps, trx, user, assessment, { userId, code });
    await logEvent(deps, trx, { ...about, event: 'handout-returned', details: { name, code } });
  });
}
