import type { TargetsView } from '../../server/targets/contract.ts';
import { call } from './http.ts';

const at = (organisation: string, path = '') => `/organisations/${organisation}/targets${path}`;

export const targets = (organisation: string) => call<TargetsView>('GET', at(organisation));
export const setTarget = (organisation: string, criterion: string, level: number | null) =>
  call<TargetsView>('PUT', at(organisation, `/${criterion}`), { body: { level } });
export const carryTargets = (organisation: string) => call<TargetsView>('POST', at(organisation, '/carry-over'));
