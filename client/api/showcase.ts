import { msg } from '@lit/localize';
import type {
  ExampleSummary,
  ExampleView,
  NetworkStep,
  OrganisationStep,
  StandoutList,
} from '../../server/showcase/contract.ts';
import { call, ifMatch } from './http.ts';
import { upload } from './upload.ts';

export const examplesOf = (organisation: string) =>
  call<ExampleSummary[]>('GET', `/organisations/${organisation}/examples`);
export const example = (organisation: string, id: string) =>
  call<ExampleView>('GET', `/organisations/${organisation}/examples/${id}`);
export const offerExample = (organisation: string, body: { subject: string; title: string }) =>
  call<ExampleSummary>('POST', `/organisations/${organisation}/examples`, { body });
export const takeStep = (organisation: string, id: string, revision: number, step: OrganisationStep) =>
  call<ExampleView>('POST', `/organisations/${organisation}/examples/${id}/steps`, {
    body: { step },
    ...ifMatch(revision),
  });
export const removeExample = (organisation: string, id: string, revision: number) =>
  call<undefined>('DELETE', `/organisations/${organisation}/examples/${id}`, {
    ...ifMatch(revision),
  });

export interface UploadedPicture {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** Sends a picture as it is; the server tells its kind by its content. Throws ApiError. */
export const sendPicture = (organisation: string, id: string, file: File): Promise<UploadedPicture> =>
  upload(
    `/organisations/${organisation}/examples/${id}/pictures`,
    file,
    'picture',
    msg('är för stor. Den får vara högst 8 MB'),
  );

export const standouts = (year: number) => call<StandoutList>('GET', `/network/standouts?year=${year}`);
export const inviteExample = (body: { organisation: string; year: number; subject: string; message: string }) =>
  call<ExampleSummary>('POST', '/network/examples', { body });
export const networkExamples = () => call<ExampleSummary[]>('GET', '/network/examples');
export const networkExample = (id: string) => call<ExampleView>('GET', `/network/examples/${id}`);
export const takeNetworkStep = (id: string, revision: number, body: NetworkStep) =>
  call<ExampleView>('POST', `/network/examples/${id}/steps`, { body, ...ifMatch(revision) });
