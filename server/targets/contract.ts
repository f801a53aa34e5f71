import { z } from 'zod';
import { criterionCode, organisationCode } from '../http/fields.ts';

export const targetParams = z.object({ code: organisationCode, criterion: criterionCode });

export const targetBody = z.strictObject({
  /** Null takes the target away. */
  level: z
    .number({ error: 'ska vara 1, 2, 3 eller 4' })
    .int('ska vara ett helt tal')
    .min(1, 'ska vara 1–4')
    .max(4, 'ska vara 1–4')
    .nullable(),
});

const index = z.number().nullable();

export const targetsView = z.object({
  period: z.object({ from: z.number(), to: z.number() }),
  /** The assessment that says where they are now; null when there is none. */
  assessment: z.object({ id: z.string(), year: z.number(), catalogue: z.string() }).nullable(),
  /** Index per area: now, where planned and ongoing actions reach what they aim at, and where the targets are reached. */
  areas: z.array(z.object({ key: z.string(), name: z.string(), now: index, actions: index, targets: index })),
  criteria: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      area: z.string(),
      level: z.number().nullable(),
      notApplicable: z.boolean(),
      target: z.number().nullable(),
      /** The highest level that a planned or ongoing action aims at. */
      action: z.number().nullable(),
      /** There is a target that neither the level now nor any action reaches. */
      unsupported: z.boolean(),
    }),
  ),
  /** How many targets there were in the period before, for when this one has none. */
  before: z.number(),
});

export type TargetsView = z.infer<typeof targetsView>;
