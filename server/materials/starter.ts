import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { index } from '../search/search.ts';
import { materialText } from './contract.ts';

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
      const id = deps.newId();
      const at = deps.now().toISOString();
      await trx
        .insertInto('materials')
        .values({
          id,
          owner: 'network',
          stage: 'published',
          text: JSON.stringify(text),
          shown: JSON.stringify(text),
          message: '',
          checked_on: null,
          revision: 1,
          created_at: at,
          created_by: null,
          updated_at: at,
          link_state: 'unchecked',
          link_detail: '',
          link_failures: 0,
          link_checked_at: null,
        })
        .execute();
      await index(trx, 'material', id, [text.title, text.description, text.publisher, text.audience, ...text.criteria]);
    }
  });
}
