import type { KeyFiguresView } from '../../server/key-figures/contract.ts';
import { call } from './http.ts';

export const keyFigures = (assessment: string) => call<KeyFiguresView>('GET', `/assessments/${assessment}/key-figures`);
