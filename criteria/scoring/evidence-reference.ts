import type { EvidenceItem } from './carry-over.ts';

/** What makes two pieces of evidence the same document: title, number, date and link, as they stand. */
export function referenceKey({ title, diarienummer = '', date = '', link = '' }: EvidenceItem): string {
  return JSON.stringify([title, diarienummer, date, link]);
}

/** The evidence with only the fields that have something in them, as an answer stores it. */
export function referenceOf(row: {
  readonly title: string;
  readonly diarienummer?: string | undefined;
  readonly date?: string | null | undefined;
  readonly link?: string | undefined;
}): EvidenceItem {
  const { title, diarienummer, date, link } = row;
  return {
    title,
    ...(link ? { link } : {}),
    ...(diarienummer ? { diarienummer } : {}),
    ...(date ? { date } : {}),
  };
}
