import type { Kysely } from 'kysely';
import type { Database, MaterialRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { index } from '../search/search.ts';
import type { MaterialText, MaterialView } from './contract.ts';

/** What is known of a link that nobody has visited. */
export const UNCHECKED = { link_state: 'unchecked', link_detail: '', link_failures: 0, link_checked_at: null } as const;

/** The row of a new material: shown at once, or waiting for SKL. */
export function newMaterial(
  deps: Pick<Deps, 'now' | 'newId'>,
  text: MaterialText,
  begun: {
    readonly owner: string;
    readonly shown: boolean;
    readonly checkedOn: string | null;
    readonly createdBy: string | null;
  },
): MaterialRow {
  const at = deps.now().toISOString();
  const stored = JSON.stringify(text);
  return {
    id: deps.newId(),
    owner: begun.owner,
    stage: begun.shown ? 'published' : 'proposed',
    text: stored,
    shown: begun.shown ? stored : null,
    message: '',
    checked_on: begun.checkedOn,
    revision: 1,
    created_at: at,
    created_by: begun.createdBy,
    updated_at: at,
    ...UNCHECKED,
  };
}

/** What of a material is searched. */
export function indexMaterial(db: Kysely<Database>, id: string, text: MaterialText): Promise<void> {
  return index(db, 'material', id, [text.title, text.description, text.publisher, text.audience, ...text.criteria]);
}

export function toView(row: MaterialRow): MaterialView {
  return {
    id: row.id,
    stage: row.stage,
    text: JSON.parse(row.text) as MaterialText,
    visible: row.shown !== null,
    message: row.message,
    checkedOn: row.checked_on,
    link: { state: row.link_state, detail: row.link_detail, checkedAt: row.link_checked_at },
    revision: row.revision,
    updatedAt: row.updated_at,
  };
}
