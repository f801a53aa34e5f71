import { mappingOver } from '../../criteria/catalogue/compose-mapping.ts';
import { questionsFrom } from '../../criteria/catalogue/survey.ts';
import type { Catalogue, Mapping, SurveyQuestion } from '../../criteria/model.ts';
import { Problem } from '../http/problem.ts';
import type { Deps } from '../deps.ts';
import { today } from '../today.ts';

/** A published version of the criteria. Throws when there is none: ids in our own rows always have one. */
export function catalogueOf(deps: Pick<Deps, 'catalogues'>, version: string): Catalogue {
  const found = deps.catalogues.versions.find((catalogue) => catalogue.version === version);
  if (!found)
    throw new Problem(404, 'not-found', `Version ${version} av kriterierna finns inte.`, [
      { field: 'catalogue', message: 'finns inte' },
    ]);
  return found;
}

/** What associations are asked about an organisation, in a version: nothing in one from before there were any questions. */
export function surveyQuestions(
  { catalogues }: Pick<Deps, 'catalogues'>,
  version: string,
  organisation: string,
): readonly SurveyQuestion[] {
  return questionsFrom(catalogues.surveys.get(version) ?? [], organisation);
}

/** The newest version that applies today: one for next year can be read, and is chosen when its day has come. */
export function latestCatalogue(deps: Pick<Deps, 'catalogues' | 'now'>): Catalogue {
  const day = today(deps);
  const { versions } = deps.catalogues;
  const latest = versions.findLast(({ published }) => published <= day) ?? versions[0];
  if (!latest) throw new Error('There is no catalogue.');
  return latest;
}

export type Standing = 'current' | 'older' | 'coming';

/** Whether a version is the one that applies today, came before it or comes after. */
export function standingOf(deps: Pick<Deps, 'catalogues' | 'now'>, catalogue: Catalogue): Standing {
  if (catalogue.published > today(deps)) return 'coming';
  return catalogue.version === latestCatalogue(deps).version ? 'current' : 'older';
}

const known = new WeakMap<Deps['catalogues'], Map<string, Mapping | null | undefined>>();

/**
 * The mapping between two versions of any age: null for the same one, undefined when answers cannot be carried between
 * them. Worked out once; versions do not change while the service runs.
 */
export function mappingBetween(
  { catalogues }: Pick<Deps, 'catalogues'>,
  from: string,
  to: string,
): Mapping | null | undefined {
  let mappings = known.get(catalogues);
  if (!mappings) known.set(catalogues, (mappings = new Map<string, Mapping | null | undefined>()));
  const key = `${from} ${to}`;
  if (!mappings.has(key)) mappings.set(key, mappingOver(catalogues.mappings, from, to));
  return mappings.get(key);
}
