import { stringify } from 'csv-stringify/sync';
import { FORMULA, type Table, type Value } from './table.ts';

function cell(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value).replace('.', ',');
  if (typeof value === 'boolean') return value ? 'ja' : 'nej';
  return value.replaceAll(FORMULA, "'");
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
