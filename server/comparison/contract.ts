import { z } from 'zod';
import { civilSociety } from '../surveys/contract.ts';
import { evidenceItem } from '../assessments/contract.ts';
import { criterionCode, peersKey, yearInAddress } from '../http/fields.ts';
import { SHARINGS } from '../submissions/contract.ts';

export const standingQuery = z.object({ year: yearInAddress });

/** Where the organisation itself stands one year, in the same measures as the published figures. */
export const standing = z.object({
  year: z.number(),
  assessmentId: z.string(),
  catalogue: z.string(),
  state: z.enum(['draft', 'ready', 'adopted', 'submitted']),
  /** The peer groups it belongs to, and the nearest one that has figures for the areas. */
  peers: z.array(z.string()),
  suggested: z.string(),
  member: z.boolean(),
  values: z.record(z.string(), z.number()),
  /** For each criterion: how many members there are to learn from. */
  examples: z.record(z.string(), z.number()),
});

export const learningQuery = z.object({ year: yearInAddress, criterion: criterionCode });

export const example = z.object({
  organisation: z.object({
    code: z.string(),
    name: z.string(),
    group: z.string(),
    county: z.string(),
    population: z.number(),
  }),
  sameGroup: z.boolean(),
  level: z.number(),
  motivation: z.string(),
  evidence: z.array(evidenceItem),
  /** Whom to ring or write to: the organisation's coordinators. */
  contacts: z.array(z.object({ name: z.string(), email: z.string() })),
});

export const namedPeersQuery = z.object({ year: yearInAddress, peers: peersKey });

/** A member of a peer group that shares by name, and whom to ask there. */
export const namedPeer = z.object({
  code: z.string(),
  name: z.string(),
  contacts: example.shape.contacts,
});

export const namedParams = z.object({
  code: z.string().regex(/^\d{2}(\d{2})?$/, 'ska vara en kommun- eller regionkod'),
  year: yearInAddress,
});

/** What somebody else than the organisation reads of an assessment: profile and answers. */
export const readAssessment = z.object({
  year: z.number(),
  catalogue: z.string(),
  areas: z.array(z.object({ key: z.string(), name: z.string(), index: z.number().nullable() })),
  answers: z.array(
    z.object({
      code: z.string(),
      level: z.number().nullable(),
      notApplicable: z.boolean(),
      reason: z.string(),
      motivation: z.string(),
      evidence: z.array(evidenceItem),
    }),
  ),
});

/** Another organisation's assessment, as far as its sharing lets the reader see. */
export const namedAssessment = z.object({
  organisation: example.shape.organisation.extend({ kind: z.enum(['kommun', 'region']) }),
  sharing: z.enum(SHARINGS),
  submittedAt: z.string(),
  /** `levels`: SKL sees the levels of all who have submitted, never text or evidence that is not shared. */
  sight: z.enum(['levels', 'text']),
  /** What associations have said of it; null where none have been asked, or the organisation has yet to reply. */
  civilSociety: civilSociety.nullable(),
  ...readAssessment.shape,
});

export type StandingView = z.infer<typeof standing>;
export type NamedPeer = z.infer<typeof namedPeer>;
export type ExampleView = z.infer<typeof example>;
export type ReadAssessment = z.infer<typeof readAssessment>;
export type NamedAssessment = z.infer<typeof namedAssessment>;
