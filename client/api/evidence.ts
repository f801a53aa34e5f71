import type { DocumentBody, NewDocument, RegisteredDocument } from '../../server/evidence/contract.ts';
import { forgetAll } from './assessments.ts';
import { call, ifMatch } from './http.ts';

const at = (organisation: string) => `/organisations/${organisation}/documents`;

export const documents = (organisation: string) => call<RegisteredDocument[]>('GET', at(organisation));

/** What is kept of assessments is let go: drafts that refer to the document have changed with it. */
export async function addDocument(organisation: string, body: NewDocument): Promise<void> {
  await call('POST', at(organisation), { body });
  forgetAll();
}

export async function changeDocument(
  organisation: string,
  id: string,
  revision: number,
  body: DocumentBody,
): Promise<void> {
  await call('PUT', `${at(organisation)}/${id}`, { body, ...ifMatch(revision) });
  forgetAll();
}

export const removeDocument = (organisation: string, id: string) =>
  call<undefined>('DELETE', `${at(organisation)}/${id}`);

/** The register as a file. */
export const registerAddress = (organisation: string, format: 'xlsx' | 'csv') => `/api/v1${at(organisation)}.${format}`;
