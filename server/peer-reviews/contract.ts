import { z } from 'zod';
import { readAssessment } from '../comparison/contract.ts';
import { criterionCode, organisationCode, requiredText, rowId, text } from '../http/fields.ts';

/** How long the guest reads, from the day on which the other says yes. */
export const READING_DAYS = 21;
/** Each side's part of the account, so that both fit on two printed pages. */
export const LONGEST_ACCOUNT = 1500;
const MOST_LINES = 30;

export const SIDES = ['host', 'guest'] as const;
export const NOTE_KINDS = ['holds', 'question', 'suggestion'] as const;
/**
 * Proposed; open while the guest reads; ended when that is over and the account is left; signed by both. Or the other
 * has declined it, whoever proposed it has taken it back, or nobody answered in time.
 */
export const PHASES = ['proposed', 'open', 'ended', 'signed', 'declined', 'withdrawn', 'lapsed'] as const;

const side = z.enum(SIDES, { error: 'ska vara värd eller gäst' });

export const reviewParams = z.object({ code: organisationCode, reviewId: rowId });
export const noteParams = reviewParams.extend({ criterion: criterionCode });

export const newReview = z.strictObject({
  /** What the organisation that proposes it would be. */
  as: side,
  partner: organisationCode,
  message: text(1000),
});
export const reviewResponse = z.strictObject({ accept: z.boolean({ error: 'ska vara ja eller nej' }) });
export const newNote = z
  .strictObject({ kind: z.enum(NOTE_KINDS, { error: 'Välj stämmer, fråga eller förslag.' }), text: text(2000) })
  .refine(({ kind, text: written }) => kind === 'holds' || written !== '', {
    path: ['text'],
    error: 'Skriv frågan eller förslaget.',
  });
export const noteReply = z.strictObject({ text: requiredText(2000, 'Skriv svaret.') });
export const accountText = z.strictObject({
  text: requiredText(LONGEST_ACCOUNT, 'Skriv er del av redogörelsen.').refine(
    (value) => value.split('\n').length <= MOST_LINES,
    `får vara högst ${MOST_LINES} rader`,
  ),
});

const organisation = z.object({ code: z.string(), name: z.string() });

export const reviewSummary = z.object({
  id: z.string(),
  host: organisation,
  guest: organisation,
  /** The side of the organisation that asks. */
  side,
  proposedBy: side,
  phase: z.enum(PHASES),
  /** The assessment's; null until both have said yes. */
  year: z.number().nullable(),
  createdAt: z.string(),
  openedOn: z.string().nullable(),
  /** The last day on which the guest may read. */
  endsOn: z.string().nullable(),
  /** Which sides have signed the account. */
  signed: z.array(side),
});

export const reviewList = z.object({ reviews: z.array(reviewSummary) });

/** What an organisation needs to know to propose one. */
export const reviewPartners = z.object({
  member: z.boolean(),
  /** The year of the assessment that a guest would read, or why there is none. */
  readable: z.union([z.number(), z.enum(['not-adopted', 'not-allowed'])]),
  /** Members that have a coordinator to ask; nobody, for whoever is not a member. */
  partners: z.array(organisation.extend({ group: z.string(), county: z.string() })),
});

const note = z.object({
  code: z.string(),
  kind: z.enum(NOTE_KINDS),
  text: z.string(),
  reply: z.string(),
  /** The guest has changed the note since the host answered. */
  changedSince: z.boolean(),
  revision: z.number(),
});

const part = z.object({
  text: z.string(),
  revision: z.number(),
  signed: z.object({ at: z.string(), by: z.string().nullable() }).nullable(),
});

export const reviewView = reviewSummary.extend({
  message: z.string(),
  /** Who proposed it; null when the account is no more. */
  proposer: z.string().nullable(),
  revision: z.number(),
  /** The last day of reading, if the other says yes today; null when it is not for anybody to say. */
  wouldEndOn: z.string().nullable(),
  /** Why the host has nothing to let anybody read, while it is only proposed. */
  hindrance: z.enum(['not-adopted', 'not-allowed']).nullable(),
  /** What is read: for the host always, for the guest while it reads. */
  reading: z.object({ assessment: readAssessment, asked: z.array(z.string()) }).nullable(),
  /** The guest keeps what it has written itself; what the host has answered it sees while it reads. */
  notes: z.array(note),
  /** Both sides have it for good. Null until both have said yes. */
  account: z
    .object({
      noted: z.array(
        z.object({ kind: z.enum(NOTE_KINDS), criteria: z.array(z.object({ code: z.string(), title: z.string() })) }),
      ),
      host: part,
      guest: part,
    })
    .nullable(),
});

/** What SKL sees: that it takes or has taken place, between whom and when. */
export const reviewsHeld = z.array(
  z.object({
    host: organisation,
    guest: organisation,
    year: z.number(),
    openedOn: z.string(),
    endsOn: z.string(),
    phase: z.enum(['open', 'ended', 'signed']),
  }),
);

export type ReviewSummary = z.infer<typeof reviewSummary>;
export type ReviewList = z.infer<typeof reviewList>;
export type ReviewPartners = z.infer<typeof reviewPartners>;
export type ReviewView = z.infer<typeof reviewView>;
export type ReviewsHeld = z.infer<typeof reviewsHeld>;
export type NewReview = z.infer<typeof newReview>;
export type NewNote = z.infer<typeof newNote>;
