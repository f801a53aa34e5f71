import { stringify } from 'csv-stringify/sync';
import { groupsOf, LENS_NAMES, COMPARED_LENSES } from '../../criteria/scoring/lens.ts';
import { changeKey, criterionKey, indexKey, indicatorKey } from '../../criteria/comparison/measure-keys.ts';
import { isShown, type Figure, type Page } from '../../criteria/comparison/edition-model.ts';
import type { Catalogue } from '../../criteria/model.ts';

/** What each measure of a catalogue is called, in the catalogue's order. */
export function measureNames(
  catalogue: Catalogue,
): ReadonlyMap<string, { readonly kind: string; readonly name: string }> {
  const names = new Map<string, { kind: string; name: string }>();
  const groups = COMPARED_LENSES.flatMap((lens) => groupsOf(catalogue, lens).map((group) => ({ lens, ...group })));
  for (const { lens, key, name } of groups) names.set(indexKey(lens, key), { kind: LENS_NAMES[lens].name, name });
  for (const { code, title } of catalogue.criteria)
    names.set(criterionKey(code), { kind: 'Kriterium', name: `${code} ${title}` });
  for (const { code, title } of catalogue.indicators)
    names.set(indicatorKey(code), { kind: 'Nyckeltal (procent)', name: `${code} ${title}` });
  for (const { lens, key, name } of groups)
    names.set(changeKey(lens, key), { kind: `Förändring, ${LENS_NAMES[lens].name.toLocaleLowerCase('sv')}`, name });
  return names;
}

const number = (value: number | undefined) => (value === undefined ? '' : String(value).replace('.', ','));

function cells(figure: Figure | undefined): string[] {
  if (!isShown(figure)) return ['', '..', '', '', '', '', '', '', '', '', ''];
  const { n, median, quartiles, levels, scope, without } = figure;
  return [
    String(n),
    number(median),
    number(quartiles?.[0]),
    number(quartiles?.[1]),
    ...[0, 1, 2, 3, 4].map((level) => number(levels?.[level])),
    scope === 'everyone' ? 'alla' : 'bara de som visar namn',
    String(without),
  ];
}

export interface CsvPage {
  readonly group: string;
  readonly figures: Page;
}

/**
 * Published figures as CSV for Excel in Swedish: semicolons, decimal commas, UTF-8 with a byte order mark.
 * `..` is a figure that is withheld. In the demo the first column says that the figures are invented.
 */
export function figuresCsv(
  catalogue: Catalogue,
  pages: readonly CsvPage[],
  about: { readonly year: number; readonly edition: number; readonly demo: boolean },
): string {
  const head = [
    ...(about.demo ? ['Påhittade uppgifter'] : []),
    'År',
    'Utgåva',
    'Grupp',
    'Mått',
    'Namn',
    'Antal',
    'Median',
    'Undre kvartil',
    'Övre kvartil',
    ...[0, 1, 2, 3, 4].map((level) => `Antal på nivå ${level}`),
    'Omfattar',
    'Antal som inte ingår',
  ];
  const rows = pages.flatMap(({ group, figures }) =>
    [...measureNames(catalogue)].flatMap(([key, { kind, name }]) =>
      key in figures
        ? [
            [
              ...(about.demo ? ['Påhittade uppgifter'] : []),
              String(about.year),
              String(about.edition),
              group,
              kind,
              name,
              ...cells(figures[key]),
            ],
          ]
        : [],
    ),
  );
  return stringify([head, ...rows], { delimiter: ';', bom: true, record_delimiter: 'windows', escape_formulas: true });
}
