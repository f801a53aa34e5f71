import { formatDate, formatIndex, formatSigned } from '../../criteria/present/format.ts';
import { isShown } from '../../criteria/comparison/edition-model.ts';
import { changeKey, indexKey } from '../../criteria/comparison/measure-keys.ts';
import { heading, list, paragraph, type Block, type Document, type Table } from '../documents/document.ts';
import { areaTable, criteriaTable, TOLD_GROUPS } from './figures.ts';
import type { ReportSource, ReportYear } from './source.ts';

/** The criteria about training, which stand in an area of their own in this picture. */
const TRAINING = 'utbildning-mr';

function participationTable({ participation, pages, year }: ReportYear): Table {
  const joined = new Map(participation.groups.map((row) => [row.key, row.joined]));
  return {
    kind: 'table',
    caption: `Med i omgången ${year}, och i utgåvan`,
    columns: [
      { title: 'Grupp', width: 5 },
      { title: 'Med', width: 1, number: true },
      { title: 'I utgåvan', width: 1.2, number: true },
    ],
    rows: TOLD_GROUPS.filter(({ key }) => (joined.get(key) ?? 0) > 0).map(({ key, name }) => [
      name,
      String(joined.get(key) ?? 0),
      String(pages.get(key)?.submitted ?? 0),
    ]),
  };
}

/** What the figures say in words, of all kommuner together. */
function sentences({ pages, catalogue, year }: ReportYear): string[] {
  const all = pages.get('kommuner')?.figures ?? {};
  const told = catalogue.areas.flatMap(({ code, name }) => {
    const figure = all[indexKey('area', code)];
    return isShown(figure) ? [{ name, median: figure.median, n: figure.n }] : [];
  });
  const [first, ...rest] = told.toSorted((a, b) => b.median - a.median);
  const last = rest.at(-1);
  if (!first || !last) return [`För ${year} är det för få svar för att visa hur kommunerna ligger till som grupp.`];
  return [
    `Bland kommunerna är medianen högst i ${first.name}, ${formatIndex(first.median)} av 100, och lägst i ${last.name}, ${formatIndex(last.median)}.`,
  ];
}

function changes({ pages, catalogue, year }: ReportYear): string[] {
  const all = pages.get('kommuner')?.figures ?? {};
  return catalogue.areas.flatMap(({ code, name }) => {
    const figure = all[changeKey('area', code)];
    return isShown(figure)
      ? [
          `${name}: ${formatSigned(figure.median)} sedan ${year - 1}, median bland ${figure.n} kommuner som svarade båda åren`,
        ]
      : [];
  });
}

const METHOD = [
  'Siffrorna bygger på organisationernas egna bedömningar. De är inget betyg, och ingen har kontrollerat dem i efterhand.',
  'Antal och median visas från fem svar, kvartiler från tio. Mitten är den undre och den övre kvartilen: hälften av organisationerna ligger däremellan.',
  'Två punkter (..) betyder att talet inte visas: det är för få svar, eller så skulle det gå att räkna ut vad någon enskild har svarat.',
  '”De som visar namn” omfattar bara organisationer som själva visar sitt resultat.',
  'Index är summan av nivåerna i procent av den högsta möjliga, och räknas bara när minst 80 procent av kriterierna är besvarade.',
];

/** The network's lägesbild: structure, governance, follow-up, training and the rest, only from what anyone may read. */
export function networkPicture({ years, operator, day, invented }: ReportSource): Document {
  const now = years.at(-1);
  if (!now) throw new Error('A report has at least one year.');
  const { catalogue, edition, participation, pages, year } = now;
  const areas = catalogue.areas.flatMap((area): Block[] => [
    heading(1, area.name),
    areaTable(pages, area, year),
    criteriaTable(
      pages,
      catalogue.criteria.filter((row) => row.area === area.code && !row.themes.includes(TRAINING)),
      `${area.name}: nivå 0–4 per kriterium, ${year}`,
    ),
  ]);
  const training = catalogue.criteria.filter(({ themes }) => themes.includes(TRAINING));
  const moved = changes(now);
  return {
    title: `Lägesbild ${year}: mänskliga rättigheter i kommuner och regioner`,
    author: operator,
    running: `${operator} · Lägesbild ${year}`,
    warning: invented ? 'Påhittade uppgifter' : null,
    facts: [
      { name: 'Omgång', value: String(year) },
      { name: 'Kriterier', value: `version ${catalogue.version}` },
      { name: 'Utgåva', value: `${edition.number}, ${formatDate(edition.computed_at)}` },
      { name: 'Sammanställd', value: formatDate(day) },
    ],
    blocks: [
      heading(1, 'Sammanfattning'),
      paragraph(
        [
          `${participation.totals.joined} kommuner och regioner är med i omgången ${year}, och ${(pages.get('kommuner')?.submitted ?? 0) + (pages.get('regioner')?.submitted ?? 0)} självskattningar ingår i utgåvan.`,
          ...sentences(now),
        ].join(' '),
      ),
      heading(1, 'Struktur: vilka som är med'),
      participationTable(now),
      ...areas,
      ...(training.length > 0
        ? [heading(1, 'Utbildning'), criteriaTable(pages, training, `Utbildning: nivå 0–4 per kriterium, ${year}`)]
        : []),
      ...(moved.length > 0 ? [heading(1, `Förändring sedan ${year - 1}`), ...list(moved)] : []),
      heading(1, 'Så är siffrorna gjorda'),
      ...list(METHOD),
    ],
  };
}
