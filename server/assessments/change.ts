import type { Kysely } from 'kysely';
import type { LoadedAssessment } from '../access/requester.ts';
import { catalogueOf } from '../catalogues/published.ts';
import type { Database } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { invalid, Problem } from '../http/problem.ts';
import type { AssessmentChange } from './contract.ts';
import { touchDraft } from './queries.ts';

/**
 * Takes away what last year's answers suggested in some criteria; it is still there to read last year. What somebody has
 * saved this year is never taken away: then the deepening stays.
 */
async function clear(trx: Kysely<Database>, id: string, names: readonly string[], codes: readonly string[]) {
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
      `${names.join(' och ')} har svar och kan inte väljas bort: ${saved.map(({ code }) => code).join(', ')}.`,
      [{ field: 'deepenings', message: 'har svar' }],
    );
  await trx.deleteFrom('answers').where('assessment_id', '=', id).where('code', 'in', codes).execute();
  await trx.deleteFrom('handouts').where('assessment_id', '=', id).where('code', 'in', codes).execute();
}

/** Changes how the work is done: track, deepenings, and whether SKL sees how far it has come. Only of a draft. */
export async function changeAssessment(
  deps: Deps,
  loaded: LoadedAssessment,
  { track, showStatus, deepenings }: AssessmentChange,
): Promise<void> {
  const known = catalogueOf(deps, loaded.catalogue).deepenings;
  const unknown = deepenings?.find((id) => !known.some((each) => each.id === id));
  if (unknown !== undefined) throw invalid('deepenings', `${unknown} finns inte i version ${loaded.catalogue}`);
  await deps.db.transaction().execute(async (trx) => {
    if ((await touchDraft(trx, loaded.id, deps.now().toISOString())) === undefined)
      throw new Problem(409, 'frozen', 'Självskattningen är låst och kan inte ändras.');
    const dropped =
      deepenings === undefined
        ? []
        : known.filter(({ id }) => loaded.deepenings.includes(id) && !deepenings.includes(id));
    if (dropped.length > 0)
      await clear(
        trx,
        loaded.id,
        dropped.map(({ name }) => name),
        dropped.flatMap(({ criteria }) => criteria.map(({ code }) => code)),
      );
    const change = {
      ...(track === undefined ? {} : { track }),
      ...(showStatus === undefined ? {} : { show_status: showStatus ? (1 as const) : (0 as const) }),
      // In the catalogue's order, each once, so that the same choice is the same text.
      ...(deepenings === undefined
        ? {}
        : { deepenings: JSON.stringify(known.flatMap(({ id }) => (deepenings.includes(id) ? [id] : []))) }),
    };
    if (Object.keys(change).length > 0)
      await trx.updateTable('assessments').set(change).where('id', '=', loaded.id).execute();
  });
}
