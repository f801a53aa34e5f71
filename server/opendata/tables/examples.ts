import { originLabel } from '../../../criteria/present/example-article.ts';
import type { ExampleContent } from '../../showcase/contract.ts';
import { shownContents } from '../../showcase/shown.ts';
import { dataset } from '../dataset.ts';
import { text, type Column } from '../../tables/table.ts';

const SHOWCASE: readonly Column<ExampleContent>[] = [
  text('adress', 'Adress', 'Exemplets namn i webbadressen, /skyltfonster/…', (row) => row.slug, true),
  text('organisation', 'Organisation', 'Kommun- eller regionkod', (row) => row.organisation.code, true),
  text('organisation_namn', 'Organisationens namn', 'Ange som källa', (row) => row.organisation.name, true),
  {
    ...text<ExampleContent>(
      'ursprung',
      'Ursprung',
      'Utmärker sig enligt regeln, eller eget exempel',
      (row) => originLabel(row.origin),
      true,
    ),
    enum: ['Utmärker sig', 'Eget exempel'],
  },
  text('om', 'Om', 'Kod för kriteriet eller området', (row) => row.subject.code, true),
  text('kriterieversion', 'Kriterieversion', 'Version av kriterierna', (row) => row.catalogue, true),
  {
    name: 'ar',
    type: 'year',
    title: 'År',
    description: 'Året som exemplet gäller',
    required: true,
    value: (row) => row.year,
  },
  text('rubrik', 'Rubrik', 'Exemplets rubrik', (row) => row.text.title, true),
  text('vad', 'Vad', 'Vad de gör', (row) => row.text.what, true),
  text('varfor', 'Varför', 'Varför de gör det', (row) => row.text.why, true),
  text('effekt', 'Effekt', 'Vad det har gett', (row) => row.text.effect, true),
  text('svart', 'Svårt', 'Vad som var svårt', (row) => row.text.hard, true),
  text('tid', 'Tid', 'Tid och resurser', (row) => row.text.time || null),
  text('passar', 'Passar', 'Vem det passar för', (row) => row.text.suited || null),
  text('kontakt', 'Kontakt', 'Kontaktfunktion', (row) => row.text.contact, true),
  {
    name: 'publicerat',
    type: 'date',
    title: 'Publicerat',
    description: 'Datum',
    required: true,
    value: (row) => (row.publishedAt ?? '').slice(0, 10),
  },
  {
    name: 'visas_till',
    type: 'date',
    title: 'Visas till',
    description: 'Datum',
    required: true,
    value: (row) => (row.expiresAt ?? '').slice(0, 10),
  },
];

/** What is shown in the showcase now. */
export const examples = dataset<ExampleContent>(
  {
    id: 'skyltfonster',
    title: 'Exempel i skyltfönstret',
    titleEnglish: 'Examples of human rights work',
    description:
      'Hur kommuner och regioner arbetar med mänskliga rättigheter, vad det har gett och vad som var svårt. Ange organisationen som källa.',
    license: 'by',
    keywords: ['mänskliga rättigheter', 'goda exempel', 'lärande'],
    parts: () => Promise.resolve(['']),
  },
  SHOWCASE,
  (deps) => shownContents(deps),
);
