import { parse } from 'csv-parse/sync';
import { csvTextOf, type CsvText } from '../tables/csv-text.ts';
import { HEADINGS, organisationRow, type OrganisationFields } from './organisation-row.ts';

export interface ImportProblem {
  /** As an editor or Excel numbers it; 0 for the file as a whole. */
  readonly line: number;
  readonly field: string;
  readonly reason: string;
}

interface Read {
  readonly rows: readonly OrganisationFields[];
  readonly problems: readonly ImportProblem[];
}

const refused = (problems: readonly ImportProblem[]): Read => ({ rows: [], problems });

/** The organisations of a file, or everything that is wrong with it: first the headings, and then every line. */
export function readOrganisations(bytes: Uint8Array): Read {
  const csv = csvTextOf(bytes);
  if ('reason' in csv) return refused([{ line: 0, field: 'filen', reason: csv.reason }]);
  const wrong = headingProblems(csv);
  if (wrong.length > 0) return refused(wrong);
  return readLines(csv);
}

function headingProblems({ text, delimiter, skipped }: CsvText): ImportProblem[] {
  const [written = []]: string[][] = parse(text, { delimiter, bom: true, to: 1, relax_quotes: true, trim: true });
  const line = skipped + 1;
  const known: readonly string[] = [...HEADINGS.required, ...HEADINGS.allowed];
  return [
    ...HEADINGS.required
      .filter((name) => !written.includes(name))
      .map((field) => ({ line, field, reason: 'saknas bland rubrikerna' })),
    ...written
      .filter((name) => name !== '' && !known.includes(name))
      .map((field) => ({ line, field, reason: `är ingen känd rubrik. De som finns är ${known.join(', ')}` })),
    ...written
      .filter((name, i) => name !== '' && written.indexOf(name) !== i)
      .map((field) => ({ line, field, reason: 'står två gånger bland rubrikerna' })),
  ];
}

function readLines({ text, delimiter, skipped }: CsvText): Read {
  let records: { record: Record<string, string>; info: { lines: number } }[];
  try {
    records = parse(text, {
      columns: (names: string[]) => names.map((name) => name.trim()),
      bom: true,
      info: true,
      trim: true,
      delimiter,
      skip_empty_lines: true,
      // The rows of separators alone that Excel leaves at the end.
      skip_records_with_empty_values: true,
    });
  } catch (error) {
    const { lines = 1 } = error as { lines?: number };
    const reason = 'har inte lika många fält som rubrikraden, eller ett citattecken som inte avslutas';
    return refused([{ line: lines + skipped, field: 'rad', reason }]);
  }
  if (records.length === 0) return refused([{ line: 0, field: 'filen', reason: 'har inga rader under rubrikerna' }]);
  const rows: OrganisationFields[] = [];
  const problems: ImportProblem[] = [];
  const seen = new Set<string>();
  for (const { record, info } of records) {
    const line = info.lines + skipped;
    const parsed = organisationRow.safeParse(record);
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues)
        problems.push({ line, field: path.join('.'), reason: message });
      continue;
    }
    const { code } = parsed.data;
    if (seen.has(code)) problems.push({ line, field: 'code', reason: `${code} står på flera rader` });
    seen.add(code);
    rows.push(parsed.data);
  }
  return { rows, problems };
}
