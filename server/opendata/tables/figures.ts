import { isShown, type Figure } from '../../../criteria/comparison/edition-model.ts';
import { PEER_GROUPS } from '../../../criteria/comparison/peer-groups.ts';
import { catalogueOf } from '../../catalogues/published.ts';
import type { Deps } from '../../deps.ts';
import { measureNames } from '../../editions/figures-csv.ts';
import { currentEdition, pagesOf } from '../../editions/read.ts';
import { currentEditions, roundOf } from '../../rounds/queries.ts';
import { dataset } from '../dataset.ts';
import { text, type Column } from '../../tables/table.ts';

interface FigureRow {
  readonly year: number;
  readonly edition: number;
  readonly peers: string;
  readonly peersName: string;
  readonly measure: string;
  readonly kind: string;
  readonly name: string;
  readonly figure: Figure;
}
const number = (
  name: string,
  title: string,
  description: string,
  value: (row: FigureRow) => number | null | undefined,
  type: 'integer' | 'number' = 'number',
): Column<FigureRow> => ({ name, type, title, description, value: (row) => value(row) ?? null });
const shownOf = ({ figure }: FigureRow) => (isShown(figure) ? figure : undefined);
const FIGURES: readonly Column<FigureRow>[] = [
  {
    name: 'ar',
    type: 'year',
    title: 'År',
    description: 'Året som självskattningarna beskriver',
    required: true,
    value: (row) => row.year,
  },
  {
    name: 'utgava',
    type: 'integer',
    title: 'Utgåva',
    description: 'Utgåvans nummer det året',
    required: true,
    value: (row) => row.edition,
  },
  text('grupp', 'Grupp', 'Jämförelsegruppens kod', (row) => row.peers, true),
  text('grupp_namn', 'Gruppens namn', 'Jämförelsegruppens namn', (row) => row.peersName, true),
  text('matt', 'Mått', 'Måttets kod', (row) => row.measure, true),
  text('slag', 'Slag', 'Vad för slags mått det är', (row) => row.kind, true),
  text('namn', 'Namn', 'Måttets namn', (row) => row.name, true),
  {
    name: 'visas',
    type: 'boolean',
    title: 'Visas',
    description: 'Falskt när siffran hålls inne för att skydda någon eller för att för få har svarat',
    required: true,
    value: (row) => isShown(row.figure),
  },
  number('antal', 'Antal', 'Antal som ingår i siffran', (row) => shownOf(row)?.n, 'integer'),
  number('median', 'Median', 'Median, index 0–100, nivå 0–4, procent eller förändring', (row) => shownOf(row)?.median),
  number('undre_kvartil', 'Undre kvartil', 'Från tio svar', (row) => shownOf(row)?.quartiles?.[0]),
  number('ovre_kvartil', 'Övre kvartil', 'Från tio svar', (row) => shownOf(row)?.quartiles?.[1]),
  ...[0, 1, 2, 3, 4].map((level) =>
    number(
      `antal_niva_${level}`,
      `Antal på nivå ${level}`,
      'Bara för kriterier, från tio svar',
      (row) => shownOf(row)?.levels?.[level],
      'integer',
    ),
  ),
  {
    name: 'omfattar',
    type: 'string',
    title: 'Omfattar',
    description: 'Värdet alla, eller oppna för bara dem som visar öppet',
    enum: ['alla', 'oppna'],
    value: (row) => (shownOf(row) ? (shownOf(row)?.scope === 'everyone' ? 'alla' : 'oppna') : null),
  },
  number(
    'ingar_inte',
    'Ingår inte',
    'Antal i gruppen som inte ingår i siffran',
    (row) => shownOf(row)?.without,
    'integer',
  ),
];

async function yearsWithEdition(deps: Deps): Promise<string[]> {
  return (await currentEditions(deps.db)).map(({ year }) => String(year)).sort();
}

async function figureRows(deps: Deps, year: number): Promise<FigureRow[] | undefined> {
  const [edition, round] = await Promise.all([currentEdition(deps.db, year), roundOf(deps.db, year)]);
  if (!edition || !round) return undefined;
  const names = measureNames(catalogueOf(deps, round.catalogue));
  const pages = (await pagesOf(deps.db, edition, ['public'])).get('public');
  return PEER_GROUPS.flatMap(({ key, name }) =>
    [...names].flatMap(([measure, about]) => {
      const figure = pages?.get(key)?.[measure];
      return figure
        ? [
            {
              year,
              edition: edition.number,
              peers: key,
              peersName: name,
              measure,
              kind: about.kind,
              name: about.name,
              figure,
            },
          ]
        : [];
    }),
  );
}

/** The public publication of each year's newest edition, as it has passed the disclosure control. */
export const figures = dataset<FigureRow>(
  {
    id: 'siffror',
    title: 'Nätverkets siffror',
    titleEnglish: 'Figures of the network',
    description:
      'Median, kvartiler och fördelning för grupper av kommuner och regioner: index per område, uppdrag, tema med mera, och nivå per kriterium. Egna bedömningar. Siffror som skulle kunna röja någon visas inte. En fil per år.',
    license: 'cc0',
    keywords: ['mänskliga rättigheter', 'självskattning', 'statistik', 'jämförelse'],
    parts: yearsWithEdition,
  },
  FIGURES,
  (deps, part) => figureRows(deps, Number(part)),
);
