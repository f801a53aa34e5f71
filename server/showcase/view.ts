import type { Standout } from '../../criteria/comparison/standouts.ts';
import type { Catalogue } from '../../criteria/model.ts';
import { catalogueOf } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import type { ExampleContent, ExampleSummary, ExampleText, ExampleView, Place } from './contract.ts';
import { expiresSoon, isVisible } from './expiry.ts';
import { picturesOf, type PictureSize, type PlacedExample } from './queries.ts';

export const EMPTY_TEXT: ExampleText = {
  title: '',
  what: '',
  why: '',
  effect: '',
  hard: '',
  time: '',
  suited: '',
  contact: '',
  contactEmail: '',
  link: '',
  pictures: [],
};

export function subjectOf(catalogue: Catalogue, code: string): ExampleContent['subject'] {
  const area = catalogue.areas.find((each) => each.code === code);
  if (area) return { code, title: area.name, kind: 'area' };
  return { code, title: catalogue.criteria.find((each) => each.code === code)?.title ?? code, kind: 'criterion' };
}

export function placeOf(
  row: Pick<
    PlacedExample,
    'code' | 'kind' | 'name' | 'group_code' | 'group_name' | 'county_code' | 'county' | 'population'
  >,
): Place {
  return {
    code: row.code,
    kind: row.kind,
    name: row.name,
    groupCode: row.group_code,
    group: row.group_name,
    countyCode: row.county_code,
    county: row.county,
    population: row.population,
  };
}

/** A text with everything around it, as a page shows it. Pictures are those that the text names, in its order. */
export function contentOf(
  deps: Pick<Deps, 'catalogues'>,
  row: PlacedExample,
  stored: string,
  sizes: readonly PictureSize[],
): ExampleContent {
  const text = JSON.parse(stored) as ExampleText;
  return {
    slug: row.slug,
    origin: row.origin,
    organisation: placeOf(row),
    subject: subjectOf(catalogueOf(deps, row.catalogue), row.subject),
    year: row.year,
    catalogue: row.catalogue,
    text,
    pictures: text.pictures.flatMap(({ id }) => {
      const size = sizes.find((each) => each.id === id && each.example_id === row.id);
      return size ? [{ id, width: size.width, height: size.height }] : [];
    }),
    publishedAt: row.published_at,
    expiresAt: row.expires_at,
  };
}

export async function viewOf(deps: Deps, row: PlacedExample, stored = row.text): Promise<ExampleView> {
  const now = deps.now();
  return {
    id: row.id,
    stage: row.stage,
    content: contentOf(deps, row, stored, await picturesOf(deps.db, [row.id])),
    reasons: JSON.parse(row.reasons) as Standout[],
    message: row.message,
    consentedAt: row.consented_at,
    visible: isVisible(row, now),
    publishedAt: row.published_at,
    expiresAt: row.expires_at,
    expiresSoon: expiresSoon(row, now),
    revision: row.revision,
    updatedAt: row.updated_at,
  };
}

export function summaryOf(deps: Deps, row: PlacedExample, stored = row.text): ExampleSummary {
  const now = deps.now();
  return {
    id: row.id,
    slug: row.slug,
    organisation: { code: row.code, name: row.name },
    origin: row.origin,
    subject: subjectOf(catalogueOf(deps, row.catalogue), row.subject),
    year: row.year,
    title: (JSON.parse(stored) as ExampleText).title,
    stage: row.stage,
    message: row.message,
    visible: isVisible(row, now),
    publishedAt: row.published_at,
    expiresAt: row.expires_at,
    expiresSoon: expiresSoon(row, now),
    updatedAt: row.updated_at,
  };
}
