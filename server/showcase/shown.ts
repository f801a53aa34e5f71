import { keysOf, type Lens } from '../../criteria/scoring/lens.ts';
import { peersOf } from '../../criteria/comparison/peer-groups.ts';
import type { Catalogue } from '../../criteria/model.ts';
import { nearestFirst } from '../../criteria/comparison/lift.ts';
import { catalogueOf } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import { notShown } from '../http/problem.ts';
import { organisationByCode } from '../organisations/queries.ts';
import { foundAmong, search } from '../search/search.ts';
import type { ExampleContent, ShowcaseQuery } from './contract.ts';
import { picturesOf, shownExample, shownExamples, type PlacedExample } from './queries.ts';
import { contentOf } from './view.ts';

/** Everything that the public may read now, newest first. */
export async function shownContents(deps: Deps): Promise<ExampleContent[]> {
  return contentsOf(deps, await shownExamples(deps.db, deps.now().toISOString()));
}

async function contentsOf(deps: Deps, rows: readonly PlacedExample[]): Promise<ExampleContent[]> {
  const sizes = await picturesOf(
    deps.db,
    rows.map(({ id }) => id),
  );
  return rows.flatMap((row) => (row.shown === null ? [] : [contentOf(deps, row, row.shown, sizes)]));
}

/** One example that the public may read; throws when there is none. */
export async function shownContent(deps: Deps, slug: string): Promise<ExampleContent> {
  const row = await shownExample(deps.db, deps.now().toISOString(), slug);
  const [content] = await contentsOf(deps, row ? [row] : []);
  if (!content) throw notShown('Exemplet');
  return content;
}

/** The groups of a lens that an example belongs to: its criterion's, or those of any criterion in its area. */
export function lensKeys(
  catalogue: Catalogue,
  { code, kind }: ExampleContent['subject'],
  lens: Lens,
): readonly string[] {
  if (kind === 'criterion') {
    const criterion = catalogue.criteria.find((each) => each.code === code);
    return criterion ? keysOf(criterion, lens) : [];
  }
  if (lens === 'area') return [code];
  const inside = catalogue.criteria.filter(({ area }) => area === code);
  return [...new Set(inside.flatMap((criterion) => keysOf(criterion, lens)))];
}

/** The peer groups of the organisation that an example is from. */
export function peersOfPlace({ code, groupCode, countyCode, population }: ExampleContent['organisation']) {
  return peersOf({ organisation: code, group: groupCode, county: countyCode, population });
}

export interface ShowcaseResult {
  readonly examples: readonly ExampleContent[];
  /** Of the search words, only some were found. */
  readonly onlySome: boolean;
  /** How many there are without any choice. */
  readonly total: number;
  /** The organisation that the nearest are shown for. */
  readonly like: { readonly code: string; readonly name: string } | null;
}

/** The showcase, by what a visitor chose. Choices narrow; a kommun to be like only decides the order. */
export async function browseShowcase(deps: Deps, query: ShowcaseQuery): Promise<ShowcaseResult> {
  const rows = await shownExamples(deps.db, deps.now().toISOString());
  const result = query.q === '' ? undefined : await search(deps.db, 'example', query.q);
  const contents = await contentsOf(deps, foundAmong(rows, result));
  const fits = (content: ExampleContent) => {
    const catalogue = catalogueOf(deps, content.catalogue);
    const lens = (name: Lens, wanted: string) =>
      wanted === '' || lensKeys(catalogue, content.subject, name).includes(wanted);
    const peers = peersOfPlace(content.organisation);
    const group = (key: string, wanted: string) => wanted === '' || peers.includes(`${key}-${wanted.toLowerCase()}`);
    return (
      (query.criterion === '' || content.subject.code === query.criterion) &&
      lens('area', query.area) &&
      lens('role', query.role) &&
      lens('theme', query.theme) &&
      lens('goal', query.goal) &&
      group('kommungrupp', query.group) &&
      (query.county === '' || content.organisation.countyCode === query.county) &&
      group('storlek', query.size)
    );
  };
  const kept = contents.filter(fits);
  const own = query.like === '' ? undefined : await organisationByCode(deps.db, query.like);
  return {
    examples: own
      ? nearest(
          { organisation: own.code, group: own.group_code, county: own.county_code, population: own.population },
          kept,
        )
      : kept,
    onlySome: result?.onlySome ?? false,
    total: rows.length,
    like: own ? { code: own.code, name: own.name } : null,
  };
}

/** "Kommuner som vår": the same kommungrupp first, then the most alike in size. */
function nearest(own: Parameters<typeof nearestFirst>[0], contents: readonly ExampleContent[]): ExampleContent[] {
  const placed = contents.map((content) => ({
    content,
    organisation: content.organisation.code,
    group: content.organisation.groupCode,
    county: content.organisation.countyCode,
    population: content.organisation.population,
    name: content.organisation.name,
  }));
  return nearestFirst(own, placed).map(({ content }) => content);
}
