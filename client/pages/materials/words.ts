import { msg } from '@lit/localize';
import type { MaterialText, MaterialView } from '../../../server/materials/contract.ts';

export const KINDS: Record<MaterialText['kind'], () => string> = {
  course: () => msg('Kurs'),
  guide: () => msg('Vägledning'),
  template: () => msg('Mall eller verktyg'),
  method: () => msg('Metod'),
  figures: () => msg('Statistik'),
  film: () => msg('Film eller ljud'),
  report: () => msg('Rapport'),
};

export const LANGUAGES: Record<MaterialText['language'], () => string> = {
  sv: () => msg('Svenska'),
  en: () => msg('Engelska'),
  fi: () => msg('Finska'),
  se: () => msg('Samiska'),
  fit: () => msg('Meänkieli'),
  rom: () => msg('Romani chib'),
  yi: () => msg('Jiddisch'),
  other: () => msg('Annat språk'),
};

export const STAGES: Record<MaterialView['stage'], () => string> = {
  proposed: () => msg('Väntar på granskning'),
  returned: () => msg('Behöver ändras'),
  published: () => msg('Visas'),
  withdrawn: () => msg('Tillbakadraget'),
};
