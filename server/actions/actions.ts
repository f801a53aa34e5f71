import type { ActionRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { invalid, notFound, Problem } from '../http/problem.ts';
import type { Action, ActionBody } from './contract.ts';

const ACTION = [
  'id',
  'organisation_code',
  'criterion',
  'title',
  'description',
  'responsible',
  'due',
  'state',
  'revision',
  'created_at',
  'updated_at',
] as const;

function toView({
  id,
  criterion,
  title,
  description,
  responsible,
  due,
  state,
  revision,
  updated_at,
}: ActionRow): Action {
  return { id, criterion, title, description, responsible, due, state, revision, updatedAt: updated_at };
}

const ORDER = { ongoing: 0, planned: 1, done: 2 } as const;

/** What is going on first, then what is planned, by due date; what is done last. */
export async function actionsOf(deps: Deps, organisationCode: string): Promise<Action[]> {
  const rows = await deps.db
    .selectFrom('actions')
    .select(ACTION)
    .where('organisation_code', '=', organisationCode)
    .execute();
  const due = (row: ActionRow) => row.due ?? '9999';
  return rows
    .sort(
      (a, b) =>
        ORDER[a.state] - ORDER[b.state] || due(a).localeCompare(due(b)) || a.created_at.localeCompare(b.created_at),
    )
    .map(toView);
}

/** An action may point at a criterion of any version: the code never changes meaning. */
function checkCriterion(deps: Deps, criterion: string | null): void {
  const known = deps.catalogues.versions.some(({ criteria }) => criteria.some(({ code }) => code === criterion));
  if (criterion !== null && !known) throw invalid('criterion', 'finns inte');
}

async function actionOf(deps: Deps, organisationCode: string, id: string): Promise<ActionRow> {
  const row = await deps.db
    .selectFrom('actions')
    .select(ACTION)
    .where('id', '=', id)
    .where('organisation_code', '=', organisationCode)
    .executeTakeFirst();
  if (!row) throw notFound('Åtgärden');
  return row;
}

export async function addAction(deps: Deps, organisationCode: string, body: ActionBody): Promise<Action> {
  checkCriterion(deps, body.criterion);
  const at = deps.now().toISOString();
  const row: ActionRow = {
    id: deps.newId(),
    organisation_code: organisationCode,
    ...body,
    revision: 1,
    created_at: at,
    updated_at: at,
  };
  await deps.db.insertInto('actions').values(row).execute();
  return toView(row);
}

/** Saves over revision `base`. Refused with the stored version when someone else has changed it since. */
export async function changeAction(
  deps: Deps,
  organisationCode: string,
  id: string,
  base: number,
  body: ActionBody,
): Promise<Action> {
  checkCriterion(deps, body.criterion);
  const { numUpdatedRows } = await deps.db
    .updateTable('actions')
    .set({ ...body, revision: base + 1, updated_at: deps.now().toISOString() })
    .where('id', '=', id)
    .where('organisation_code', '=', organisationCode)
    .where('revision', '=', base)
    .executeTakeFirst();
  const row = await actionOf(deps, organisationCode, id);
  if (numUpdatedRows !== 1n) {
    throw new Problem(
      412,
      'conflict',
      'Någon annan har ändrat åtgärden under tiden.',
      [{ field: 'If-Match', message: 'är inte den senaste versionen' }],
      { current: toView(row) },
    );
  }
  return toView(row);
}

export async function removeAction(deps: Deps, organisationCode: string, id: string): Promise<void> {
  await actionOf(deps, organisationCode, id);
  await deps.db.deleteFrom('actions').where('id', '=', id).execute();
}
