import { z } from 'zod';
import { everyCriterion, type Catalogue, type KeyFigures } from '../model.ts';
import type { Problem, YamlFile } from './yaml-file.ts';

const text = z.string({ error: 'saknas' }).trim().min(1, 'är tom');

/** The shape of reference/kolada.yaml: the key figures that may stand beside a level, and beside which criteria. */
export const keyFiguresSchema = z.strictObject({
  source: text,
  link: z.url('ska vara en webbadress'),
  /** When somebody last held the numbers against a source. */
  checked: z.iso.date('ska vara ett datum'),
  figures: z
    .array(
      z.strictObject({
        id: z
          .string('ska vara ett nummer i Kolada, som N05401')
          .regex(/^[NU]\d{5}$/, 'ska vara ett nummer i Kolada, som N05401'),
        title: text,
        tasks: z.array(z.enum(['kommun', 'region'])).min(1, 'behöver kommun eller region'),
        criteria: z.array(text).min(1, 'behöver minst ett kriterium'),
      }),
    )
    .min(1, 'behöver minst ett nyckeltal'),
});

/** That every criterion it names is in some version, and no number is there twice. */
export function checkKeyFigures(
  file: YamlFile<z.infer<typeof keyFiguresSchema>>,
  versions: readonly Catalogue[],
): Problem[] {
  const known = new Set(versions.flatMap((version) => everyCriterion(version).map(({ code }) => code)));
  const ids = file.value.figures.map(({ id }) => id);
  return file.value.figures.flatMap(({ id, criteria }, i) => [
    ...(ids.indexOf(id) === i ? [] : [file.problemAt(['figures', i, 'id'], `${id} står två gånger.`)]),
    ...criteria.flatMap((code, j) =>
      known.has(code) ? [] : [file.problemAt(['figures', i, 'criteria', j], `${code} finns inte i någon version.`)],
    ),
  ]);
}

export const NO_KEY_FIGURES: KeyFigures = { source: '', link: '', checked: '', figures: [] };
