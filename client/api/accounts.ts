import type { Device, InvitationLink, NewInvitation, OrganisationUsers } from '../../server/accounts/contract.ts';
import type { EventView } from '../../server/audit/contract.ts';
import type { FeedbackView } from '../../server/catalogues/contract.ts';
import type { MailChoices, MailStanding } from '../../server/mail/contract.ts';
import type { NetworkOrganisation } from '../../server/organisations/contract.ts';
import { call } from './http.ts';

export const users = (organisation: string) => call<OrganisationUsers>('GET', `/organisations/${organisation}/users`);
export const invite = (organisation: string, body: NewInvitation) =>
  call<InvitationLink>('POST', `/organisations/${organisation}/invitations`, { body });
export const withdraw = (id: string) => call('DELETE', `/invitations/${id}`);
export const confirmReset = (id: string) => call('POST', `/invitations/${id}/confirmation`);
export const changeUser = (id: string, body: { role?: string; disabled?: boolean }) =>
  call('PATCH', `/users/${id}`, { body });
export const reset = (id: string) => call<InvitationLink>('POST', `/users/${id}/reset`);
export const endColleague = (id: string) => call('DELETE', `/users/${id}/sessions`);
export const erasePerson = (id: string) => call('DELETE', `/users/${id}/personal-data`);
export const events = (organisation: string) => call<EventView[]>('GET', `/organisations/${organisation}/events`);

export const devices = () => call<Device[]>('GET', '/account/sessions');
export const endOtherSessions = () => call('DELETE', '/account/sessions');
export const changePassword = (body: { current: string; password: string }) =>
  call('PUT', '/account/password', { body });

export const mailChoices = () => call<MailChoices>('GET', '/account/mail');
export const chooseMail = (refused: readonly string[]) =>
  call<MailChoices>('PUT', '/account/mail', { body: { refused } });
export const mailStanding = () => call<MailStanding>('GET', '/network/mails');
export const sendAgain = (id: string) => call('POST', `/network/mails/${id}/again`);

export const networkOrganisations = () => call<NetworkOrganisation[]>('GET', '/network/organisations');
export const inviteFirst = (body: { organisation: string; email: string; name: string }) =>
  call<InvitationLink>('POST', '/network/first-coordinators', { body });
export const inviteMaterialProvider = (body: { email: string; name: string }) =>
  call<InvitationLink>('POST', '/network/material-providers', { body });
export const inviteCounty = (body: { county: string; national: boolean; email: string; name: string }) =>
  call<InvitationLink>('POST', '/network/county-viewers', { body });
export const resetOutside = (email: string) => call<InvitationLink>('POST', '/network/resets', { body: { email } });
export const feedback = () => call<FeedbackView[]>('GET', '/network/feedback');
export const markFeedback = (id: string, handled: boolean) =>
  call('PATCH', `/network/feedback/${id}`, { body: { handled } });
