import { z } from 'zod';
import { everyCriterion, LEVELS, type Catalogue, type Criterion } from '../model.ts';
import { checksOf, levels, text, unknownKeys } from './schema.ts';
import type { Problem, YamlFile } from './yaml-file.ts';

/** Languages besides Swedish that a version can be read in. */
export const LANGUAGES = ['en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A version in another language: `<version>/en.yaml`, by code. */
export const translationSchema = z.strictObject(
  {
    language: z.enum(LANGUAGES, 'ska vara en'),
    note: text,
    terms: z.array(z.strictObject({ word: text, means: text }, { error: unknownKeys })).default([]),
    level_names: z.array(text).length(5, 'ska vara fem namn'),
    areas: z.record(z.string(), z.strictObject({ name: text, description: text }, { error: unknownKeys })),
    deepenings: z
      .record(z.string(), z.strictObject({ name: text, description: text }, { error: unknownKeys }))
      .default({}),
    criteria: z.record(
      z.string(),
      z.strictObject(
        {
          title: text,
          question: text,
          why: text,
          levels,
          law_says: text.optional(),
        },
        { error: unknownKeys },
      ),
    ),
  },
  { error: unknownKeys },
);
export type TranslationFile = z.infer<typeof translationSchema>;

/** A translation is complete or refused: whoever reads English is to be asked the same things, check by check. */
export function checkTranslation({ value, problemAt }: YamlFile<TranslationFile>, catalogue: Catalogue): Problem[] {
  const problems: Problem[] = [];
  const codes = new Set(everyCriterion(catalogue).map(({ code }) => code));
  for (const code of Object.keys(value.criteria))
    if (!codes.has(code))
      problems.push(problemAt(['criteria', code], `${code} finns inte i version ${catalogue.version}.`));
  if (value.terms.length !== catalogue.terms.length)
    problems.push(
      problemAt(['terms'], `${value.terms.length} ord är förklarade, och ${catalogue.terms.length} på svenska.`),
    );
  for (const { code } of catalogue.areas)
    if (!value.areas[code]) problems.push(problemAt(['areas'], `Området ${code} är inte översatt.`));
  for (const { id } of catalogue.deepenings)
    if (!value.deepenings[id]) problems.push(problemAt(['deepenings'], `Fördjupningen ${id} är inte översatt.`));
  for (const { code, checks, legalFloor } of everyCriterion(catalogue)) {
    const row = value.criteria[code];
    if (!row) {
      problems.push(problemAt(['criteria'], `${code} är inte översatt.`));
      continue;
    }
    for (const each of LEVELS) {
      const [here, there] = [checksOf(row.levels[each]).length, checks[each]?.length ?? 0];
      if (here !== there)
        problems.push(
          problemAt(
            ['criteria', code, 'levels', String(each)],
            `${code}: nivå ${each} har ${here} punkter, och ${there} på svenska.`,
          ),
        );
    }
    if (legalFloor !== null && !row.law_says)
      problems.push(problemAt(['criteria', code], `${code}: lagkravet är inte översatt (law_says).`));
    if (legalFloor === null && row.law_says)
      problems.push(problemAt(['criteria', code, 'law_says'], `${code} har inget lagkrav på svenska.`));
  }
  return problems;
}

/** The catalogue with its words in the other language. Names of laws, sources and support stay as they are called. */
export function translate(
  catalogue: Catalogue,
  { note, terms, level_names, areas, deepenings, criteria }: TranslationFile,
): Catalogue {
  const translated = (criterion: Criterion): Criterion => {
    const row = criteria[criterion.code];
    if (!row) return criterion;
    const checks = LEVELS.map((each) => checksOf(row.levels[each]));
    return {
      ...criterion,
      title: row.title,
      question: row.question,
      why: row.why,
      checks,
      levels: checks.map((each) => each.join(' ')),
      legalFloor: criterion.legalFloor && {
        ...criterion.legalFloor,
        says: row.law_says ?? criterion.legalFloor.says,
      },
    };
  };
  return {
    ...catalogue,
    note,
    terms,
    areas: catalogue.areas.map((area) => ({ ...area, ...areas[area.code] })),
    criteria: catalogue.criteria.map(translated),
    deepenings: catalogue.deepenings.map((each) => ({
      ...each,
      ...deepenings[each.id],
      criteria: each.criteria.map(translated),
    })),
    vocabulary: { ...catalogue.vocabulary, levelNames: level_names },
  };
}
