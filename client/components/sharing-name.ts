import { msg } from '@lit/localize';
import type { SharingChoice } from '../../server/submissions/contract.ts';

export const SHARING_NAMES: Record<SharingChoice['sharing'], () => string> = {
  statistik: () => msg('Statistik'),
  natverket: () => msg('Nätverket'),
  oppet: () => msg('Öppet'),
};
