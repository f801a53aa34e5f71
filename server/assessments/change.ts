import type { Kysely } from 'kysely';
import type { Deepening } from '../../criteria/model.ts';
import { deepeningsIn, type LoadedAssessment, type SignedInUser } from '../access/requester.ts';
import { logEvent } from '../audit/events.ts';
import { catalogueOf } from '../catalogues/published.ts';
import type { Database } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { invalid, Problem } from '../http/problem.ts';
import type { AssessmentChange } from './contract.ts';
import { touchDraft } from './queries.ts';
import { tellTakenBack } from './tell.ts';

/**
 * Takes away what last year's answers suggested in some criteria; it is still there to read last year. What somebody has
 * saved this year is never taken away: then the deepening stays.
 */
async function clear(deps: Deps, trx: Kysely<Database>, loaded: LoadedAssessment, by: SignedInUser, left: Deepening) {
  const { id } = loaded;
  const codes = left.criteria.map(({ code }) => code);
  const saved = await trx
    .selectFrom('answers')
    .select('code')
    .where('assessment_id', '=', id)
    .where('code', 'in', codes)
    .where((eb) => eb.or([eb('to_confirm', '=', 0), eb('updated_by', 'is not', null)]))
    .orderBy('code')
    .execute();
  if (saved.length > 0)
    throw new Problem(
      409,
      'has-answers',
      `${left.name} har svar och kan inte väljas bort: ${saved.map(({ code }) => code).join(', ')}.`,
      [{ field: 'deepening', message: 'har svar' }],
    );
  const handouts = await trx
    .selectFrom('handouts')
    .select(['code', 'user_id as userId'])
    .where('assessment_id', '=', id)
    .where('code', 'in', codes)
    .execute();
  for (const handout of handouts) await tellTakenBack(deps, trx, by, loaded, handout);
  await trx.deleteFrom('answers').where('assessment_id', '=', id).where('code', 'in', codes).execute();
  await trx.deleteFrom('handouts').where('assessment_id', '=', id).where('code', 'in', codes).execute();
}

/** The ids that are chosen after the change, as they are stored: in the catalogue's order, each once. */
async function chosenAfter(
  deps: Deps,
  trx: Kysely<Database>,
  loaded: LoadedAssessment,
  by: SignedInUser,
  { id, chosen }: NonNullable<AssessmentChange['deepening']>,
): Promise<string> {
  const { deepenings: known } = catalogueOf(deps, loaded.catalogue);
  const deepening = known.find((each) => each.id === id);
  if (!deepening) throw invalid('deepening', `${id} finns inte i version ${loaded.catalogue}`);
  // As it is now, and not as it was when the request came: somebody may have chosen another meanwhile.
  const row = await trx
    .selectFrom('assessments')
    .select('deepenings')
    .where('id', '=', loaded.id)
    .executeTakeFirstOrThrow();
  const before = deepeningsIn(row);
  if (!chosen && before.includes(id)) await clear(deps, trx, loaded, by, deepening);
  if (chosen !== before.includes(id))
    await logEvent(deps, trx, {
      event: 'deepening-changed',
      userId: by.id,
      organisationCode: loaded.organisationCode,
      assessmentId: loaded.id,
      details: { name: deepening.name, chosen },
    });
  const after = known.flatMap((each) => ((each.id === id ? chosen : before.includes(each.id)) ? [each.id] : []));
  return JSON.stringify(after);
}

/** Changes how the work is done: track, deepenings, and whether SKL sees how far it has come. Only of a draft. */
export async function changeAssessment(
  deps: Deps,
  by: SignedInUser,
  loaded: LoadedAssessment,
  { track, showStatus, deepening }: AssessmentChange,
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    if ((await touchDraft(trx, loaded.id, deps.now().toISOString())) === undefined)
      throw new Problem(409, 'frozen', 'Självskattningen är låst och kan inte ändras.');
    const change = {
      ...(track === undefined ? {} : { track }),
      ...(showStatus === undefined ? {} : { show_status: showStatus ? (1 as const) : (0 as const) }),
      ...(deepening === undefined ? {} : { deepenings: await chosenAfter(deps, trx, loaded, by, deepening) }),
    };
    if (Object.keys(change).length > 0)
      await trx.updateTable('assessments').set(change).where('id', '=', loaded.id).execute();
  });
}
