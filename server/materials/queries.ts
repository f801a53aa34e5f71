import type { Kysely } from 'kysely';
import type { Database, MaterialRow } from '../database/schema.ts';

type Db = Kysely<Database>;

const MATERIAL = [
  'id',
  'owner',
  'stage',
  'text',
  'shown',
  'message',
  'checked_on',
  'revision',
  'created_at',
  'created_by',
  'updated_at',
  'link_state',
  'link_detail',
  'link_failures',
  'link_checked_at',
] as const;

const materials = (db: Db) => db.selectFrom('materials').select(MATERIAL);

export function materialById(db: Db, id: string): Promise<MaterialRow | undefined> {
  return materials(db).where('id', '=', id).executeTakeFirst();
}

export function materialsOf(db: Db, owner: string): Promise<MaterialRow[]> {
  return materials(db).where('owner', '=', owner).orderBy('created_at', 'desc').execute();
}

export function allMaterials(db: Db): Promise<MaterialRow[]> {
  return materials(db).orderBy('updated_at', 'desc').execute();
}

/** What anyone may read. */
export function shownMaterials(db: Db): Promise<MaterialRow[]> {
  return materials(db).where('shown', 'is not', null).execute();
}
