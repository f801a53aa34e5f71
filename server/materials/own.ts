import type { Kysely } from 'kysely';
import { COUNTIES } from '../../criteria/peer-groups.ts';
import { userById } from '../accounts/queries.ts';
import { logEvent, type EventName } from '../audit/events.ts';
import type { Database, MaterialRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { invalid, notFound, Problem } from '../http/problem.ts';
import type { SignedInUser } from '../http/requester.ts';
import { today } from '../rounds/rounds.ts';
import { forget } from '../search/search.ts';
import type { MaterialText, MaterialView, NetworkMaterial, NetworkMaterialStep, OwnerStep } from './contract.ts';
import { indexMaterial, newMaterial, toView, UNCHECKED } from './material.ts';
import { allMaterials, materialById, materialsOf } from './queries.ts';

type Db = Kysely<Database>;

/** Whose materials a person handles: the organisation's, the länsstyrelse's, one's own, or SKL's. */
export async function ownerOf(deps: Deps, user: SignedInUser): Promise<string> {
  if (user.role === 'network_admin') return 'network';
  if (user.organisationCode !== null) return `organisation:${user.organisationCode}`;
  const account = user.role === 'county_viewer' ? await userById(deps.db, user.id) : undefined;
  return account?.county_code ? `county:${account.county_code}` : `user:${user.id}`;
}

/** What is wrong with the ties, which only the catalogues can tell. */
function checkTies(deps: Deps, { criteria, roles, themes }: MaterialText): void {
  const { versions } = deps.catalogues;
  const codes = new Set(versions.flatMap((version) => version.criteria.map(({ code }) => code)));
  const known = (list: 'roles' | 'themes') =>
    new Set(versions.flatMap(({ vocabulary }) => vocabulary[list].map(({ id }) => id)));
  if (!criteria.every((code) => codes.has(code))) throw invalid('criteria', 'innehåller ett kriterium som inte finns');
  if (!roles.every((id) => known('roles').has(id))) throw invalid('roles', 'innehåller ett uppdrag som inte finns');
  if (!themes.every((id) => known('themes').has(id))) throw invalid('themes', 'innehåller ett tema som inte finns');
  if (criteria.length + roles.length + themes.length === 0)
    throw invalid('criteria', 'Välj minst ett kriterium, uppdrag eller tema, så att materialet hittas.');
}

/** A new material. SKL's own is shown at once; everyone else's when SKL has read it. */
export async function offerMaterial(deps: Deps, user: SignedInUser, text: MaterialText): Promise<MaterialRow> {
  checkTies(deps, text);
  const owner = await ownerOf(deps, user);
  const shown = owner === 'network';
  const row = newMaterial(deps, text, { owner, shown, checkedOn: shown ? today(deps) : null, createdBy: user.id });
  await deps.db.transaction().execute(async (trx) => {
    await trx.insertInto('materials').values(row).execute();
    if (shown) await indexMaterial(trx, row.id, text);
    await log(deps, trx, user, row, shown ? 'material-published' : 'material-offered');
  });
  return row;
}

function log(deps: Deps, db: Db, user: SignedInUser, { id, owner }: MaterialRow, event: EventName): Promise<void> {
  const [kind, code] = owner.split(':');
  return logEvent(deps, db, {
    event,
    userId: user.id,
    organisationCode: kind === 'organisation' ? (code ?? null) : null,
    details: { material: id },
  });
}

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

/** Stores a change over the revision that the person saw; the index follows what is shown. */
async function store(
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
    if (event) await log(deps, trx, user, row, event);
  });
  return stored;
}

/** A material of the person's own; for SKL any. */
async function reachable(deps: Deps, user: SignedInUser, id: string): Promise<MaterialRow> {
  const owner = await ownerOf(deps, user);
  const row = await materialById(deps.db, id);
  if (!row || (owner !== 'network' && row.owner !== owner)) throw notFound('Materialet');
  return row;
}

export async function ownMaterials(deps: Deps, user: SignedInUser): Promise<MaterialView[]> {
  return (await materialsOf(deps.db, await ownerOf(deps, user))).map(toView);
}

/** Changes the text. What SKL writes is shown at once; an owner's new text waits, and what is shown stays meanwhile. */
export async function changeMaterial(
  deps: Deps,
  user: SignedInUser,
  id: string,
  base: number,
  text: MaterialText,
): Promise<MaterialRow> {
  checkTies(deps, text);
  const row = await reachable(deps, user, id);
  const stored = JSON.stringify(text);
  if (user.role !== 'network_admin')
    return store(deps, user, row, base, { stage: 'proposed', text: stored, message: '' }, 'material-offered');
  // What its owner has taken back, or has been asked to mend, is not SKL's to bring back.
  if (row.owner !== 'network' && row.shown === null && row.stage !== 'proposed') throw WRONG_STAGE();
  const moved = row.shown === null || (JSON.parse(row.shown) as MaterialText).link !== text.link;
  return store(
    deps,
    user,
    row,
    base,
    {
      stage: 'published',
      text: stored,
      shown: stored,
      message: '',
      checked_on: today(deps),
      ...(moved ? UNCHECKED : {}),
    },
    'material-published',
  );
}

const WRONG_STAGE = () =>
  new Problem(409, 'wrong-stage', 'Materialet har ett annat läge nu. Ladda om sidan och se vad som har hänt.', [
    { field: 'step', message: 'är inte möjligt från det nuvarande läget' },
  ]);

export async function takeOwnerStep(
  deps: Deps,
  user: SignedInUser,
  id: string,
  base: number,
  step: OwnerStep,
): Promise<MaterialRow> {
  const row = await reachable(deps, user, id);
  if (step === 'withdraw')
    return store(deps, user, row, base, { stage: 'withdrawn', shown: null }, 'material-withdrawn');
  if (row.shown === null) throw WRONG_STAGE();
  return store(deps, user, row, base, { checked_on: today(deps) }, null);
}

export async function takeNetworkStep(
  deps: Deps,
  user: SignedInUser,
  id: string,
  base: number,
  wanted: NetworkMaterialStep,
): Promise<MaterialRow> {
  const row = await reachable(deps, user, id);
  switch (wanted.step) {
    case 'publish':
      if (row.stage !== 'proposed') throw WRONG_STAGE();
      return store(
        deps,
        user,
        row,
        base,
        { stage: 'published', shown: row.text, message: '', checked_on: today(deps), ...UNCHECKED },
        'material-published',
      );
    case 'return':
      if (row.stage !== 'proposed') throw WRONG_STAGE();
      return store(deps, user, row, base, { stage: 'returned', message: wanted.message }, 'material-returned');
    case 'take-down':
      if (row.shown === null) throw WRONG_STAGE();
      return store(
        deps,
        user,
        row,
        base,
        { stage: 'returned', shown: null, message: wanted.message },
        'material-taken-down',
      );
    case 'confirm':
      if (row.shown === null) throw WRONG_STAGE();
      return store(deps, user, row, base, { checked_on: today(deps) }, null);
  }
}

/** Everything, for SKL, with who each is from. */
export async function networkMaterialsFor(deps: Deps): Promise<NetworkMaterial[]> {
  const [rows, organisations, users] = await Promise.all([
    allMaterials(deps.db),
    deps.db.selectFrom('organisations').select(['code', 'name']).execute(),
    deps.db.selectFrom('users').select(['id', 'name']).where('role', '=', 'material_provider').execute(),
  ]);
  const nameOf = (owner: string): string => {
    const [kind, id = ''] = owner.split(':');
    if (kind === 'organisation') return organisations.find(({ code }) => code === id)?.name ?? id;
    if (kind === 'county') return `Länsstyrelsen i ${COUNTIES[id] ?? id}`;
    if (kind === 'user') return users.find((user) => user.id === id)?.name ?? 'Materialgivare';
    return deps.config.operatorName;
  };
  return rows.map((row) => ({ ...toView(row), owner: nameOf(row.owner), own: row.owner === 'network' }));
}
