import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checksumProblems } from './checksum.ts';
import { checkRules, NO_RULES, rulesSchema, toRules } from './rules.ts';
import {
  LEVELS,
  type Catalogue,
  type LawReference,
  type LegalFloor,
  type Mapping,
  type Recommendation,
  type Rules,
  type Source,
  type SupportLink,
  type Vocabulary,
} from '../model.ts';
import {
  areaFileSchema,
  catalogueFileSchema,
  checksOf,
  lawsSchema,
  mappingFileSchema,
  plainLanguageSchema,
  sdgSchema,
  sourcesSchema,
  supportSchema,
  vocabularySchema,
  type CatalogueFile,
  type CriterionRow,
  type Law,
  type PlainLanguage,
} from './schema.ts';
import { checkMapping } from './check-mapping.ts';
import { checkVersion } from './check-version.ts';
import { checkTranslation, LANGUAGES, translate, translationSchema, type Language } from './translation.ts';
import { byVersion } from './version.ts';
import { readYaml, type Problem, type Read, type YamlFile } from './yaml-file.ts';

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

/** All published versions, oldest first, and the mapping into each version that has one. */
export interface Catalogues {
  readonly versions: readonly Catalogue[];
  readonly mappings: ReadonlyMap<string, Mapping>;
  /** What speaks against an answer, by version; a version without any has none. */
  readonly rules: ReadonlyMap<string, Rules>;
  /** Versions in other languages, by version and language; not every version has any. */
  readonly translations: ReadonlyMap<string, ReadonlyMap<Language, Catalogue>>;
}

export type Loaded =
  | { readonly ok: true; readonly catalogues: Catalogues }
  | { readonly ok: false; readonly problems: readonly Problem[] };

class Reader {
  readonly problems: Problem[] = [];

  take<T>(read: Read<T>): YamlFile<T> | undefined {
    if (read.ok) return read.file;
    this.problems.push(...read.problems);
    return undefined;
  }
}

function readReference(root: string, reader: Reader): Reference | undefined {
  const at = (name: string) => join(root, 'reference', name);
  const vocabulary = reader.take(readYaml(root, at('vocabulary.yaml'), vocabularySchema))?.value;
  const sdg = reader.take(readYaml(root, at('sdg.yaml'), sdgSchema))?.value;
  const sources = reader.take(readYaml(root, at('sources.yaml'), sourcesSchema))?.value;
  const support = reader.take(readYaml(root, at('support.yaml'), supportSchema))?.value;
  const laws = reader.take(readYaml(root, at('laws.yaml'), lawsSchema))?.value;
  const plainLanguage = reader.take(readYaml(root, at('plain-language.yaml'), plainLanguageSchema))?.value;
  if (!vocabulary || !sdg || !sources || !support || !laws || !plainLanguage) return undefined;
  const { level_names, ...terms } = vocabulary;
  return {
    vocabulary: { ...terms, levelNames: level_names, ...sdg } as Vocabulary,
    sources: sources as Reference['sources'],
    support,
    laws,
    plainLanguage,
  };
}

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

function toCatalogue(file: CatalogueFile, areas: readonly AreaFile[], reference: Reference): Catalogue {
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
    criteria: areas.flatMap(({ area, criteria }) =>
      criteria.map((row) => ({
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
      })),
    ),
    indicators: file.indicators as Catalogue['indicators'],
    conditions: file.conditions,
    vocabulary: { ...reference.vocabulary, ...(file.level_names ? { levelNames: file.level_names } : {}) },
  };
}

function readVersion(root: string, folder: string, reference: Reference, reader: Reader): Catalogue | undefined {
  const before = reader.problems.length;
  const file = reader.take(readYaml(root, join(root, folder, 'catalogue.yaml'), catalogueFileSchema));
  if (!file) return undefined;
  const areas = file.value.areas.map(({ file: name }) =>
    reader.take(readYaml(root, join(root, folder, name), areaFileSchema)),
  );
  if (areas.some((area) => area === undefined)) return undefined;
  const complete = areas.filter((area) => area !== undefined);
  reader.problems.push(...checkVersion(folder, file, complete, reference));
  if (reader.problems.length > before) return undefined;
  return toCatalogue(
    file.value,
    complete.map(({ value }) => value),
    reference,
  );
}

function readRules(root: string, catalogue: Catalogue, reader: Reader): Rules {
  const path = join(root, catalogue.version, 'rules.yaml');
  const file = existsSync(path) ? reader.take(readYaml(root, path, rulesSchema)) : undefined;
  if (!file) return NO_RULES;
  reader.problems.push(...checkRules(file, catalogue));
  return toRules(file.value);
}

function readTranslations(root: string, catalogue: Catalogue, reader: Reader): ReadonlyMap<Language, Catalogue> {
  const found = new Map<Language, Catalogue>();
  for (const language of LANGUAGES) {
    const path = join(root, catalogue.version, `${language}.yaml`);
    const file = existsSync(path) ? reader.take(readYaml(root, path, translationSchema)) : undefined;
    if (!file) continue;
    reader.problems.push(...checkTranslation(file, catalogue));
    found.set(language, translate(catalogue, file.value));
  }
  return found;
}

/**
 * Reads and checks every version under `root` (the folder `criteria/`).
 * Returns all problems with file, line and reason rather than throwing at the first.
 * `checksums: false` is for publishing a new version, which has none yet.
 */
export function loadCatalogues(root: string, { checksums = true } = {}): Loaded {
  const reader = new Reader();
  const reference = readReference(root, reader);
  if (!reference) return { ok: false, problems: reader.problems };
  const folders = readdirSync(root)
    .filter((name) => /^\d+\.\d+$/.test(name))
    .sort(byVersion);
  const versions = folders.flatMap((folder) => readVersion(root, folder, reference, reader) ?? []);
  const mappings = new Map<string, Mapping>();
  for (const catalogue of versions) {
    if (!catalogue.previous) continue;
    const mapping = reader.take(readYaml(root, join(root, catalogue.version, 'mapping.yaml'), mappingFileSchema));
    if (!mapping) continue;
    reader.problems.push(
      ...checkMapping(
        mapping,
        catalogue,
        versions.find(({ version }) => version === catalogue.previous),
      ),
    );
    mappings.set(catalogue.version, mapping.value);
  }
  const rules = new Map(versions.map((catalogue) => [catalogue.version, readRules(root, catalogue, reader)]));
  const translations = new Map(
    versions.map((catalogue) => [catalogue.version, readTranslations(root, catalogue, reader)]),
  );
  if (checksums && reader.problems.length === 0)
    reader.problems.push(...checksumProblems(root, { versions, mappings, rules, translations }));
  return reader.problems.length > 0
    ? { ok: false, problems: reader.problems }
    : { ok: true, catalogues: { versions, mappings, rules, translations } };
}
