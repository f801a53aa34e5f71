import { z } from 'zod';
import { date, text, year, yearInAddress } from '../http/fields.ts';

export const EDITION_REASONS = ['closed', 'early', 'renewed', 'sharing', 'interim'] as const;

const edition = z.object({
  number: z.number(),
  reason: z.enum(EDITION_REASONS),
  computedAt: z.string(),
  /** Submissions that it was computed from. */
  submissions: z.number(),
});

export const round = z.object({
  year: z.number(),
  catalogue: z.string(),
  opens: z.string(),
  /** The last day. */
  closes: z.string(),
  text: z.string(),
  state: z.enum(['planned', 'open', 'closed']),
  edition: edition.nullable(),
});

const roundFields = {
  opens: date,
  closes: date,
  text: text(2000),
};

const inOrder = { path: ['closes'], error: 'ska vara samma dag som omgången öppnar, eller senare' };

export const newRound = z
  .strictObject({
    year,
    catalogue: z.string({ error: 'Välj version av kriterierna.' }).max(10, 'finns inte'),
    ...roundFields,
  })
  .refine(({ opens, closes }) => opens <= closes, inOrder);

export const roundChange = z.strictObject(roundFields).refine(({ opens, closes }) => opens <= closes, inOrder);

export const yearParams = z.object({
  year: yearInAddress,
});

export type Round = z.infer<typeof round>;
export type NewRound = z.infer<typeof newRound>;
export type RoundChange = z.infer<typeof roundChange>;
