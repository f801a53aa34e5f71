import type { TemplateResult } from 'lit';
import type { NetworkTable } from '../../server/network/tables.ts';
import { fileLinks } from './file-links.ts';

/** One of SKL's tables, to work on elsewhere. */
export function networkFiles(table: NetworkTable, year: number): TemplateResult {
  const address = (format: 'xlsx' | 'csv') => `/api/v1/network/tables/${table}.${format}?year=${year}`;
  return fileLinks(address('xlsx'), address('csv'));
}
