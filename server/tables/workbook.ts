import writeExcelFile from 'write-excel-file/node';
import { LONGEST_CELL, type ColumnHead, type Table, type Value } from './table.ts';

export interface NamedTable {
  /** The sheet's name: at most 31 characters, by Excel's rule. */
  readonly name: string;
  readonly about: string;
  readonly table: Table;
}

/** Excel's widths, in characters: short for figures and codes, wide for what people have written. */
const WIDTHS: Readonly<Record<ColumnHead['type'], number>> = {
  string: 40,
  integer: 10,
  number: 12,
  boolean: 12,
  date: 14,
  year: 8,
};

/** A sheet as data, which another thread can be given. */
export interface Sheet {
  readonly name: string;
  readonly about: string;
  readonly heads: readonly (Pick<ColumnHead, 'title' | 'description'> & { readonly width: number })[];
  readonly cells: readonly (readonly Value[])[];
}

export const sheetsOf = (tables: readonly NamedTable[]): Sheet[] =>
  tables.map(({ name, about, table }) => ({
    name,
    about,
    heads: table.heads.map(({ title, description, type, width }) => ({
      title,
      description,
      width: width ?? WIDTHS[type],
    })),
    cells: table.cells(),
  }));

const top = { alignVertical: 'top' } as const;
const head = (value: string) => ({ type: String, value, fontWeight: 'bold' as const, wrap: true, ...top });

/** Text is text, whatever it looks like, and is never run. */
function cellOf(value: Value) {
  if (value === null) return null;
  if (typeof value === 'string') return { type: String, value: value.slice(0, LONGEST_CELL), wrap: true, ...top };
  if (typeof value === 'boolean') return { type: String, value: value ? 'ja' : 'nej', ...top };
  return { type: Number, value, ...top };
}

const dataOf = ({ name, heads, cells }: Sheet) => ({
  sheet: name,
  data: [heads.map(({ title }) => head(title)), ...cells.map((row) => row.map(cellOf))],
  columns: heads.map(({ width }) => ({ width })),
  stickyRowsCount: 1,
});

/** The last sheet tells what every column of the others means. */
function explanation(sheets: readonly Sheet[]) {
  const rows = sheets.flatMap(({ name, about, heads }) => [
    [name, '', about],
    ...heads.map(({ title, description }) => [name, title, description]),
  ]);
  return {
    sheet: 'Förklaringar',
    data: [['Blad', 'Kolumn', 'Betyder'].map(head), ...rows.map((row) => row.map(cellOf))],
    columns: [{ width: 16 }, { width: 26 }, { width: 90 }],
    stickyRowsCount: 1,
  };
}

/** An Excel file (ISO/IEC 29500) with a sheet for each table and one that explains the columns. */
export function workbook(sheets: readonly Sheet[]): Promise<Buffer> {
  return writeExcelFile([...sheets.map(dataOf), explanation(sheets)]).toBuffer();
}
