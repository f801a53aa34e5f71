import { z } from 'zod';
import { everyCriterion, RELATIONS, type Catalogue, type Framework } from '../model.ts';
import type { Problem, YamlFile } from './yaml-file.ts';

const text = z.string({ error: 'saknas' }).trim().min(1, 'är tom');

/** The shape of a file in frameworks/: another body's framework, and how our criteria relate to its parts. */
export const frameworkSchema = z.strictObject({
  name: text,
  owner: text,
  source: text,
  link: z.url('ska vara en webbadress'),
  /** When somebody last held the parts against the source. */
  checked: z.iso.date('ska vara ett datum'),
  /** What of the framework is not among the parts, and why; null when all of it is. */
  partial: text.nullable(),
  parts: z
    .array(z.strictObject({ key: text, title: text, criteria: z.record(text, z.enum(RELATIONS)) }))
    .min(1, 'behöver minst en del'),
});

/** That every criterion it names is in some version, or nobody would ever see it. */
export function checkFramework(
  file: YamlFile<z.infer<typeof frameworkSchema>>,
  versions: readonly Catalogue[],
): Problem[] {
  const known = new Set(versions.flatMap((version) => everyCriterion(version).map(({ code }) => code)));
  return file.value.parts.flatMap(({ criteria }, i) =>
    Object.keys(criteria).flatMap((code) =>
      known.has(code) ? [] : [file.problemAt(['parts', i, 'criteria', code], `${code} finns inte i någon version.`)],
    ),
  );
}

export const toFramework = (id: string, { parts, ...about }: z.infer<typeof frameworkSchema>): Framework => ({
  id,
  ...about,
  parts: parts.map(({ key, title, criteria }) => ({
    key,
    title,
    criteria: Object.entries(criteria).map(([code, relation]) => ({ code, relation })),
  })),
});
