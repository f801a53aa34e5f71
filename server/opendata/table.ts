import { stringify } from 'csv-stringify/sync';

/** A column of an open table: from it come the CSV, the JSON and the description, so that they always agree. */
export interface Column<Row> {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date' | 'year';
  readonly title: string;
  readonly description: string;
  readonly required?: boolean;
  readonly enum?: readonly string[];
  /** Null where there is no value. */
  readonly value: (row: Row) => string | number | boolean | null;
}

export interface Table<Row> {
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}

/** Text that a spreadsheet would run as a formula (OWASP, CSV Injection). */
const FORMULA = /^[=+@\t\r-]/;

/**
 * Comma, decimal point, UTF-8, RFC 4180: for programs. Excel in Swedish has files of its own on the pages. Text that
 * looks like a formula gets an apostrophe before it; the JSON has it as it was written.
 */
export function tableCsv<Row>({ columns, rows }: Table<Row>): string {
  const cell = (value: string | number | boolean | null) =>
    value === null ? '' : typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value);
  return stringify(
    [columns.map(({ name }) => name), ...rows.map((row) => columns.map(({ value }) => cell(value(row))))],
    {
      record_delimiter: 'windows',
    },
  );
}

export function tableRows<Row>({ columns, rows }: Table<Row>): Record<string, string | number | boolean | null>[] {
  return rows.map((row) => Object.fromEntries(columns.map(({ name, value }) => [name, value(row)])));
}

/** JSON Table Schema (specs.frictionlessdata.io/table-schema). */
export function tableSchema<Row>(columns: readonly Column<Row>[], title: string, description: string): object {
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
