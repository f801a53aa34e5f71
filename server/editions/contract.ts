import { z } from 'zod';
import { PEER_KINDS } from '../../criteria/comparison/peer-groups.ts';
import { peersKey, yearInAddress } from '../http/fields.ts';
import { EDITION_REASONS } from '../rounds/contract.ts';

export const publishedFigure = z.object({
  n: z.number(),
  median: z.number(),
  quartiles: z.tuple([z.number(), z.number()]).nullable(),
  levels: z.array(z.number()).nullable(),
  scope: z.enum(['everyone', 'named']),
  without: z.number(),
  /** The same for all of a page: see read.ts. */
  edition: z.number(),
});
export const withheldFigure = z.object({ withheld: z.enum(['few', 'protected']) });
/** By measure: `area:SL`, `theme:barn`, `criterion:SL-01`, `indicator:NT-01`, `change:area:SL`. */
export const figures = z.record(z.string(), z.union([publishedFigure, withheldFigure]));

export const benchmarkQuery = z.object({
  year: yearInAddress,
  peers: peersKey,
});

export const peerGroupView = z.object({
  key: z.string(),
  name: z.string(),
  kind: z.enum(PEER_KINDS),
  task: z.enum(['kommun', 'region']),
  /** Submissions in the edition. */
  submitted: z.number(),
  /** How many measures have a figure of the group's own: without any there is nothing to compare with. */
  shown: z.number(),
});

export const benchmark = z.object({
  year: z.number(),
  catalogue: z.string(),
  publication: z.enum(['members', 'public']),
  edition: z.object({
    number: z.number(),
    reason: z.enum(EDITION_REASONS),
    computedAt: z.string(),
    /** Whether some protected answers are exchanged in its figures over everyone. */
    exchanged: z.boolean(),
  }),
  peers: peerGroupView,
  groups: z.array(peerGroupView),
  figures,
  /** For a figure that cannot be shown: the next wider group's, where that can. */
  instead: z.record(z.string(), z.object({ peers: z.string(), figure: publishedFigure })),
});

export type Benchmark = z.infer<typeof benchmark>;
export type FigureView = z.infer<typeof figures>[string];
export type PublishedFigureView = z.infer<typeof publishedFigure>;
export type PeerGroupView = z.infer<typeof peerGroupView>;
