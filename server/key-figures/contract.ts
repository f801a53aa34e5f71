import { z } from 'zod';
import { assessmentId } from '../http/fields.ts';

export const keyFigureParams = z.object({ id: assessmentId });

export const keyFiguresView = z.object({
  /** As Kolada wants to be named, and where it is. */
  link: z.string(),
  figures: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      /** Those of the assessment's criteria that it stands beside. */
      criteria: z.array(z.string()),
      year: z.number(),
      total: z.number(),
      women: z.number().nullable(),
      men: z.number().nullable(),
      /** Reckoned by us; null when fewer than three in the group have a value that year. */
      group: z.object({ name: z.string(), n: z.number(), median: z.number() }).nullable(),
      readAt: z.string(),
    }),
  ),
});

export type KeyFiguresView = z.infer<typeof keyFiguresView>;
