import type { DocumentName, DocumentView } from '../../server/documents/contract.ts';
import type { WrittenFormat } from '../../server/documents/press.ts';
import type { TableName } from '../../server/documents/tables.ts';
import type { TemplateFieldsView, TemplateView } from '../../server/templates/contract.ts';
import type { ImportPreview } from '../../server/workbooks/contract.ts';
import { msg } from '@lit/localize';
import { call } from './http.ts';
import { upload } from './upload.ts';

export const glance = (assessment: string) => call<DocumentView>('GET', `/assessments/${assessment}/glance`);

/** Where a document about an assessment is fetched as a file. */
export const documentAddress = (assessment: string, name: DocumentName, format: WrittenFormat): string =>
  `/api/v1/assessments/${assessment}/documents/${name}.${format}`;

/** Everything as one file: tables in a workbook, or as JSON. */
export const exportAddress = (assessment: string, format: 'xlsx' | 'json'): string =>
  `/api/v1/assessments/${assessment}/export.${format}`;

/** One of the tables, for Excel in Swedish. */
export const tableAddress = (assessment: string, table: TableName): string =>
  `/api/v1/assessments/${assessment}/tables/${table}.csv`;

/** What a workbook would change. Nothing is stored. */
export const importPreview = (assessment: string, file: File): Promise<ImportPreview> =>
  upload(`/assessments/${assessment}/import-preview`, file, 'file', msg('Filen är för stor. Den får vara högst 5 MB.'));

export const TEMPLATE_START = '/api/v1/template-start.docx';
export const template = (organisation: string) => call<TemplateView>('GET', `/organisations/${organisation}/template`);
export const templateFields = () => call<TemplateFieldsView>('GET', '/template-fields');
export const saveTemplate = (organisation: string, file: File): Promise<NonNullable<TemplateView>> =>
  upload(
    `/organisations/${organisation}/template?${new URLSearchParams({ name: file.name }).toString()}`,
    file,
    'file',
    msg('Mallen är för stor. Den får vara högst 2 MB.'),
    'PUT',
  );
export const removeTemplate = (organisation: string) =>
  call<undefined>('DELETE', `/organisations/${organisation}/template`);
