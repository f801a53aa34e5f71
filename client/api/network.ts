import type { LoggedEvent } from '../../server/audit/contract.ts';
import { msg } from '@lit/localize';
import type { Nudged } from '../../server/reminders/contract.ts';
import type { Action, ActionBody, StatusPreview } from '../../server/actions/contract.ts';
import type { ExampleView, NamedAssessment, NamedPeer, StandingView } from '../../server/comparison/contract.ts';
import type { CountyReport, CountyTable } from '../../server/counties/contract.ts';
import type { Benchmark } from '../../server/editions/contract.ts';
import type { GroupFigures, Heat, NetworkFigures, Overview, Support, Weakest } from '../../server/network/contract.ts';
import type { Membership, RoundMember } from '../../server/memberships/contract.ts';
import type { NewRound, Round, RoundChange } from '../../server/rounds/contract.ts';
import type { SharingChoice, SubmissionView } from '../../server/submissions/contract.ts';
import { call, ifMatch } from './http.ts';
import { upload } from './upload.ts';

export const rounds = () => call<Round[]>('GET', '/rounds');
export const createRound = (body: NewRound) => call<undefined>('POST', '/rounds', { body });
export const changeRound = (year: number, body: RoundChange) => call<undefined>('PUT', `/rounds/${year}`, { body });
export const roundMembers = (year: number) => call<RoundMember[]>('GET', `/rounds/${year}/members`);
export const networkEvents = () => call<LoggedEvent[]>('GET', '/network/events');
export const nudge = (year: number, text: string) =>
  call<Nudged>('POST', `/rounds/${year}/reminders`, { body: { text } });
export const publishEdition = (year: number) => call<{ number: number }>('POST', `/rounds/${year}/editions`);

export const memberships = () => call<Membership[]>('GET', '/members');
export const join = (organisation: string, on: string) =>
  call<undefined>('POST', '/members', { body: { organisation, on } });
export const leave = (organisation: string, on: string) =>
  call<undefined>('POST', `/members/${organisation}/leaving`, { body: { on } });

export const submission = (id: string) => call<SubmissionView>('GET', `/assessments/${id}/submission`);
export const submit = (id: string, body: SharingChoice) =>
  call<undefined>('PUT', `/assessments/${id}/submission`, { body });

export const benchmark = (year: number, peers: string) =>
  call<Benchmark>('GET', `/benchmark?year=${year}&peers=${peers}`);
export const standing = (organisation: string, year: number) =>
  call<StandingView>('GET', `/organisations/${organisation}/standing?year=${year}`);
export const examples = (organisation: string, year: number, criterion: string) =>
  call<ExampleView[]>('GET', `/organisations/${organisation}/learning?year=${year}&criterion=${criterion}`);
export const namedPeers = (organisation: string, year: number, peers: string) =>
  call<NamedPeer[]>('GET', `/organisations/${organisation}/named-peers?year=${year}&peers=${peers}`);
export const named = (organisation: string, year: number) =>
  call<NamedAssessment>('GET', `/members/${organisation}/assessments/${year}`);

export const actions = (organisation: string) => call<Action[]>('GET', `/organisations/${organisation}/actions`);
export const addAction = (organisation: string, body: ActionBody) =>
  call<Action>('POST', `/organisations/${organisation}/actions`, { body });
export const changeAction = (organisation: string, id: string, revision: number, body: ActionBody) =>
  call<Action>('PUT', `/organisations/${organisation}/actions/${id}`, {
    body,
    ...ifMatch(revision),
  });
export const removeAction = (organisation: string, id: string) =>
  call<undefined>('DELETE', `/organisations/${organisation}/actions/${id}`);

/** What a file from a follow-up system would change. Nothing is stored. */
export const statusPreview = (organisation: string, file: File): Promise<StatusPreview> =>
  upload(
    `/organisations/${organisation}/actions/status-preview`,
    file,
    'file',
    msg('Filen är för stor. Den får vara högst 5 MB.'),
  );

export const overview = (year: number) => call<Overview>('GET', `/network/overview?year=${year}`);
export const heat = (year: number, by: Heat['by']) => call<Heat>('GET', `/network/heat?year=${year}&by=${by}`);
export const networkFigures = (year: number, peers: string) =>
  call<NetworkFigures>('GET', `/network/figures?year=${year}&peers=${peers}`);
export const groupFigures = (year: number, measure: string) =>
  call<GroupFigures>('GET', `/network/groups?year=${year}&measure=${encodeURIComponent(measure)}`);
export const weakest = (year: number) => call<Weakest>('GET', `/network/weakest?year=${year}`);
export const support = (year: number) => call<Support>('GET', `/network/support?year=${year}`);

export const countyReport = (county: string, year: number) =>
  call<CountyReport>('GET', `/counties/${county}/report?year=${year}`);
export const countyTable = (year: number) => call<CountyTable>('GET', `/counties?year=${year}`);
