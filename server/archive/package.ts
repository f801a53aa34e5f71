import { createHash } from 'node:crypto';
import { zipSync, type Zippable } from 'fflate';

/** A file of the package: its place within it, what it is, and its bytes. */
export interface ArchiveFile {
  /** Relative to the folder that holds the METS file which lists it. */
  readonly path: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** A file as METS lists it. */
export interface ListedFile {
  readonly id: string;
  readonly path: string;
  readonly mime: string;
  readonly size: number;
  readonly sha256: string;
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const listed = (files: readonly ArchiveFile[]): ListedFile[] =>
  files.map(({ path, mime, bytes }) => ({
    // An XML id starts with a letter; the same file has the same one each time.
    id: `f-${sha256Of(new TextEncoder().encode(path)).slice(0, 16)}`,
    path,
    mime,
    size: bytes.length,
    sha256: sha256Of(bytes),
  }));

/** Packs files under one folder, as they are: what is to be read in fifty years is not compressed. `at` is their time. */
export function zipped(folder: string, files: readonly ArchiveFile[], at: Date): Buffer {
  const entries: Zippable = {};
  for (const { path, bytes } of files) entries[`${folder}/${path}`] = [bytes, { level: 0, mtime: at }];
  return Buffer.from(zipSync(entries));
}
