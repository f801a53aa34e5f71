import { z } from 'zod';
import { yearInAddress } from '../http/fields.ts';
import { figures } from '../editions/contract.ts';
import { EDITION_REASONS } from '../rounds/contract.ts';
import { SHARINGS } from '../submissions/contract.ts';

export const countyParams = z.object({
  county: z.string().regex(/^\d{2}$/, 'ska vara ett läns kod, två siffror'),
});
export const yearQuery = z.object({ year: yearInAddress });

const edition = z.object({ number: z.number(), reason: z.enum(EDITION_REASONS), computedAt: z.string() });

/** A county's picture, as its länsstyrelse may see it. */
export const countyReport = z.object({
  county: z.object({ code: z.string(), name: z.string() }),
  year: z.number(),
  catalogue: z.string(),
  edition,
  /** Kommuner of the county in the network, and how many of them are in the edition. */
  joined: z.number(),
  submitted: z.number(),
  figures,
  /** All kommuner in the network, as anyone may see them. */
  network: figures,
  /** The kommuner that the länsstyrelse sees by name, and the region when it is open. */
  named: z.array(z.object({ code: z.string(), name: z.string(), sharing: z.enum(SHARINGS) })),
});

export const countyTable = z.object({
  year: z.number(),
  catalogue: z.string(),
  edition,
  counties: z.array(
    z.object({ code: z.string(), name: z.string(), joined: z.number(), submitted: z.number(), figures }),
  ),
});

export type CountyReport = z.infer<typeof countyReport>;
export type CountyTable = z.infer<typeof countyTable>;
