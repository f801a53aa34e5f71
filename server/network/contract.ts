import { z } from 'zod';
import { PEER_KINDS } from '../../criteria/comparison/peer-groups.ts';
import { peersKey, yearInAddress } from '../http/fields.ts';
import { EDITION_REASONS } from '../rounds/contract.ts';
import { SHARINGS } from '../submissions/contract.ts';

export const yearQuery = z.object({ year: yearInAddress });
/** One of SKL's tables as a file (tables.ts). */
export const fileParams = z.object({
  table: z.string().regex(/^[a-z]{1,30}$/, 'ska vara en tabell'),
  format: z.enum(['xlsx', 'csv']),
});
export const heatQuery = z.object({ year: yearInAddress, by: z.enum(['area', 'criterion']).default('area') });
export const figuresQuery = z.object({ year: yearInAddress, peers: peersKey });
export const groupsQuery = z.object({
  year: yearInAddress,
  measure: z.string().regex(/^[a-z]+(:[A-Za-z0-9-]+){1,2}$/, 'ska vara ett mått, till exempel area:SL'),
});

export const counts = z.object({ joined: z.number(), started: z.number(), submitted: z.number() });
export const overview = z.object({
  year: z.number(),
  totals: counts,
  groups: z.array(
    counts.extend({
      key: z.string(),
      name: z.string(),
      kind: z.enum(PEER_KINDS),
    }),
  ),
});

export const heat = z.object({
  year: z.number(),
  by: z.enum(['area', 'criterion']),
  columns: z.array(z.object({ key: z.string(), name: z.string() })),
  /** By name. A value is null when it is missing or incomplete, `na` when it is not applicable. */
  rows: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      kind: z.enum(['kommun', 'region']),
      group: z.string(),
      county: z.string(),
      sharing: z.enum(SHARINGS),
      submittedAt: z.string(),
      values: z.array(z.union([z.number(), z.literal('na'), z.null()])),
    }),
  ),
});

/** How far a figure of SKL's own may go: to anyone, to members, or not outside SKL at all. */
export const outward = z.enum(['public', 'members', 'none']);

export const innerFigure = z.object({
  n: z.number(),
  median: z.number(),
  quartiles: z.tuple([z.number(), z.number()]).nullable(),
  levels: z.array(z.number()).nullable(),
  outward,
});

export const networkFigures = z.object({
  year: z.number(),
  catalogue: z.string(),
  peers: z.object({ key: z.string(), name: z.string() }),
  submitted: z.number(),
  edition: z.object({ number: z.number(), reason: z.enum(EDITION_REASONS), computedAt: z.string() }).nullable(),
  figures: z.record(z.string(), innerFigure),
});

export const groupFigures = z.array(
  z.object({
    key: z.string(),
    name: z.string(),
    kind: z.enum(PEER_KINDS),
    submitted: z.number(),
    figure: innerFigure.nullable(),
  }),
);

export const weakest = z.array(
  z.object({
    code: z.string(),
    title: z.string(),
    n: z.number(),
    median: z.number(),
    /** Named members at level 3 or 4, by name. */
    teachers: z.array(z.object({ code: z.string(), name: z.string() })),
    /** How many more there are that only share statistics. */
    unnamed: z.number(),
  }),
);

export const support = z.object({
  year: z.number(),
  areas: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      question: z.string(),
      wishes: z.array(
        z.object({
          code: z.string(),
          organisation: z.string(),
          group: z.string(),
          county: z.string(),
          text: z.string(),
        }),
      ),
    }),
  ),
  conditions: z.array(
    z.object({
      code: z.string(),
      question: z.string(),
      answered: z.number(),
      options: z.array(z.object({ text: z.string(), n: z.number() })),
      /** By kommungrupp; regioner last. */
      groups: z.array(z.object({ name: z.string(), answered: z.number(), options: z.array(z.number()) })),
    }),
  ),
});

export type Overview = z.infer<typeof overview>;
export type Heat = z.infer<typeof heat>;
export type NetworkFigures = z.infer<typeof networkFigures>;
export type GroupFigures = z.infer<typeof groupFigures>;
export type Weakest = z.infer<typeof weakest>;
export type Support = z.infer<typeof support>;
export type InnerFigure = z.infer<typeof innerFigure>;
