import { assessmentById } from '../access/requester.ts';
import { assessmentsOf } from '../assessments/queries.ts';
import { resultFor } from '../assessments/result.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../http/problem.ts';
import { organisationByCode } from '../organisations/queries.ts';
import { tableOf, text, type Table } from '../tables/table.ts';
import type { OrganisationResults } from './contract.ts';

type Year = OrganisationResults['years'][number];

async function yearOf(deps: Deps, id: string): Promise<Year[]> {
  const loaded = await assessmentById(deps.db, id);
  if (!loaded) return [];
  const { years, criteria, decision } = await resultFor(deps, loaded, 'area');
  const year = years.at(-1);
  if (!year) return [];
  return [
    {
      year: year.year,
      catalogue: year.catalogue,
      track: year.track,
      decided: decision?.date ?? null,
      index: year.total.index,
      areas: year.groups.map(({ key, name, index }) => ({ code: key, name, index })),
      criteria: criteria.map(({ code, title, groups, level, notApplicable }) => ({
        code,
        title,
        area: groups[0] ?? '',
        level,
        notApplicable,
      })),
    },
  ];
}

/** What has been adopted, the newest revision of each year, oldest first. A draft is nobody's result yet. */
export async function resultsOf(deps: Deps, code: string): Promise<OrganisationResults> {
  const [organisation, rows] = await Promise.all([organisationByCode(deps.db, code), assessmentsOf(deps.db, code)]);
  if (!organisation) throw notFound('Organisationen');
  const newest = new Map<number, string>();
  for (const { id, year, state } of rows) if (state === 'adopted' && !newest.has(year)) newest.set(year, id);
  const years = await Promise.all([...newest.values()].map((id) => yearOf(deps, id)));
  return { organisation: { code, name: organisation.name }, years: years.flat().sort((a, b) => a.year - b.year) };
}

interface Row {
  readonly year: Year;
  readonly criterion: Year['criteria'][number];
}

/** The levels as a table, a row a criterion and year. */
export function resultTable({ organisation, years }: OrganisationResults): Table {
  const rows = years.flatMap((year): Row[] => year.criteria.map((criterion) => ({ year, criterion })));
  return tableOf<Row>(
    [
      text('organisation', 'Organisation', 'Kommun- eller regionkod', () => organisation.code, true),
      {
        name: 'year',
        type: 'year',
        title: 'År',
        description: 'Självskattningens år',
        required: true,
        value: ({ year }) => year.year,
      },
      text('catalogue', 'Version', 'Kriteriernas version', ({ year }) => year.catalogue, true),
      text('decided', 'Beslutad', 'Dagen för beslutet', ({ year }) => year.decided),
      text('area', 'Område', 'Områdets kod', ({ criterion }) => criterion.area, true),
      text('code', 'Kriterium', 'Kriteriets kod', ({ criterion }) => criterion.code, true),
      text('title', 'Rubrik', 'Kriteriets rubrik', ({ criterion }) => criterion.title, true),
      {
        name: 'level',
        type: 'integer',
        title: 'Nivå',
        description: '0 till 4; tomt där inget är svarat eller kriteriet inte är aktuellt',
        value: ({ criterion }) => criterion.level,
      },
      {
        name: 'notApplicable',
        type: 'boolean',
        title: 'Ej aktuellt',
        description: 'Om kriteriet inte är aktuellt i organisationen',
        required: true,
        value: ({ criterion }) => criterion.notApplicable,
      },
    ],
    rows,
  );
}
