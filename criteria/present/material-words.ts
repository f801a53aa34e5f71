/** What kinds and languages of learning materials are called. Keys are the server's (materials/contract.ts). */
export const KIND_WORDS = {
  course: 'Kurs',
  guide: 'Vägledning',
  template: 'Mall eller verktyg',
  method: 'Metod',
  figures: 'Statistik',
  film: 'Film eller ljud',
  report: 'Rapport',
} as const;

/** Swedish, English, the national minority languages, and others. */
export const LANGUAGE_WORDS = {
  sv: 'svenska',
  en: 'engelska',
  fi: 'finska',
  se: 'samiska',
  fit: 'meänkieli',
  rom: 'romani chib',
  yi: 'jiddisch',
  other: 'annat språk',
} as const;
