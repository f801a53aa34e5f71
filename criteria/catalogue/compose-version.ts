import {
  LEVELS,
  type Catalogue,
  type Criterion,
  type LawReference,
  type LegalFloor,
  type Recommendation,
  type Source,
  type SupportLink,
  type Vocabulary,
} from '../model.ts';
import {
  checksOf,
  type CatalogueFile,
  type CriterionRow,
  type DeepeningFile,
  type Law,
  type PlainLanguage,
} from './schema.ts';

/** What all versions refer to (criteria/reference). */
export interface Reference {
  readonly vocabulary: Vocabulary;
  readonly sources: Readonly<Record<string, Source>>;
  readonly support: Readonly<Record<string, SupportLink>>;
  readonly laws: Readonly<Record<string, Law>>;
  readonly plainLanguage: PlainLanguage;
}

export interface AreaFile {
  readonly area: string;
  readonly criteria: readonly CriterionRow[];
}

/** The area that a code is of: a deepening's criteria stand in no area's file. */
export const areaOf = (code: string): string => code.split('-')[0] ?? '';

/** Checked to be known before (check-version.ts). */
function lawReferences(
  reference: Reference,
  rows: readonly { readonly law: string; readonly paragraph: string }[],
): readonly LawReference[] {
  return rows.flatMap(({ law, paragraph }) => {
    const known = reference.laws[law];
    return known ? [{ name: known.name, paragraph, link: known.link, checked: known.checked }] : [];
  });
}

function legalFloorOf(reference: Reference, floor: CriterionRow['legal_floor']): LegalFloor | null {
  if (!floor) return null;
  const [law] = lawReferences(reference, [floor]);
  return law ? { ...law, level: floor.level, says: floor.says } : null;
}

const toCriterion = (row: CriterionRow, area: string, reference: Reference): Criterion => ({
  code: row.code,
  title: row.title,
  question: row.question,
  why: row.why,
  levels: LEVELS.map((level) => checksOf(row.levels[level]).join(' ')),
  checks: LEVELS.map((level) => checksOf(row.levels[level])),
  evidenceExamples: row.evidence_examples,
  area,
  roles: row.roles,
  principle: row.principle,
  themes: row.themes,
  sdg: row.sdg.map((entry) => (typeof entry === 'string' ? { target: entry, analogy: false } : entry)),
  rights: row.rights,
  law: lawReferences(reference, row.law),
  legalFloor: legalFloorOf(reference, row.legal_floor),
  recommendations: row.recommendations as readonly Recommendation[],
  appliesTo: row.applies_to,
  mayBeNotApplicable: row.may_be_not_applicable,
  starter: row.starter,
  worksheet: row.worksheet ?? null,
  support: row.support.flatMap((key) => reference.support[key] ?? []),
  sources: row.sources.flatMap((key) => reference.sources[key] ?? []),
});

/** A version as the rest of the product knows it, from files that have been checked. */
export function toCatalogue(
  file: CatalogueFile,
  areas: readonly AreaFile[],
  deepenings: DeepeningFile['deepenings'],
  reference: Reference,
): Catalogue {
  return {
    id: file.id,
    version: file.version,
    ...(file.previous === undefined ? {} : { previous: file.previous }),
    published: file.published,
    note: file.note,
    changes: file.changes,
    terms: file.terms,
    areas: file.areas.map(({ code, name, description, support_question }) => ({
      code,
      name,
      description,
      supportQuestion: support_question,
    })),
    criteria: areas.flatMap(({ area, criteria }) => criteria.map((row) => toCriterion(row, area, reference))),
    deepenings: deepenings.map((each) => ({
      ...each,
      criteria: each.criteria.map((row) => toCriterion(row, areaOf(row.code), reference)),
    })),
    indicators: file.indicators as Catalogue['indicators'],
    conditions: file.conditions,
    vocabulary: { ...reference.vocabulary, ...(file.level_names ? { levelNames: file.level_names } : {}) },
  };
}
