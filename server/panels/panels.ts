import { askedIn } from '../../criteria/model.ts';
import type { LoadedAssessment, SignedInUser } from '../access/requester.ts';
import { logEvent, type EventName } from '../audit/events.ts';
import { catalogueOf } from '../catalogues/published.ts';
import { hashOf, type Deps } from '../deps.ts';
import { invalid, notFound } from '../http/problem.ts';
import type { PanelChange } from './contract.ts';
import { closeCriteria, closeWhatIsDone, countPanelChange, criteriaIn, demandDraft } from './queries.ts';

/** What the log says of a joint assessment. Never what anybody chose. */
export const about = (event: EventName, user: SignedInUser, loaded: LoadedAssessment, details = {}) => ({
  event,
  userId: user.id,
  organisationCode: loaded.organisationCode,
  assessmentId: loaded.id,
  details,
});

/** Short enough to type from a slip of paper, and 64 bits: nobody finds one by trying. */
export const newLink = (deps: Pick<Deps, 'newToken'>): string => hashOf(deps.newToken()).slice(0, 16);

/** Opens criteria to the assessors. The first begins the joint assessment; one that has ended begins anew for these. */
export async function openCriteria(
  deps: Deps,
  user: SignedInUser,
  loaded: LoadedAssessment,
  wanted: readonly string[],
): Promise<void> {
  const asked = new Set(askedIn(catalogueOf(deps, loaded.catalogue), loaded).map(({ code }) => code));
  const codes = [...new Set(wanted)];
  const unknown = codes.find((code) => !asked.has(code));
  if (unknown !== undefined) throw invalid('codes', `${unknown} ställs inte till er i den här självskattningen`);
  const at = deps.now().toISOString();
  await deps.db.transaction().execute(async (trx) => {
    await demandDraft(trx, loaded.id);
    await trx
      .insertInto('panels')
      .values({
        assessment_id: loaded.id,
        link: newLink(deps),
        wrong_codes: 0,
        closes_itself: 0,
        showing: null,
        revision: 0,
        counted: 0,
        created_at: at,
        created_by: user.id,
        ended_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await trx
      .updateTable('panels')
      .set({ ended_at: null, link: newLink(deps), wrong_codes: 0, created_at: at })
      .where('assessment_id', '=', loaded.id)
      .where('ended_at', 'is not', null)
      .execute();
    await countPanelChange(trx, loaded.id, 'revision');
    // What was closed before the assessment was taken back to draft is rated anew.
    await trx
      .updateTable('panel_criteria')
      .set({ closed_at: null, spread: null, kept: 0 })
      .where('assessment_id', '=', loaded.id)
      .where('code', 'in', codes)
      .where('kept', '=', 1)
      .execute();
    await trx
      .insertInto('panel_criteria')
      .values(codes.map((code) => ({ assessment_id: loaded.id, code, closed_at: null, spread: null })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await logEvent(deps, trx, about('panel-opened', user, loaded, { codes: codes.join(', ') }));
  });
}

/** Takes one criterion out, with what has been rated on it. */
export async function removeCriterion(
  deps: Deps,
  user: SignedInUser,
  loaded: LoadedAssessment,
  code: string,
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    await countPanelChange(trx, loaded.id, 'revision');
    await trx
      .deleteFrom('ratings')
      .where('code', '=', code)
      .where('assessor_id', 'in', (eb) =>
        eb.selectFrom('assessors').select('id').where('assessment_id', '=', loaded.id),
      )
      .execute();
    await trx.deleteFrom('panel_criteria').where('assessment_id', '=', loaded.id).where('code', '=', code).execute();
    await trx
      .updateTable('panels')
      .set({ showing: null })
      .where('assessment_id', '=', loaded.id)
      .where('showing', '=', code)
      .execute();
    await logEvent(deps, trx, about('panel-removed', user, loaded, { codes: code }));
  });
}

/** Closes criteria: from now on nobody rates them, and those in the panel see the spread. */
export async function close(
  deps: Deps,
  user: SignedInUser,
  loaded: LoadedAssessment,
  codes: readonly string[],
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    await countPanelChange(trx, loaded.id, 'revision');
    const closed = await closeCriteria(trx, loaded.id, codes, deps.now().toISOString());
    if (closed.length > 0) await logEvent(deps, trx, about('panel-closed', user, loaded, { codes: closed.join(', ') }));
  });
}

/** What is on the big screen, and whether criteria close themselves. */
export async function changePanel(
  deps: Deps,
  { id }: LoadedAssessment,
  { closesItself, showing }: PanelChange,
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const panel = await countPanelChange(trx, id, 'revision');
    if (showing && !(await criteriaIn(trx, id)).some(({ code }) => code === showing))
      throw invalid('showing', `${showing} är inte öppnat för bedömning`);
    await trx
      .updateTable('panels')
      .set({
        ...(closesItself === undefined ? {} : { closes_itself: closesItself ? 1 : 0 }),
        ...(showing === undefined ? {} : { showing }),
      })
      .where('assessment_id', '=', id)
      .execute();
    if (closesItself) await closeWhatIsDone(trx, { ...panel, closes_itself: 1 }, deps.now().toISOString());
  });
}

/** Another link: whoever has the one before comes in no more; those who are in stay. */
export async function renewLink(deps: Deps, user: SignedInUser, loaded: LoadedAssessment): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    await countPanelChange(trx, loaded.id, 'revision');
    await trx
      .updateTable('panels')
      .set({ link: newLink(deps), wrong_codes: 0 })
      .where('assessment_id', '=', loaded.id)
      .execute();
    await logEvent(deps, trx, about('panel-link-renewed', user, loaded));
  });
}

/** Takes the whole joint assessment away, in a draft. */
export async function removePanel(deps: Deps, user: SignedInUser, loaded: LoadedAssessment): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    await demandDraft(trx, loaded.id);
    const { numDeletedRows } = await trx.deleteFrom('panels').where('assessment_id', '=', loaded.id).executeTakeFirst();
    if (numDeletedRows === 0n) throw notFound('Den gemensamma bedömningen');
    await logEvent(deps, trx, about('panel-removed', user, loaded));
  });
}
