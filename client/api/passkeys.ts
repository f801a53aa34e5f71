import type { Begun, Passkeys, RecoveryCodes } from '../../server/passkeys/contract.ts';
import { call } from './http.ts';

export const passkeys = () => call<Passkeys>('GET', '/account/passkeys');
export const beginPasskey = () => call<Begun>('POST', '/account/passkeys/begin');
export const addPasskey = (body: { state: string; name: string; response: unknown }) =>
  call<RecoveryCodes>('POST', '/account/passkeys', { body });
export const removePasskey = (id: string) => call('DELETE', `/account/passkeys/${encodeURIComponent(id)}`);
export const makeRecoveryCodes = () => call<RecoveryCodes>('POST', '/account/recovery-codes');
