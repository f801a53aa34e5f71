import type { FrameworksView } from '../../server/frameworks/contract.ts';
import { call } from './http.ts';

export const frameworks = (id: string) => call<FrameworksView>('GET', `/assessments/${id}/frameworks`);
