import type { InvitationLink, OutsideAccounts, OwnReset } from '../../server/accounts/contract.ts';
import { call } from './http.ts';

export const outsideAccounts = () => call<OutsideAccounts>('GET', '/network/accounts');
export const inviteAdministrator = (body: { email: string; name: string }) =>
  call<InvitationLink>('POST', '/network/administrators', { body });
export const changeOutside = (id: string, disabled: boolean) =>
  call('PATCH', `/network/accounts/${id}`, { body: { disabled } });
export const endOutside = (id: string) => call('DELETE', `/network/accounts/${id}/sessions`);
export const handOverMaterials = (id: string, to: string) =>
  call('POST', `/network/accounts/${id}/handover`, { body: { to } });
export const eraseOutside = (id: string) => call('DELETE', `/network/accounts/${id}/personal-data`);
export const withdrawOutside = (id: string) => call('DELETE', `/network/invitations/${id}`);

export const ownResets = () => call<OwnReset[]>('GET', '/account/resets');
export const confirmOwnReset = (id: string) => call('POST', `/account/resets/${id}/confirmation`);
export const refuseOwnReset = (id: string) => call('DELETE', `/account/resets/${id}`);
