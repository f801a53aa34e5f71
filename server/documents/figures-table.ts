import { isShown, type Figure, type Page, type PublishedFigure } from '../../criteria/comparison/edition-model.ts';
import type { Catalogue } from '../../criteria/model.ts';
import { tableOf, text, type Column, type Table } from '../tables/table.ts';
import { measureNames } from '../editions/figures-csv.ts';

interface Row {
  readonly kind: string;
  readonly name: string;
  /** The wider group, where its figure stands in the place of the group's own. */
  readonly of: string;
  readonly figure: Figure | undefined;
}

const number = (
  name: string,
  title: string,
  description: string,
  value: (figure: PublishedFigure) => number | null | undefined,
): Column<Row> => ({
  name,
  type: 'number',
  title,
  description,
  value: ({ figure }) => (isShown(figure) ? (value(figure) ?? null) : null),
});

const INVENTED = text<Row>('invented', 'Påhittade uppgifter', 'Siffrorna är påhittade.', () => 'påhittat');

const COLUMNS: readonly Column<Row>[] = [
  text('kind', 'Mått', 'Område, uppdrag, tema, kriterium, nyckeltal eller förändring.', ({ kind }) => kind),
  text('name', 'Namn', 'Vad måttet heter.', ({ name }) => name),
  text('of', 'Grupp', 'Vems siffra det är: gruppens egen, eller närmaste större grupps i stället.', ({ of }) => of),
  number('n', 'Antal', 'Hur många som har svarat. Tomt när siffran inte visas.', ({ n }) => n),
  number('median', 'Median', 'Medianen.', ({ median }) => median),
  number('lower', 'Undre kvartil', 'En fjärdedel ligger under den.', ({ quartiles }) => quartiles?.[0]),
  number('upper', 'Övre kvartil', 'En fjärdedel ligger över den.', ({ quartiles }) => quartiles?.[1]),
  ...[0, 1, 2, 3, 4].map((level) =>
    number(
      `level${level}`,
      `På nivå ${level}`,
      `Hur många som har svarat nivå ${level}.`,
      ({ levels }) => levels?.[level],
    ),
  ),
  number(
    'without',
    'Antal som inte ingår',
    'Hur många i gruppen som siffran inte räknar med.',
    ({ without }) => without,
  ),
  text('covers', 'Omfattar', 'Alla i gruppen, eller bara de som visar namn.', ({ figure }) =>
    isShown(figure) ? (figure.scope === 'everyone' ? 'alla' : 'bara de som visar namn') : 'visas inte',
  ),
];

/** A group's published figures as the page shows them, a wider group's in the place of what cannot be shown. */
export function figuresTable(
  catalogue: Catalogue,
  {
    group,
    figures,
    insteadOf,
    demo,
  }: {
    readonly group: string;
    readonly figures: Page;
    /** The first column then says that the figures are invented. */
    readonly demo: boolean;
    /** By measure: the wider group's name and figure. */
    readonly insteadOf: (measure: string) => { readonly group: string; readonly figure: PublishedFigure } | undefined;
  },
): Table {
  const rows = [...measureNames(catalogue)].flatMap(([key, { kind, name }]): Row[] => {
    if (!(key in figures)) return [];
    const wider = insteadOf(key);
    return [{ kind, name, of: wider?.group ?? group, figure: wider?.figure ?? figures[key] }];
  });
  return tableOf(demo ? [INVENTED, ...COLUMNS] : COLUMNS, rows);
}
