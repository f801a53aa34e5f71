import { z } from 'zod';
import type { Catalogue, Rules } from '../model.ts';
import type { Problem, YamlFile } from './yaml-file.ts';

const text = z.string({ error: 'saknas' }).trim().min(1, 'är tom');
const level = z.number({ error: 'ska vara en nivå 1–4' }).int().min(1, 'ska vara 1–4').max(4, 'ska vara 1–4');
const unknownKeys = (issue: { code?: string; keys?: readonly string[] }) =>
  issue.code === 'unrecognized_keys'
    ? `har ett fält som inte känns igen: ${issue.keys?.join(', ') ?? ''}`
    : 'ska vara en regel med fält';

/** The shape of rules.yaml. A version without the file has no rules of its own. */
export const rulesSchema = z.strictObject(
  {
    implies: z
      .array(z.strictObject({ from: text, level, to: text, at_least: level, why: text }, { error: unknownKeys }))
      .default([]),
    contradicts: z
      .array(
        z.strictObject(
          {
            criterion: text,
            level,
            condition: text,
            options: z.array(z.number()).min(1, 'behöver minst ett'),
            why: text,
          },
          { error: unknownKeys },
        ),
      )
      .default([]),
    indicators: z
      .array(
        z.strictObject(
          { indicator: text, below: z.number('ska vara ett tal'), criterion: text, level, why: text },
          { error: unknownKeys },
        ),
      )
      .default([]),
  },
  { error: unknownKeys },
);

type RulesFile = z.infer<typeof rulesSchema>;

/** That every rule speaks of what the version has: otherwise it would never be heard, or of something else. */
export function checkRules(file: YamlFile<RulesFile>, catalogue: Catalogue): Problem[] {
  const criteria = new Set(catalogue.criteria.map(({ code }) => code));
  const indicators = new Set(catalogue.indicators.map(({ code }) => code));
  const options = new Map(catalogue.conditions.map(({ code, options: choices }) => [code, choices.length]));
  const known = (path: readonly PropertyKey[], code: string, codes: ReadonlySet<string>): Problem[] =>
    codes.has(code) ? [] : [file.problemAt(path, `${code} finns inte i version ${catalogue.version}.`)];
  const { implies, contradicts, indicators: shares } = file.value;
  return [
    ...implies.flatMap(({ from, to }, i) => [
      ...known(['implies', i, 'from'], from, criteria),
      ...known(['implies', i, 'to'], to, criteria),
    ]),
    ...contradicts.flatMap(({ criterion, condition, options: chosen }, i) => {
      const beyond = chosen.find((option) => option >= (options.get(condition) ?? Infinity));
      return [
        ...known(['contradicts', i, 'criterion'], criterion, criteria),
        ...known(['contradicts', i, 'condition'], condition, new Set(options.keys())),
        ...(beyond === undefined
          ? []
          : [file.problemAt(['contradicts', i, 'options'], `${condition} har inget svarsalternativ ${beyond}.`)]),
      ];
    }),
    ...shares.flatMap(({ indicator, criterion }, i) => [
      ...known(['indicators', i, 'indicator'], indicator, indicators),
      ...known(['indicators', i, 'criterion'], criterion, criteria),
    ]),
  ];
}

export const NO_RULES: Rules = { implies: [], contradicts: [], indicators: [] };

export const toRules = ({ implies, contradicts, indicators }: RulesFile): Rules => ({
  implies: implies.map(({ at_least: atLeast, ...rule }) => ({ ...rule, atLeast })),
  contradicts,
  indicators,
});
