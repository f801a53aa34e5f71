import type { ApiToken, MadeToken, NewToken } from '../../server/tokens/contract.ts';
import { call } from './http.ts';

export const apiTokens = (organisation: string) => call<ApiToken[]>('GET', `/organisations/${organisation}/tokens`);
export const makeApiToken = (organisation: string, body: NewToken) =>
  call<MadeToken>('POST', `/organisations/${organisation}/tokens`, { body });
export const withdrawApiToken = (organisation: string, id: string) =>
  call('DELETE', `/organisations/${organisation}/tokens/${id}`);
