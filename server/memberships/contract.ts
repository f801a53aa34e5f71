import { z } from 'zod';
import { date, organisationCode } from '../http/fields.ts';

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

export type RoundMember = z.infer<typeof roundMember>;
export type Membership = z.infer<typeof membership>;
