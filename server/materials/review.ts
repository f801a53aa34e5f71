import { COUNTIES } from '../../criteria/comparison/peer-groups.ts';
import type { MaterialRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import type { SignedInUser } from '../access/requester.ts';
import { today } from '../today.ts';
import { reachable, store, WRONG_STAGE } from './change.ts';
import type { NetworkMaterial, NetworkMaterialStep } from './contract.ts';
import { toView, UNCHECKED } from './material.ts';
import { allMaterials } from './queries.ts';

/** SKL's steps: show it, send it back or take it down with words, or say that the content is still right. */
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
