import { bySwedish } from '../../criteria/order.ts';
import type { Criterion } from '../../criteria/model.ts';
import { latestCatalogue } from '../catalogues/published.ts';
import type { MaterialRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { foundAmong, search } from '../search/search.ts';
import { shownContents } from '../showcase/shown.ts';
import type { CriterionHelp, MaterialQuery, MaterialText, ShownMaterial } from './contract.ts';
import { shownMaterials } from './queries.ts';

function toShown(row: MaterialRow): ShownMaterial {
  return { id: row.id, ...(JSON.parse(row.shown ?? '') as MaterialText), checkedOn: row.checked_on };
}

const byTitle = (a: ShownMaterial, b: ShownMaterial) => bySwedish(a.title, b.title);

async function allShown(deps: Deps): Promise<ShownMaterial[]> {
  return (await shownMaterials(deps.db)).map(toShown).sort(byTitle);
}

export interface MaterialResult {
  readonly materials: readonly ShownMaterial[];
  readonly onlySome: boolean;
  readonly total: number;
}

/** The library, by what a visitor chose. */
export async function browseMaterials(deps: Deps, query: MaterialQuery): Promise<MaterialResult> {
  const all = await allShown(deps);
  const result = query.q === '' ? undefined : await search(deps.db, 'material', query.q);
  const has = (list: readonly string[], wanted: string) => wanted === '' || list.includes(wanted);
  return {
    materials: foundAmong(all, result).filter(
      ({ criteria, roles, themes, kind, language }) =>
        has(criteria, query.criterion) &&
        has(roles, query.role) &&
        has(themes, query.theme) &&
        has([kind], query.kind) &&
        has([language], query.language),
    ),
    onlySome: result?.onlySome ?? false,
    total: all.length,
  };
}

const MOST_MATERIALS = 5;
const MOST_EXAMPLES = 3;

/** Materials tied to a criterion; then those tied to one of its themes. */
function helping(criterion: Pick<Criterion, 'code' | 'themes'>, all: readonly ShownMaterial[]): ShownMaterial[] {
  const tied = all.filter(({ criteria }) => criteria.includes(criterion.code));
  const near = all.filter(
    (each) => !tied.includes(each) && each.themes.some((theme) => criterion.themes.includes(theme)),
  );
  return [...tied, ...near].slice(0, MOST_MATERIALS);
}

/** What helps with a criterion: the code means the same in every version, so the newest that has it decides. */
export async function helpFor(deps: Deps, code: string): Promise<CriterionHelp> {
  const versions = [latestCatalogue(deps), ...deps.catalogues.versions];
  const criterion = versions.flatMap(({ criteria }) => criteria).find((each) => each.code === code);
  const [materials, examples] = await Promise.all([allShown(deps), shownContents(deps)]);
  return {
    materials: criterion ? helping(criterion, materials) : [],
    examples: examples
      .filter(({ subject }) => subject.code === code)
      .slice(0, MOST_EXAMPLES)
      .map(({ slug, text, organisation }) => ({ slug, title: text.title, organisation: organisation.name })),
  };
}
