import { everyCriterion } from '../../criteria/model.ts';
import type { ActionRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { invalid, notFound, Problem } from '../http/problem.ts';
import type { Action, ActionBody } from './contract.ts';
import { baseYearOf, movementsOf } from './movement.ts';

const ORDER = { ongoing: 0, planned: 1, done: 2 } as const;

const stored = ({ targetLevel, baseYear: _baseYear, ...body }: ActionBody) => ({ ...body, target_level: targetLevel });

async function toViews(deps: Deps, organisationCode: string, rows: readonly ActionRow[]): Promise<Action[]> {
  const movements = await movementsOf(deps, organisationCode, rows);
  return rows.map(({ id, criterion, title, description, responsible, due, state, effect, revision, ...row }) => ({
    id,
    criterion,
    title,
    description,
    responsible,
    due,
    state,
    effect,
    targetLevel: row.target_level,
    baseYear: row.base_year,
    movement: movements.get(id) ?? null,
    revision,
    updatedAt: row.updated_at,
  }));
}

/** What is going on first, then what is planned, by due date; what is done last. */
export async function actionsOf(deps: Deps, organisationCode: string): Promise<Action[]> {
  const rows = await deps.db
    .selectFrom('actions')
    .selectAll('actions')
    .where('organisation_code', '=', organisationCode)
    .execute();
  const due = (row: ActionRow) => row.due ?? '9999';
  rows.sort(
    (a, b) =>
      ORDER[a.state] - ORDER[b.state] || due(a).localeCompare(due(b)) || a.created_at.localeCompare(b.created_at),
  );
  return toViews(deps, organisationCode, rows);
}

/** An action may point at a criterion of any version: the code never changes meaning. */
function checkCriterion(deps: Deps, criterion: string | null): void {
  const known = deps.catalogues.versions.some((version) =>
    everyCriterion(version).some(({ code }) => code === criterion),
  );
  if (criterion !== null && !known) throw invalid('criterion', 'finns inte');
}

async function actionRow(deps: Deps, organisationCode: string, id: string): Promise<ActionRow> {
  const row = await deps.db
    .selectFrom('actions')
    .selectAll('actions')
    .where('id', '=', id)
    .where('organisation_code', '=', organisationCode)
    .executeTakeFirst();
  if (!row) throw notFound('Åtgärden');
  return row;
}

async function viewOf(deps: Deps, organisationCode: string, row: ActionRow): Promise<Action> {
  const [view] = await toViews(deps, organisationCode, [row]);
  if (!view) throw notFound('Åtgärden');
  return view;
}

async function newRow(deps: Deps, organisationCode: string, id: string, body: ActionBody): Promise<ActionRow> {
  const at = deps.now().toISOString();
  return {
    id,
    organisation_code: organisationCode,
    ...stored(body),
    base_year: body.baseYear ?? (await baseYearOf(deps, organisationCode, body.criterion)),
    revision: 1,
    created_at: at,
    updated_at: at,
  };
}

export async function addAction(deps: Deps, organisationCode: string, body: ActionBody): Promise<Action> {
  checkCriterion(deps, body.criterion);
  const row = await newRow(deps, organisationCode, deps.newId(), body);
  await deps.db.insertInto('actions').values(row).execute();
  return viewOf(deps, organisationCode, row);
}

/** Puts back an action that was taken away, under the id that a follow-up system knows it by. */
async function putBack(deps: Deps, organisationCode: string, id: string, body: ActionBody): Promise<boolean> {
  const row = await newRow(deps, organisationCode, id, body);
  const { numInsertedOrUpdatedRows } = await deps.db
    .insertInto('actions')
    .values(row)
    .onConflict((c) => c.column('id').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/**
 * Saves over revision `base`; 0 for one that has been taken away and is put back. Refused with the stored version when someone else has changed it since. Another criterion
 * is another place to set out from.
 */
export async function changeAction(
  deps: Deps,
  organisationCode: string,
  id: string,
  base: number,
  body: ActionBody,
): Promise<Action> {
  checkCriterion(deps, body.criterion);
  if (base === 0 && (await putBack(deps, organisationCode, id, body)))
    return viewOf(deps, organisationCode, await actionRow(deps, organisationCode, id));
  const before = await actionRow(deps, organisationCode, id);
  const base_year =
    before.criterion === body.criterion ? before.base_year : await baseYearOf(deps, organisationCode, body.criterion);
  const { numUpdatedRows } = await deps.db
    .updateTable('actions')
    .set({ ...stored(body), base_year, revision: base + 1, updated_at: deps.now().toISOString() })
    .where('id', '=', id)
    .where('organisation_code', '=', organisationCode)
    .where('revision', '=', base)
    .executeTakeFirst();
  const row = await actionRow(deps, organisationCode, id);
  if (numUpdatedRows !== 1n) {
    throw new Problem(
      412,
      'conflict',
      'Någon annan har ändrat åtgärden under tiden.',
      [{ field: 'If-Match', message: 'är inte den senaste versionen' }],
      { current: await viewOf(deps, organisationCode, row) },
    );
  }
  return viewOf(deps, organisationCode, row);
}

export async function removeAction(deps: Deps, organisationCode: string, id: string): Promise<void> {
  await actionRow(deps, organisationCode, id);
  await deps.db.deleteFrom('actions').where('id', '=', id).execute();
}
