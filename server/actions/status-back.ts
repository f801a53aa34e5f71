import { parse } from 'csv-parse/sync';
import { date } from '../http/fields.ts';
import { Problem } from '../http/problem.ts';
import { csvTextOf } from '../tables/csv-text.ts';
import type { SheetRows } from '../workbooks/read.ts';
import { rowsOf, type RowProblem, type TextRow } from '../workbooks/rows.ts';
import type { Action, StatusChange, StatusPreview } from './contract.ts';
import { HEADS } from './sheet.ts';
import { stateNamed } from './states.ts';

/** What a follow-up system knows of an action, and we would change. */
type Status = StatusChange['before'];

const refused = (problems: readonly RowProblem[]): Problem =>
  new Problem(
    422,
    'wrong-workbook',
    'Filen går inte att läsa in. Rätta raderna nedan och försök igen. Inget är ändrat.',
    problems.map(({ sheet, row, reason }) => ({ field: `${sheet}, rad ${row}`, message: reason })),
  );

const unreadable = (reason: string): Problem =>
  new Problem(422, 'unreadable-workbook', `Filen ${reason}.`, [{ field: 'file', message: `Filen ${reason}.` }]);

/** A text file with columns parted by tabs, semicolons or commas, as a sheet. */
export function sheetOfText(bytes: Uint8Array): SheetRows {
  const read = csvTextOf(bytes);
  if ('reason' in read) throw unreadable(read.reason);
  const { text, delimiter } = read;
  try {
    const rows = parse(text, { bom: true, delimiter, relax_column_count: true, relax_quotes: true });
    return { name: 'Filen', rows, formula: null };
  } catch {
    throw unreadable('går inte att läsa som text med kolumner. Spara den som tabbavgränsad text, CSV eller Excel');
  }
}

/** The state and due date that a row gives; the due date that stands when there is none in the row, or what is wrong. */
function statusIn({ text }: TextRow, action: Action): Status | string {
  const state = stateNamed(text(HEADS.state));
  if (!state) return `Läget ”${text(HEADS.state)}” känner vi inte igen. Skriv Planerad, Pågår eller Klar.`;
  const due = text(HEADS.due);
  // A system that does not keep the dates leaves the column empty: nothing is taken away by that.
  if (due === '') return { state, due: action.due };
  return date.safeParse(due).success ? { state, due } : `Datumet ”${due}” ska skrivas som 2027-03-31.`;
}

/** What a file with ids and states would change. Actions that are not in it are left alone; other columns are not read. */
export function statusPreview(sheet: SheetRows, actions: readonly Action[]): StatusPreview {
  const rows = rowsOf(sheet, [HEADS.id, HEADS.state]);
  if ('reason' in rows) throw refused([rows]);
  const known = new Map(actions.map((action) => [action.id, action]));
  const problems: RowProblem[] = [];
  const seen = new Set<string>();
  const changes: StatusChange[] = [];
  for (const line of rows) {
    const wrong = (reason: string) => problems.push({ sheet: sheet.name, row: line.row, reason });
    const id = line.text(HEADS.id);
    const action = known.get(id);
    if (!action) wrong(`Det finns ingen åtgärd med id ”${id}”. Den kan vara borttagen.`);
    else if (seen.has(id)) wrong(`Åtgärden ”${action.title}” står på flera rader.`);
    else {
      seen.add(id);
      const after = statusIn(line, action);
      if (typeof after === 'string') wrong(after);
      else if (after.state !== action.state || after.due !== action.due)
        changes.push({
          id,
          title: action.title,
          revision: action.revision,
          before: { state: action.state, due: action.due },
          after,
        });
    }
  }
  if (problems.length > 0) throw refused(problems);
  return { changes, unchanged: seen.size - changes.length };
}
