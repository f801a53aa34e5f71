import { z } from 'zod';

export const eventView = z.object({
  id: z.string(),
  at: z.string(),
  event: z.string(),
  name: z.string().nullable(),
  assessmentId: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
});

/** An event as a list or a file shows it. */
export const loggedEvent = z.object({
  /** Its place in the chain; null for the last minute's. */
  seq: z.number().nullable(),
  at: z.string(),
  event: z.string(),
  name: z.string().nullable(),
  organisation: z.string().nullable(),
  assessment: z.string().nullable(),
  details: z.string(),
  hash: z.string().nullable(),
});

export type LoggedEvent = z.infer<typeof loggedEvent>;
export type EventView = z.infer<typeof eventView>;
