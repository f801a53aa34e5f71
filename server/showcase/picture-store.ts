import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import type { Picture } from './picture.ts';

type Db = Kysely<Database>;

/** Ids are ours (UUID), so a name can never lead out of the folder. */
const fileOf = (folder: string, id: string, size: PictureSize) => join(folder, `${id}-${size}.jpg`);

export type PictureSize = 'large' | 'small';

/** Whole or not at all: a file that is being written has another name. */
async function writeWhole(file: string, bytes: Buffer): Promise<void> {
  await writeFile(`${file}.new`, bytes);
  await rename(`${file}.new`, file);
}

/** Keeps a picture with the database, or as a file when the operator has named a folder (PICTURE_FOLDER). */
export async function keepPicture(deps: Deps, exampleId: string, picture: Picture): Promise<string> {
  const id = deps.newId();
  const { pictureFolder: folder } = deps.config;
  // The row first: a file without one is swept away. Nobody asks for the picture before its id has been told.
  await deps.db
    .insertInto('pictures')
    .values({
      id,
      example_id: exampleId,
      width: picture.width,
      height: picture.height,
      bytes: folder === null ? picture.bytes : null,
      small: folder === null ? picture.small : null,
      created_at: deps.now().toISOString(),
    })
    .execute();
  if (folder === null) return id;
  try {
    await mkdir(folder, { recursive: true });
    await writeWhole(fileOf(folder, id, 'large'), picture.bytes);
    await writeWhole(fileOf(folder, id, 'small'), picture.small);
  } catch (error) {
    await deps.db.deleteFrom('pictures').where('id', '=', id).execute();
    throw error;
  }
  return id;
}

/** The bytes of a picture; undefined when it is gone. A picture is found wherever it was kept when it came. */
export async function pictureBytes(deps: Deps, id: string, size: PictureSize): Promise<Buffer | undefined> {
  const row = await deps.db
    .selectFrom('pictures')
    .select(size === 'large' ? 'bytes as kept' : 'small as kept')
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  if (row.kept !== null) return Buffer.from(row.kept);
  const { pictureFolder } = deps.config;
  if (pictureFolder === null) return undefined;
  return readFile(fileOf(pictureFolder, id, size)).catch(() => undefined);
}

const DAY_MS = 86_400_000;

/**
 * Removes pictures that no text names any more. A day is left for undoing, and for a picture that has been sent but
 * whose text has not been saved yet.
 */
export async function sweepPictures(deps: Deps): Promise<number> {
  const dayAgo = new Date(deps.now().getTime() - DAY_MS).toISOString();
  const rows = await deps.db
    .selectFrom('pictures')
    .innerJoin('examples', 'examples.id', 'pictures.example_id')
    .select(['pictures.id', 'text', 'consented', 'shown'])
    .where('pictures.created_at', '<', dayAgo)
    .where('examples.updated_at', '<', dayAgo)
    .execute();
  const unused = rows.filter(
    ({ id, text, consented, shown }) => ![text, consented, shown].some((stored) => stored?.includes(id)),
  );
  for (const { id } of unused) await deps.db.deleteFrom('pictures').where('id', '=', id).execute();
  await sweepFiles(deps.db, deps.config.pictureFolder);
  return unused.length;
}

/** Files whose row is gone. */
async function sweepFiles(db: Db, folder: string | null): Promise<void> {
  if (folder === null) return;
  const names = await readdir(folder).catch(() => []);
  const known = new Set((await db.selectFrom('pictures').select('id').execute()).map(({ id }) => id));
  for (const name of names) {
    const id = /^(.*)-(?:large|small)\.jpg$/.exec(name)?.[1];
    if (id !== undefined && !known.has(id)) await rm(join(folder, name));
  }
}
