import { formatIndex } from '../../criteria/present/format.ts';
import { isShown, type Figure, type Page } from '../../criteria/comparison/edition-model.ts';
import { criterionKey, indexKey } from '../../criteria/comparison/measure-keys.ts';
import { PEER_GROUPS, type PeerGroup } from '../../criteria/comparison/peer-groups.ts';
import type { Catalogue } from '../../criteria/model.ts';
import type { Table } from '../documents/document.ts';

/** The public publication's pages by peer group: what the disclosure control lets anyone read. */
export type PublicPages = ReadonlyMap<string, { readonly submitted: number; readonly figures: Page }>;

/** Kolada's sign for what is not shown. */
export const WITHHELD = '..';

const SCOPES = { everyone: 'alla', named: 'de som visar namn' } as const;

/** Number, median, quartiles and whom the figure is over; the sign where it is withheld. */
export function figureCells(figure: Figure | undefined): string[] {
  if (!isShown(figure)) return [WITHHELD, WITHHELD, WITHHELD, '-'];
  const { n, median, quartiles, scope } = figure;
  const middle = quartiles === null ? WITHHELD : `${formatIndex(quartiles[0])}–${formatIndex(quartiles[1])}`;
  return [String(n), formatIndex(median), middle, SCOPES[scope]];
}

const HEADS = [
  { title: 'Antal', width: 1, number: true },
  { title: 'Median', width: 1, number: true },
  { title: 'Mitten', width: 1.6, number: true },
  { title: 'Omfattar', width: 1.8 },
] as const;

/** The groups that a national picture is told by: all, size and kommungrupp, and the regioner; never a single county. */
export const TOLD_GROUPS: readonly PeerGroup[] = PEER_GROUPS.filter(({ kind }) => kind !== 'county');

/** One area's index in every group that somebody has submitted in. */
export function areaTable(pages: PublicPages, area: Catalogue['areas'][number], year: number): Table {
  const groups = TOLD_GROUPS.filter(({ key }) => (pages.get(key)?.submitted ?? 0) > 0);
  return {
    kind: 'table',
    caption: `${area.name}: index 0–100 per grupp, ${year}`,
    columns: [{ title: 'Grupp', width: 4 }, ...HEADS],
    rows: groups.map(({ key, name }) => [name, ...figureCells(pages.get(key)?.figures[indexKey('area', area.code)])]),
  };
}

/** The criteria's levels over all kommuner, and over the regioner. */
export function criteriaTable(pages: PublicPages, criteria: Catalogue['criteria'], caption: string): Table {
  const cell = (group: string, code: string) => {
    const figure = pages.get(group)?.figures[criterionKey(code)];
    return isShown(figure) ? [String(figure.n), formatIndex(figure.median)] : [WITHHELD, WITHHELD];
  };
  return {
    kind: 'table',
    caption,
    columns: [
      { title: 'Kriterium', width: 5 },
      { title: 'Kommuner', width: 1.2, number: true },
      { title: 'Median', width: 1, number: true },
      { title: 'Regioner', width: 1.2, number: true },
      { title: 'Median', width: 1, number: true },
    ],
    rows: criteria.map(({ code, title }) => [`${code} ${title}`, ...cell('kommuner', code), ...cell('regioner', code)]),
  };
}
