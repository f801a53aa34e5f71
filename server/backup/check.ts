import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { read, type End, type Head, type Line } from './format.ts';

/** A file that is not a whole backup. In Swedish, for whoever runs the command. */
export class BrokenBackup extends Error {}

const broken = (why: string) => new BrokenBackup(`Säkerhetskopian går inte att använda: ${why}. Ta en annan.`);

/**
 * The lines of a backup, one by one. Throws at the first that is not ours, and at the end when anything is missing, too
 * much or changed.
 */
export async function* linesIn(file: string): AsyncGenerator<Line> {
  const hash = createHash('sha256');
  const rows: Record<string, number> = {};
  let pictures = 0;
  let end: End | undefined;
  let first = true;
  const unpacked = createReadStream(file)
    .on('error', (error) => unpacked.destroy(error))
    .pipe(createGunzip());
  try {
    for await (const text of createInterface({ input: unpacked, crlfDelay: Infinity })) {
      if (end) throw broken('det står något efter slutet');
      const line = parsed(text);
      if (first !== (line.kind === 'head')) throw broken('den börjar inte som en säkerhetskopia');
      first = false;
      if (line.kind === 'end') end = line.end;
      else hash.update(`${text}\n`);
      if (line.kind === 'row') rows[line.table] = (rows[line.table] ?? 0) + 1;
      if (line.kind === 'picture') pictures += 1;
      yield line;
    }
  } catch (error) {
    if (error instanceof BrokenBackup) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw broken(code === 'ENOENT' ? 'filen finns inte' : 'filen är skadad eller avbruten');
  }
  if (!end) throw broken('slutet saknas');
  if (end.sha256 !== hash.digest('hex') || end.pictures !== pictures || !alike(end.rows, rows))
    throw broken('innehållet stämmer inte med kontrollsumman');
}

function parsed(text: string): Line {
  try {
    return read(text);
  } catch {
    throw broken('en rad går inte att läsa');
  }
}

const alike = (a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([table, n]) => b[table] === n);

/** Reads a backup from end to end without using it. */
export async function checkBackup(file: string): Promise<{ readonly head: Head; readonly end: End }> {
  let head: Head | undefined;
  let end: End | undefined;
  for await (const line of linesIn(file)) {
    if (line.kind === 'head') head = line.head;
    if (line.kind === 'end') end = line.end;
  }
  if (!head || !end) throw broken('slutet saknas');
  return { head, end };
}
