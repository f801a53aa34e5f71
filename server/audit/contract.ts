import { z } from 'zod';

export const eventView = z.object({
  id: z.string(),
  at: z.string(),
  event: z.string(),
  name: z.string().nullable(),
  assessmentId: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
});

export type EventView = z.infer<typeof eventView>;
