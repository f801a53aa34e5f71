import { everyCriterion } from '../../criteria/model.ts';
import type { MaterialRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { invalid } from '../http/problem.ts';
import type { SignedInUser } from '../access/requester.ts';
import { today } from '../today.ts';
import { logMaterial, ownerOf, reachable, store, WRONG_STAGE } from './change.ts';
import type { MaterialText, MaterialView, OwnerStep } from './contract.ts';
import { indexMaterial, newMaterial, toView, UNCHECKED } from './material.ts';
import { materialsOf } from './queries.ts';

/** What is wrong with the ties, which only the catalogues can tell. */
function checkTies(deps: Deps, { criteria, roles, themes }: MaterialText): void {
  const { versions } = deps.catalogues;
  const codes = new Set(versions.flatMap((version) => everyCriterion(version).map(({ code }) => code)));
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
    await logMaterial(deps, trx, user, row, shown ? 'material-published' : 'material-offered');
  });
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

/** Says that the content is still right, or takes the material away. */
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
