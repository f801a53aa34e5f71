import { tableOf, text, type Column } from '../tables/table.ts';
import type { NamedTable } from '../tables/workbook.ts';
import type { RegisteredDocument } from './contract.ts';

const LINK: Readonly<Record<NonNullable<RegisteredDocument['linkState']>, string>> = {
  unchecked: 'inte kontrollerad',
  ok: 'fungerar',
  failing: 'svarade inte senast',
  dead: 'fungerar inte',
  internal: 'internt nät, kontrolleras inte',
};

const day = (
  name: string,
  title: string,
  description: string,
  value: (row: RegisteredDocument) => string | null,
): Column<RegisteredDocument> => ({ ...text(name, title, description, value), width: 14 });

/** The organisation's register of evidence. */
export function registerSheet(rows: readonly RegisteredDocument[]): NamedTable {
  const table = tableOf<RegisteredDocument>(
    [
      text('titel', 'Titel', 'Underlagets namn.', ({ title }) => title),
      day('diarienummer', 'Diarienummer', 'Ärendets nummer hos er.', ({ diarienummer }) => diarienummer ?? null),
      day('datum', 'Datum', 'Dag för beslutet eller dokumentet.', ({ date }) => date ?? null),
      text('lank', 'Länk', 'Webbadress.', ({ link }) => link ?? null),
      text('finns_hos', 'Finns hos', 'Funktionen som förvarar det.', ({ holder }) => holder || null),
      day('galler_till', 'Gäller till', 'Sista dag.', ({ validUntil }) => validUntil),
      text('lankens_lage', 'Länkens läge', 'Vad de senaste besöken visade.', ({ linkState }) =>
        linkState === null ? null : LINK[linkState],
      ),
      text(
        'anvands_i',
        'Används i',
        'År och kriterier.',
        ({ uses }) => uses.map(({ year, code }) => `${year} ${code}`).join(', ') || null,
      ),
    ],
    rows,
  );
  return { name: 'Underlag', about: 'Alla underlag, varje en gång.', table };
}
