import { z } from 'zod';
import { TRACKS } from '../assessments/contract.ts';
import { SCOPES } from '../access/scopes.ts';
import { organisationCode, requiredText, rowId } from '../http/fields.ts';

export const newToken = z.strictObject({
  name: requiredText(80),
  scopes: z.array(z.enum(SCOPES)).min(1, 'Välj minst en sak som systemet får läsa.'),
  months: z.union([z.literal(3), z.literal(6), z.literal(12)], 'ska vara 3, 6 eller 12'),
});

/** The token is shown once, to the person who made it. */
export const madeToken = z.object({ id: z.string(), token: z.string(), expiresAt: z.string() });

export const apiToken = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  createdBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  usedAt: z.string().nullable(),
  expired: z.boolean(),
});

export const tokenParams = z.object({ code: organisationCode, tokenId: rowId });

/** An organisation's adopted assessments, the newest of each year, for its own systems. */
export const organisationResults = z.object({
  organisation: z.object({ code: z.string(), name: z.string() }),
  years: z.array(
    z.object({
      year: z.number(),
      catalogue: z.string(),
      track: z.enum(TRACKS),
      /** Day of the decision. */
      decided: z.string().nullable(),
      index: z.number().nullable(),
      areas: z.array(z.object({ code: z.string(), name: z.string(), index: z.number().nullable() })),
      criteria: z.array(
        z.object({
          code: z.string(),
          title: z.string(),
          area: z.string(),
          level: z.number().nullable(),
          notApplicable: z.boolean(),
        }),
      ),
    }),
  ),
});

export type NewToken = z.infer<typeof newToken>;
export type MadeToken = z.infer<typeof madeToken>;
export type ApiToken = z.infer<typeof apiToken>;
export type OrganisationResults = z.infer<typeof organisationResults>;
