import { z } from 'zod';

export const SHARINGS = ['statistik', 'natverket', 'oppet'] as const;

export const sharingChoice = z
  .strictObject({
    sharing: z.enum(SHARINGS, 'Välj hur ni delar: statistik, nätverket eller öppet.'),
    /** Also by name to the länsstyrelse of the own county; only together with `natverket`. */
    toCounty: z.boolean({ error: 'ska vara sant eller falskt' }),
  })
  .refine(({ sharing, toCounty }) => sharing === 'natverket' || !toCounty, {
    path: ['toCounty'],
    error: 'går bara att välja tillsammans med Nätverket',
  });

export const WHY_NOT = [
  'not-adopted',
  'no-round',
  'planned',
  'catalogue',
  'not-member',
  'none-allowed',
  'superseded',
] as const;

/** What the page "Skicka in" needs: what is chosen, what may be chosen, and what stands in the way. */
export const submissionView = z.object({
  assessmentId: z.string(),
  year: z.number(),
  operatorName: z.string(),
  county: z.string(),
  round: z
    .object({ catalogue: z.string(), opens: z.string(), closes: z.string(), text: z.string(), closed: z.boolean() })
    .nullable(),
  /** The highest sharing that the decision allows. */
  maxSharing: z.enum(['none', ...SHARINGS]).nullable(),
  allowed: z.array(z.enum(SHARINGS)),
  whyNot: z.enum(WHY_NOT).nullable(),
  /** The others in the own kommungrupp, or the regioner, that have sent: seen by name by members, and as statistics only. */
  group: z
    .object({ name: z.string(), named: z.number().max(1_000_000_000), hidden: z.number().max(1_000_000_000) })
    .nullable(),
  current: z
    .object({ sharing: z.enum(SHARINGS), toCounty: z.boolean(), submittedAt: z.string(), late: z.boolean() })
    .nullable(),
  /** Answered wishes for support and questions on conditions: what SKL also gets to read. */
  wishes: z.object({ support: z.number(), conditions: z.number() }),
});

export type SharingChoice = z.infer<typeof sharingChoice>;
export type SubmissionView = z.infer<typeof submissionView>;
