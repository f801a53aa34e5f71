import { z } from 'zod';
import { assessmentId } from '../http/fields.ts';

export const frameworksParams = z.object({ id: assessmentId });
export const frameworkFileParams = z.object({
  id: assessmentId,
  framework: z.string().regex(/^[a-z]{2,20}$/, 'ska vara ett ramverk'),
  format: z.enum(['csv', 'xlsx'], { error: 'ska vara csv eller xlsx' }),
});

export const frameworkView = z.object({
  id: z.string(),
  name: z.string(),
  owner: z.string(),
  source: z.string(),
  link: z.string(),
  checked: z.string(),
  partial: z.string().nullable(),
  parts: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      criteria: z.array(
        z.object({
          code: z.string(),
          title: z.string(),
          relation: z.enum(['same', 'part', 'related']),
          level: z.number().nullable(),
          notApplicable: z.boolean(),
        }),
      ),
    }),
  ),
});

export const frameworksView = z.object({ year: z.number(), frameworks: z.array(frameworkView) });

export type FrameworkView = z.infer<typeof frameworkView>;
export type FrameworksView = z.infer<typeof frameworksView>;
