import { stringify } from 'csv-stringify/sync';
import { FORMULA, type Table, type Value } from './table.ts';

function cell(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value).replace('.', ',');
  if (typeof value === 'boolean') return value ? 'ja' : 'nej';
  return value.replaceAll(FORMULA, "'");
}

/**
 * Tab-separated text (UTF-8, one line a row), which follow-up systems read. Only a cell with a quote in it is quoted. Text
 * that looks like a formula gets an apostrophe before it.
 */
export function tabbed({ heads, cells }: Table): string {
  const quoted = (text: string) => (text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text);
  const flat = (value: Value) => quoted(cell(value).replaceAll(/[\t\r\n]+/g, ' '));
  return [heads.map(({ title }) => title), ...cells().map((row) => row.map(flat))]
    .map((row) => `${row.join('\t')}\r\n`)
    .join('');
}

/**
 * As Excel in Swedish opens it by a double click: a mark for UTF-8, semicolons, decimal comma and the columns' Swedish
 * names. Text that looks like a formula gets an apostrophe before it (OWASP, CSV Injection).
 */
export function swedishCsv({ heads, cells }: Table): string {
  return stringify([heads.map(({ title }) => title), ...cells().map((row) => row.map(cell))], {
    bom: true,
    delimiter: ';',
    record_delimiter: 'windows',
  });
}
