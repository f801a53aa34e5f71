import { z } from 'zod';
import { date, organisationCode, text, year, yearInAddress } from '../http/fields.ts';

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

export const STATUSES = ['not-started', 'started', 'ready', 'adopted', 'submitted'] as const;

/** One member in a round. More than started shows only where the organisation shows its status, or has submitted. */
export const roundMember = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(['kommun', 'region']),
  county: z.string(),
  group: z.string(),
  status: z.enum(STATUSES),
  progress: z.object({ answered: z.number(), applicable: z.number() }).nullable(),
  submittedAt: z.string().nullable(),
  sharing: z.enum(['statistik', 'natverket', 'oppet']).nullable(),
  late: z.boolean(),
  coordinators: z.array(z.object({ name: z.string(), email: z.string() })),
});

export const membership = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(['kommun', 'region']),
  county: z.string(),
  group: z.string(),
  member: z.boolean(),
  coordinators: z.number(),
  /** Oldest first. */
  times: z.array(z.object({ joinedOn: z.string(), leftOn: z.string().nullable() })),
});

export const joining = z.strictObject({ organisation: organisationCode, on: date });
export const leaving = z.strictObject({ on: date });

export type Round = z.infer<typeof round>;
export type NewRound = z.infer<typeof newRound>;
export type RoundChange = z.infer<typeof roundChange>;
export type RoundMember = z.infer<typeof roundMember>;
export type Membership = z.infer<typeof membership>;
