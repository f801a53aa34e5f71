import { z } from 'zod';
import { text } from '../http/fields.ts';

export const newNudge = z.strictObject({ text: text(1000) });
export const nudged = z.object({
  /** How many coordinators it goes to. */
  coordinators: z.number(),
  /** Members without anyone to remind. */
  without: z.array(z.string()),
});

export type Nudged = z.infer<typeof nudged>;
