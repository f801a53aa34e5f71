import type { DocumentName, DocumentView } from '../../server/documents/contract.ts';
import type { WrittenFormat } from '../../server/documents/press.ts';
import { call } from './http.ts';

export const glance = (assessment: string) => call<DocumentView>('GET', `/assessments/${assessment}/glance`);

/** Where a document about an assessment is fetched as a file. */
export const documentAddress = (assessment: string, name: DocumentName, format: WrittenFormat): string =>
  `/api/v1/assessments/${assessment}/documents/${name}.${format}`;
