import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';

/** Something wrong in a catalogue, said so that whoever edits the YAML can find and mend it. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** A parsed YAML file that remembers where each value stands. */
export interface YamlFile<T> {
  readonly value: T;
  /** A problem at a path in the file, for example ['criteria', 3, 'title']. */
  readonly problemAt: (path: readonly PropertyKey[], reason: string) => Problem;
}

export type Read<T> =
  { readonly ok: true; readonly file: YamlFile<T> } | { readonly ok: false; readonly problems: readonly Problem[] };

function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

/** A readable name for a place in the file: `SL-03: levels 2` rather than `criteria.2.levels.2`. */
function nameOf(document: Document, path: readonly PropertyKey[]): string {
  const at = path.findIndex((part) => typeof part === 'number');
  const code: unknown = at === -1 ? undefined : document.getIn([...path.slice(0, at + 1), 'code']);
  const rest = (at !== -1 && typeof code === 'string' ? path.slice(at + 1) : path)
    .map((part) => (typeof part === 'number' ? `nummer ${part + 1}` : String(part)))
    .join(' ');
  return [typeof code === 'string' ? code : '', rest].filter(Boolean).join(', ');
}

/** Reads and checks one YAML file against a schema. `root` shortens the file's name in messages. */
export function readYaml<T extends z.ZodType>(root: string, path: string, schema: T): Read<z.infer<T>> {
  const file = relative(root, path);
  if (!existsSync(path)) return { ok: false, problems: [{ file, line: 1, reason: 'Filen finns inte.' }] };
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines, stringKeys: true });
  const [error] = document.errors;
  if (error) {
    const reason =
      error.code === 'DUPLICATE_KEY'
        ? 'Samma fält står två gånger.'
        : 'Filen går inte att läsa som YAML. Kontrollera indrag, kolon och citattecken.';
    return { ok: false, problems: [{ file, line: lines.linePos(error.pos[0]).line, reason }] };
  }
  const parsed = schema.safeParse(document.toJS());
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => {
      const name = nameOf(document, issue.path);
      return { file, line: lineOf(document, lines, issue.path), reason: `${name} ${issue.message}.`.trim() };
    });
    return { ok: false, problems };
  }
  const problemAt = (at: readonly PropertyKey[], reason: string): Problem => ({
    file,
    line: lineOf(document, lines, at),
    reason,
  });
  return { ok: true, file: { value: parsed.data, problemAt } };
}
