import type { SheetRows } from './read.ts';

/** What is wrong in a workbook, and where: the sheet's name and Excel's number of the row. */
export interface RowProblem {
  readonly sheet: string;
  readonly row: number;
  readonly reason: string;
}

/** A row by its heads, as text; empty where nothing is written. */
export interface TextRow {
  readonly row: number;
  readonly text: (head: string) => string;
}

function textOf(cell: SheetRows['rows'][number][number] | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return String(cell).replaceAll('\r\n', '\n').trim();
}

/** The rows of a sheet that say something, wherever its columns stand; or what makes the sheet impossible to read. */
export function rowsOf(sheet: SheetRows, needed: readonly string[]): readonly TextRow[] | RowProblem {
  const { name, rows, formula } = sheet;
  if (formula !== null)
    return { sheet: name, row: formula, reason: 'Här står en formel. Klistra in värdet i stället.' };
  const heads = (rows[0] ?? []).map(textOf);
  const missing = needed.filter((head) => !heads.includes(head));
  if (missing.length > 0)
    return { sheet: name, row: 1, reason: `Kolumnen ${missing.join(', ')} saknas. Den ska heta så i första raden.` };
  const places = new Map(heads.map((head, i) => [head, i]));
  return rows.slice(1).flatMap((cells, i): TextRow[] => {
    const text = (head: string) => textOf(cells[places.get(head) ?? -1]);
    return heads.every((head) => text(head) === '') ? [] : [{ row: i + 2, text }];
  });
}
