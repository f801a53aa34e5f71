import { median } from '../../criteria/comparison/distribution.ts';
import { askedIn, type KeyFigure } from '../../criteria/model.ts';
import type { LoadedAssessment } from '../access/requester.ts';
import { assessmentHead } from '../assessments/queries.ts';
import { catalogueOf } from '../catalogues/published.ts';
import type { KeyFigureRow } from '../database/key-figure-rows.ts';
import type { OrganisationRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../http/problem.ts';
import { organisationByCode } from '../organisations/queries.ts';
import type { KeyFiguresView } from './contract.ts';

/** A median of fewer says little about a group. */
const FEWEST = 3;
const number = (value: string | null): number | null => (value === null ? null : Number(value));

/** The organisation's newest value of each figure, not from after the assessment's year. */
async function ownValues(
  deps: Deps,
  organisation: string,
  year: number,
  figures: readonly KeyFigure[],
): Promise<readonly KeyFigureRow[]> {
  if (figures.length === 0) return [];
  const rows = await deps.db
    .selectFrom('key_figure_values')
    .selectAll()
    .where('organisation_code', '=', organisation)
    .where(
      'key_figure',
      'in',
      figures.map(({ id }) => id),
    )
    .where('year', '<=', year)
    .where('total', 'is not', null)
    .orderBy('year', 'desc')
    .execute();
  return figures.flatMap(({ id }) => rows.find(({ key_figure }) => key_figure === id) ?? []);
}

/** The median of the kommungrupp, or of all regioner: everybody in it that has a value, in the network or not. */
async function groupOf(
  deps: Deps,
  { kind, group_code, group_name }: Pick<OrganisationRow, 'kind' | 'group_code' | 'group_name'>,
  { key_figure, year }: KeyFigureRow,
): Promise<KeyFiguresView['figures'][number]['group']> {
  const rows = await deps.db
    .selectFrom('key_figure_values')
    .innerJoin('organisations', 'organisations.code', 'key_figure_values.organisation_code')
    .select('key_figure_values.total')
    .where('key_figure_values.key_figure', '=', key_figure)
    .where('key_figure_values.year', '=', year)
    .where('key_figure_values.total', 'is not', null)
    .where('organisations.kind', '=', kind)
    .$if(kind === 'kommun', (query) => query.where('organisations.group_code', '=', group_code))
    .execute();
  if (rows.length < FEWEST) return null;
  const tenths = rows.map(({ total }) => Math.round(Number(total) * 10)).sort((a, b) => a - b);
  return { name: kind === 'kommun' ? group_name : 'Regioner', n: rows.length, median: median(tenths, 10) };
}

/** What Kolada says about the organisation, beside the criteria that its assessment asks. */
export async function keyFiguresFor(deps: Deps, loaded: LoadedAssessment): Promise<KeyFiguresView> {
  const { keyFigures } = deps.catalogues;
  const [{ year }, organisation] = await Promise.all([
    assessmentHead(deps.db, loaded.id),
    organisationByCode(deps.db, loaded.organisationCode),
  ]);
  if (!organisation) throw notFound('Organisationen');
  const asked = new Set(askedIn(catalogueOf(deps, loaded.catalogue), loaded).map(({ code }) => code));
  const beside = (figure: KeyFigure) => figure.criteria.filter((code) => asked.has(code));
  const figures = keyFigures.figures.filter(
    (figure) => figure.tasks.includes(organisation.kind) && beside(figure).length > 0,
  );
  const own = await ownValues(deps, organisation.code, year, figures);
  return {
    link: keyFigures.link,
    figures: await Promise.all(
      own.map(async (row) => {
        const figure = figures.find(({ id }) => id === row.key_figure);
        return {
          id: row.key_figure,
          title: figure?.title ?? '',
          criteria: figure ? beside(figure) : [],
          year: row.year,
          total: Number(row.total),
          women: number(row.women),
          men: number(row.men),
          group: await groupOf(deps, organisation, row),
          readAt: row.read_at,
        };
      }),
    ),
  };
}
