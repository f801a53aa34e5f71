import { formatDate } from '../../criteria/present/format.ts';
import { heading, paragraph, type Block, type Document, type Table } from '../documents/document.ts';

/** Rows to fill in by hand or in Word. */
function form(caption: string, fields: readonly string[]): Table {
  return {
    kind: 'table',
    caption,
    columns: [
      { title: 'Uppgift', width: 3 },
      { title: 'Fyll i', width: 4 },
    ],
    rows: fields.map((field) => [field, '']),
  };
}

const signature = (more: readonly string[] = []): Block => ({
  kind: 'facts',
  facts: ['Datum', 'Underskrift', 'Namnförtydligande', ...more].map((name) => ({ name, value: '' })),
});

/**
 * The financial account of the agreement's annex 1 (2017): every field of its five parts, with both alternatives of the
 * head of finance's attest. The tool knows none of the figures; it is a form.
 */
export function financialAccount(about: {
  readonly operator: string;
  readonly day: string;
  readonly invented: boolean;
}): Document {
  return {
    title: 'Ekonomisk redovisning',
    author: about.operator,
    running: `${about.operator} · Ekonomisk redovisning av icke-prestationsbaserade medel`,
    warning: about.invented ? 'Påhittade uppgifter' : null,
    facts: [
      { name: 'Till', value: 'Kammarkollegiet' },
      { name: 'Formuläret hämtat', value: formatDate(about.day) },
    ],
    blocks: [
      heading(1, '1. Kontaktuppgifter'),
      form('Den som har fått bidraget', [
        'Bidragsmottagare',
        'Organisationsnummer',
        'Kontaktperson',
        'Postadress',
        'Telefon inkl. riktnummer',
        'Faxnummer',
        'E-postadress',
      ]),
      heading(1, '2. Bidrag'),
      form('Bidraget som redovisas', [
        'Regeringskansliets diarienummer för överenskommelsen',
        'Regeringskansliets diarienummer för regeringsbeslutet om utbetalning',
        'Överenskommelsens benämning',
        'Summa bidrag enligt överenskommelsen',
        'Summa bidrag som har betalats ut från regeringen eller Regeringskansliet',
        'Period som redovisningen avser',
      ]),
      heading(1, '3. Redovisning av verksamhet eller aktivitet'),
      form('Belopp i kronor', [
        'Bidrag som har tagits emot från regeringen eller Regeringskansliet',
        'Kostnader (ange större kostnadsposter för sig)',
        '',
        '',
        '',
        '',
        'Summa kostnader',
        'Medel som inte har förbrukats (bidrag minus kostnader)',
      ]),
      heading(1, '4. Ekonomichefens granskning'),
      paragraph('Kryssa för ett av alternativen. Ekonomichefen, eller den som har motsvarande uppgift, fyller i.'),
      paragraph('☐ Alternativ 1: [namn] intygar att den ekonomiska redovisningen under punkt 3 är korrekt.'),
      paragraph(
        '☐ Alternativ 2: [namn] bedömer inte att den ekonomiska redovisningen under punkt 3 är korrekt. Avvikelserna och eventuella åtgärder är:',
      ),
      { kind: 'lines', count: 4 },
      signature(['Befattning', 'Telefon inkl. riktnummer', 'E-postadress']),
      heading(1, '5. Underskrift i original av behörig företrädare'),
      paragraph('Bidragstagaren intygar att lämnade uppgifter är riktiga.'),
      signature(),
    ],
  };
}
