import type { Kysely } from 'kysely';
import { userById } from '../accounts/queries.ts';
import { logEvent, type EventName } from '../audit/events.ts';
import type { Database, MaterialRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { notFound, Problem } from '../http/problem.ts';
import type { SignedInUser } from '../access/requester.ts';
import { forget } from '../search/search.ts';
import type { MaterialText } from './contract.ts';
import { indexMaterial, toView } from './material.ts';
import { materialById } from './queries.ts';

type Db = Kysely<Database>;

/** Whose materials a person handles: the organisation's, the länsstyrelse's, one's own, or SKL's. */
export async function ownerOf(deps: Deps, user: SignedInUser): Promise<string> {
  if (user.role === 'network_admin') return 'network';
  if (user.organisationCode !== null) return `organisation:${user.organisationCode}`;
  const account = user.role === 'county_viewer' ? await userById(deps.db, user.id) : undefined;
  return account?.county_code ? `county:${account.county_code}` : `user:${user.id}`;
}

/** A material of the person's own; for SKL any. */
export async function reachable(deps: Deps, user: SignedInUser, id: string): Promise<MaterialRow> {
  const owner = await ownerOf(deps, user);
  const row = await materialById(deps.db, id);
  if (!row || (owner !== 'network' && row.owner !== owner)) throw notFound('Materialet');
  return row;
}

export const WRONG_STAGE = () =>
  new Problem(409, 'wrong-stage', 'Materialet har ett annat läge nu. Ladda om sidan och se vad som har hänt.', [
    { field: 'step', message: 'är inte möjligt från det nuvarande läget' },
  ]);

function conflict(current: MaterialRow): Problem {
  return new Problem(
    412,
    'conflict',
    'Någon annan har ändrat materialet under tiden. Ladda om sidan och försök igen.',
    [{ field: 'If-Match', message: 'är inte den senaste versionen' }],
    { current: toView(current) },
  );
}

type Change = Partial<
  Pick<
    MaterialRow,
    | 'stage'
    | 'text'
    | 'shown'
    | 'message'
    | 'checked_on'
    | 'link_state'
    | 'link_detail'
    | 'link_failures'
    | 'link_checked_at'
  >
>;

/** Tells of a step in the log, of its organisation where there is one. */
export function logMaterial(
  deps: Deps,
  db: Db,
  user: SignedInUser,
  { id, owner }: MaterialRow,
  event: EventName,
): Promise<void> {
  const [kind, code] = owner.split(':');
  return logEvent(deps, db, {
    event,
    userId: user.id,
    organisationCode: kind === 'organisation' ? (code ?? null) : null,
    details: { material: id },
  });
}

/** Stores a change over the revision that the person saw; the index follows what is shown. */
export async function store(
  deps: Deps,
  user: SignedInUser,
  row: MaterialRow,
  base: number,
  change: Change,
  event: EventName | null,
): Promise<MaterialRow> {
  const stored = { ...row, ...change, revision: base + 1, updated_at: deps.now().toISOString() };
  await deps.db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('materials')
      .set({ ...change, revision: stored.revision, updated_at: stored.updated_at })
      .where('id', '=', row.id)
      .where('revision', '=', base)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw conflict((await materialById(trx, row.id)) ?? row);
    if (change.shown === null) await forget(trx, 'material', row.id);
    if (change.shown) await indexMaterial(trx, row.id, JSON.parse(change.shown) as MaterialText);
    if (event) await logMaterial(deps, trx, user, row, event);
  });
  return stored;
}
