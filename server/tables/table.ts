import { stringify } from 'csv-stringify/sync';
import writeExcelFile from 'write-excel-file/node';

export type Value = string | number | boolean | null;

/** What a column is called and holds. */
export interface ColumnHead {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date' | 'year';
  readonly title: string;
  readonly description: string;
  readonly required?: boolean;
  /** How wide it is in an Excel file, in characters; by its type when it is not said. */
  readonly width?: number;
  readonly enum?: readonly string[];
}

/** A column of an open table: from it come the CSV, the JSON and the description, so that they always agree. */
export interface Column<Row> extends ColumnHead {
  /** Null where there is no value. */
  readonly value: (row: Row) => Value;
}

/** A column of words. */
export const text = <Row>(
  name: string,
  title: string,
  description: string,
  value: (row: Row) => string | null,
  required = false,
): Column<Row> => ({ name, type: 'string', title, description, required, value });

/** A table that can be written in each of the formats. */
export interface Table {
  readonly heads: readonly ColumnHead[];
  /** The values, in the order of the heads. */
  readonly cells: () => Value[][];
  readonly csv: () => string;
  /** An Excel file: numbers are numbers, whatever language Excel speaks, and text is never run as a formula. */
  readonly xlsx: () => Promise<Buffer>;
  readonly rows: () => Record<string, Value>[];
}

export function tableOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Table {
  const cells = () => rows.map((row) => columns.map(({ value }) => value(row)));
  return {
    heads: columns,
    cells,
    csv: () => csvOf(columns, rows),
    xlsx: () => xlsxOf(columns, rows),
    rows: () => rowsOf(columns, rows),
  };
}

/**
 * Where a spreadsheet would run text as a formula (OWASP, CSV Injection): at the start, and after what Excel in Swedish
 * takes for the start of a new cell. A list with dashes stays a list.
 */
export const FORMULA = /^(?=[=+@\t\r-])|(?<=[;\n\r\t]"*)(?=[=+@]|-\S)/g;

/**
 * Comma, decimal point, UTF-8, RFC 4180: for programs. Excel in Swedish has files of its own on the pages. Text that
 * looks like a formula gets an apostrophe before it; the JSON has it as it was written.
 */
function csvOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const cell = (value: Value) =>
    value === null ? '' : typeof value === 'string' ? value.replaceAll(FORMULA, "'") : String(value);
  return stringify(
    [columns.map(({ name }) => name), ...rows.map((row) => columns.map(({ value }) => cell(value(row))))],
    {
      record_delimiter: 'windows',
    },
  );
}

/** The most characters that Excel takes in a cell. */
export const LONGEST_CELL = 32_767;

function xlsxOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Promise<Buffer> {
  const cell = (value: Value) =>
    typeof value === 'string' ? { type: String, value: value.slice(0, LONGEST_CELL) } : value;
  const heads = columns.map(({ name }) => ({ type: String, value: name, fontWeight: 'bold' as const }));
  return writeExcelFile([heads, ...rows.map((row) => columns.map(({ value }) => cell(value(row))))], {
    stickyRowsCount: 1,
  }).toBuffer();
}

function rowsOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Record<string, Value>[] {
  return rows.map((row) => Object.fromEntries(columns.map(({ name, value }) => [name, value(row)])));
}

/** JSON Table Schema (specs.frictionlessdata.io/table-schema). */
export function tableSchema(columns: readonly ColumnHead[], title: string, description: string): object {
  return {
    title,
    description,
    fields: columns.map((column) => ({
      name: column.name,
      type: column.type,
      title: column.title,
      description: column.description,
      ...(column.required || column.enum
        ? {
            constraints: {
              ...(column.required ? { required: true } : {}),
              ...(column.enum ? { enum: column.enum } : {}),
            },
          }
        : {}),
    })),
    missingValues: [''],
  };
}
