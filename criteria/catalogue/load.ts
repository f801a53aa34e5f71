import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checksumProblems } from './checksum.ts';
import { checkFramework, frameworkSchema, toFramework } from './frameworks.ts';
import { checkSurvey, surveySchema } from './survey.ts';
import { checkRules, NO_RULES, rulesSchema, toRules } from './rules.ts';
import type { Catalogue, Framework, KeyFigures, Mapping, Rules, SurveyQuestion, Vocabulary } from '../model.ts';
import {
  areaFileSchema,
  catalogueFileSchema,
  deepeningFileSchema,
  lawsSchema,
  mappingFileSchema,
  plainLanguageSchema,
  sdgSchema,
  sourcesSchema,
  supportSchema,
  vocabularySchema,
} from './schema.ts';
import { toCatalogue, type Reference } from './compose-version.ts';
import { checkKeyFigures, keyFiguresSchema, NO_KEY_FIGURES } from './key-figures.ts';
import { checkMapping } from './check-mapping.ts';
import { checkVersion } from './check-version.ts';
import { checkTranslation, LANGUAGES, translate, translationSchema, type Language } from './translation.ts';
import { byVersion } from './version.ts';
import { readYaml, type Problem, type Read, type YamlFile } from './yaml-file.ts';

/** All published versions, oldest first, and the mapping into each version that has one. */
export interface Catalogues {
  readonly versions: readonly Catalogue[];
  readonly mappings: ReadonlyMap<string, Mapping>;
  /** What speaks against an answer, by version; a version without any has none. */
  readonly rules: ReadonlyMap<string, Rules>;
  /** What associations are asked, by version; a version without questions asks nothing. */
  readonly surveys: ReadonlyMap<string, readonly SurveyQuestion[]>;
  /** Other bodies' frameworks, by the names of their files. */
  readonly frameworks: readonly Framework[];
  /** What may be read from Kolada, and beside which criteria. */
  readonly keyFigures: KeyFigures;
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

function readVersion(root: string, folder: string, reference: Reference, reader: Reader): Catalogue | undefined {
  const before = reader.problems.length;
  const file = reader.take(readYaml(root, join(root, folder, 'catalogue.yaml'), catalogueFileSchema));
  if (!file) return undefined;
  const areas = file.value.areas.map(({ file: name }) =>
    reader.take(readYaml(root, join(root, folder, name), areaFileSchema)),
  );
  if (areas.some((area) => area === undefined)) return undefined;
  const complete = areas.filter((area) => area !== undefined);
  const path = join(root, folder, 'fordjupning.yaml');
  const deepenings = existsSync(path) ? reader.take(readYaml(root, path, deepeningFileSchema)) : undefined;
  reader.problems.push(...checkVersion(folder, file, complete, deepenings, reference));
  if (reader.problems.length > before) return undefined;
  return toCatalogue(
    file.value,
    complete.map(({ value }) => value),
    deepenings?.value.deepenings ?? [],
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

function readFrameworks(root: string, versions: readonly Catalogue[], reader: Reader): readonly Framework[] {
  const folder = join(root, 'frameworks');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : [];
  return names.sort().flatMap((name) => {
    const file = reader.take(readYaml(root, join(folder, name), frameworkSchema));
    if (!file) return [];
    reader.problems.push(...checkFramework(file, versions));
    return [toFramework(name.replace(/\.yaml$/, ''), file.value)];
  });
}

function readKeyFigures(root: string, versions: readonly Catalogue[], reader: Reader): KeyFigures {
  const path = join(root, 'reference', 'kolada.yaml');
  const file = existsSync(path) ? reader.take(readYaml(root, path, keyFiguresSchema)) : undefined;
  if (!file) return NO_KEY_FIGURES;
  reader.problems.push(...checkKeyFigures(file, versions));
  return file.value;
}

function readSurvey(root: string, catalogue: Catalogue, reader: Reader): readonly SurveyQuestion[] {
  const path = join(root, catalogue.version, 'civilsamhallet.yaml');
  const file = existsSync(path) ? reader.take(readYaml(root, path, surveySchema)) : undefined;
  if (!file) return [];
  reader.problems.push(...checkSurvey(file, catalogue));
  return file.value.questions;
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
  const frameworks = readFrameworks(root, versions, reader);
  const keyFigures = readKeyFigures(root, versions, reader);
  const surveys = new Map(versions.map((catalogue) => [catalogue.version, readSurvey(root, catalogue, reader)]));
  const translations = new Map(
    versions.map((catalogue) => [catalogue.version, readTranslations(root, catalogue, reader)]),
  );
  const catalogues = { versions, mappings, rules, surveys, frameworks, keyFigures, translations };
  if (checksums && reader.problems.length === 0) reader.problems.push(...checksumProblems(root, catalogues));
  return reader.problems.length > 0 ? { ok: false, problems: reader.problems } : { ok: true, catalogues };
}
