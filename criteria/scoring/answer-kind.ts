import { everyCriterion, supportCode, type Catalogue } from '../model.ts';

/** What is answered beside the criteria: numbers, conditions, and what an organisation wants support with. */
export const ITEM_KINDS = ['indicator', 'condition', 'support'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];
export type AnswerKind = 'criterion' | ItemKind;

/** What a code of a version stands for: the catalogue says it, never the letters of the code. */
export function kindOfCode(
  catalogue: Pick<Catalogue, 'criteria' | 'deepenings' | 'indicators' | 'conditions' | 'areas'>,
  code: string,
): AnswerKind | undefined {
  const { indicators, conditions, areas } = catalogue;
  if (everyCriterion(catalogue).some((row) => row.code === code)) return 'criterion';
  if (indicators.some((row) => row.code === code)) return 'indicator';
  if (conditions.some((row) => row.code === code)) return 'condition';
  return areas.some((area) => supportCode(area) === code) ? 'support' : undefined;
}
