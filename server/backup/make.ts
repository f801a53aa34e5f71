import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql, type Kysely } from 'kysely';
import { atOneMoment } from '../database/snapshot.ts';
import type { Database } from '../database/schema.ts';
import { FORMAT, write, type End, type Line, type Row } from './format.ts';
import { physicalOrder, schemaOf, tablesOf } from './tables.ts';
import { checkBackup } from './check.ts';

/** Rows at a time: some hold pictures or whole editions. */
const CHUNK = 200;

async function* rowsOf(db: Kysely<Database>, table: string): AsyncGenerator<Row> {
  for (let offset = 0; ; offset += CHUNK) {
    const { rows } = await sql<Row>`
      select * from ${sql.table(table)} order by ${physicalOrder(db)} limit ${CHUNK} offset ${offset}`.execute(db);
    yield* rows;
    if (rows.length < CHUNK) return;
  }
}

/** The files of pictures that lie outside the database. One that is missing is said, and there is no backup without it. */
async function* picturesIn(
  db: Kysely<Database>,
  folder: string | null,
): AsyncGenerator<{ file: string; bytes: Buffer }> {
  const rows = await db.selectFrom('pictures').select('id').where('bytes', 'is', null).orderBy('id').execute();
  for (const { id } of rows)
    for (const file of [`${id}-large.jpg`, `${id}-small.jpg`]) {
      if (folder === null) throw new Error(`Bilden ${file} ligger som fil. Ange mappen i PICTURE_FOLDER.`);
      const bytes = await readFile(join(folder, file)).catch((cause: unknown) => {
        throw new Error(`Bilden ${file} går inte att läsa i ${folder}. Kontrollera PICTURE_FOLDER.`, { cause });
      });
      yield { file, bytes };
    }
}

async function* linesOf(db: Kysely<Database>, pictureFolder: string | null, at: Date): AsyncGenerator<Line> {
  const schema = await schemaOf(db);
  if (schema === undefined) throw new Error('Databasen är tom: det finns inget att säkerhetskopiera.');
  yield { kind: 'head', head: { format: FORMAT, schema, at: at.toISOString() } };
  for (const table of await tablesOf(db)) for await (const row of rowsOf(db, table)) yield { kind: 'row', table, row };
  for await (const picture of picturesIn(db, pictureFolder)) yield { kind: 'picture', ...picture };
}

/** The lines as text, and after them the end, which says how much there was. */
async function* asText(lines: AsyncGenerator<Line>): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const rows: Record<string, number> = {};
  let pictures = 0;
  for await (const line of lines) {
    if (line.kind === 'row') rows[line.table] = (rows[line.table] ?? 0) + 1;
    if (line.kind === 'picture') pictures += 1;
    const text = `${write(line)}\n`;
    hash.update(text);
    yield text;
  }
  yield `${write({ kind: 'end', end: { rows, pictures, sha256: hash.digest('hex') } })}\n`;
}

/**
 * Writes everything to one file, as it is at one moment, while the service goes on; then reads the file back. The file is
 * for the owner's eyes only, and stands under its name when it is whole. Returns what it holds.
 */
export async function makeBackup(
  db: Kysely<Database>,
  { file, pictureFolder, at }: { readonly file: string; readonly pictureFolder: string | null; readonly at: Date },
): Promise<End> {
  await mkdir(dirname(file), { recursive: true });
  const unfinished = `${file}.part`;
  try {
    await atOneMoment(db, (trx) =>
      pipeline(
        Readable.from(asText(linesOf(trx, pictureFolder, at))),
        createGzip(),
        createWriteStream(unfinished, { mode: 0o600 }),
      ),
    );
    const { end } = await checkBackup(unfinished);
    await rename(unfinished, file);
    return end;
  } finally {
    await rm(unfinished, { force: true });
  }
}
