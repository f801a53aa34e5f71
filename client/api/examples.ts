import type { ExampleView } from '../../server/showcase/contract.ts';
import { call, ifMatch } from './http.ts';

/** In a file of its own: kept text is sent from every page. */
export const saveExample = (organisation: string, id: string, base: number, body: unknown) =>
  call<ExampleView>('PUT', `/organisations/${organisation}/examples/${id}`, {
    body,
    ...ifMatch(base),
  });
