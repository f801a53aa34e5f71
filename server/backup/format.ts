import { z } from 'zod';

/**
 * A backup is text, one JSON value a line, packed with gzip: a head, rows by table, the pictures that lie as files, and an
 * end with how much there was. The same for SQLite and PostgreSQL, so that it also moves an installation between them.
 */
export const FORMAT = 1;

const head = z.object({
  format: z.literal(FORMAT, 'är en säkerhetskopia från en annan version av tjänsten'),
  /** The newest step of the schema (migrations/) that the rows are in. */
  schema: z.string(),
  at: z.string(),
});
export type Head = z.infer<typeof head>;

const end = z.object({
  end: z.object({
    rows: z.record(z.string(), z.number()),
    pictures: z.number(),
    /** SHA-256 of every line before this one. */
    sha256: z.string(),
  }),
});
export type End = z.infer<typeof end>['end'];

export type Row = Readonly<Record<string, unknown>>;

/** Bytes are text in JSON, and are told apart from text by their wrapping. */
const pack = (value: unknown): unknown =>
  value instanceof Uint8Array ? { bytes: Buffer.from(value).toString('base64') } : value;

const unpack = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'bytes' in value && typeof value.bytes === 'string'
    ? Buffer.from(value.bytes, 'base64')
    : value;

const mapped = (row: Row, change: (value: unknown) => unknown): Row =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, change(value)]));

export type Line =
  | { readonly kind: 'head'; readonly head: Head }
  | { readonly kind: 'row'; readonly table: string; readonly row: Row }
  | { readonly kind: 'picture'; readonly file: string; readonly bytes: Buffer }
  | { readonly kind: 'end'; readonly end: End };

function valueOf(line: Line): unknown {
  switch (line.kind) {
    case 'head':
      return line.head;
    case 'row':
      return [line.table, mapped(line.row, pack)];
    case 'picture':
      return { file: line.file, bytes: line.bytes.toString('base64') };
    case 'end':
      return { end: line.end };
  }
}

/** One line. The two separators that JSON leaves as they are also end a line, to whoever reads line by line. */
export const write = (line: Line): string =>
  JSON.stringify(valueOf(line)).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

const rowLine = z.tuple([z.string(), z.record(z.string(), z.unknown())]);
const pictureLine = z.object({ file: z.string().regex(/^[\w-]+\.jpg$/), bytes: z.base64() });
const anyLine = z.union([rowLine, end, pictureLine, head]);

/** Throws when the line is none of ours. */
export function read(text: string): Line {
  const value = anyLine.parse(JSON.parse(text));
  if (Array.isArray(value)) return { kind: 'row', table: value[0], row: mapped(value[1], unpack) };
  if ('end' in value) return { kind: 'end', end: value.end };
  if ('file' in value) return { kind: 'picture', file: value.file, bytes: Buffer.from(value.bytes, 'base64') };
  return { kind: 'head', head: value };
}
