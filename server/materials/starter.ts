import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { materialText } from './contract.ts';
import { indexMaterial, newMaterial } from './material.ts';

const DONE = 'materials-started';

/**
 * Fills the library of a new installation, once, with the materials that the product's sources name. They are SKL's to
 * change and take away; nothing comes back. Nobody has checked them yet, and they say so.
 */
export async function ensureStarterMaterials(deps: Pick<Deps, 'db' | 'now' | 'newId'>): Promise<void> {
  const texts = z.array(materialText).parse(parse(readFileSync(new URL('starter.yaml', import.meta.url), 'utf8')));
  await deps.db.transaction().execute(async (trx) => {
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('settings')
      .values({ name: DONE, value: deps.now().toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows !== 1n) return;
    for (const text of texts) {
      const row = newMaterial(deps, text, { owner: 'network', shown: true, checkedOn: null, createdBy: null });
      await trx.insertInto('materials').values(row).execute();
      await indexMaterial(trx, row.id, text);
    }
  });
}
