import { z } from 'zod';
import { assessmentId, criterionCode, level, requiredText, rowId, text } from '../http/fields.ts';

/** How long the two lines beside a level may be. */
export const RATING_TEXT = 300;
export const MOST_ASSESSORS = 60;

export const panelParams = z.object({ id: assessmentId });
export const panelCriterionParams = z.object({ id: assessmentId, code: criterionCode });
export const assessorParams = z.object({ id: assessmentId, assessorId: rowId });
export const ratingParams = z.object({ code: criterionCode });

const codes = z
  .array(criterionCode, { error: 'ska vara en lista' })
  .min(1, 'Välj minst ett kriterium.')
  .max(200, 'är för många');

export const newCriteria = z.strictObject({ codes });
export const closing = z.strictObject({ codes });

export const panelChange = z
  .strictObject({
    closesItself: z.boolean({ error: 'ska vara sant eller falskt' }).optional(),
    /** The criterion on the big screen; null when none is. */
    showing: criterionCode.nullable().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, { error: 'ska ändra något' });

export const newAssessor = z.strictObject({
  name: requiredText(80, 'Skriv en nämnd eller en funktion.'),
  userId: rowId.nullable(),
});

export const entering = z.strictObject({
  link: z.string({ error: 'saknas' }).max(100, 'är ingen länk hit'),
  code: z
    .string({ error: 'Skriv de sex siffrorna.' })
    .transform((value) => value.replaceAll(/\s/g, ''))
    .pipe(z.string().regex(/^\d{6}$/, 'Koden är sex siffror.')),
});

export const ratingBody = z.strictObject({
  level: level.nullable(),
  text: text(RATING_TEXT),
  /** The assessor is done with the criterion, and does not wait to change it. */
  done: z.boolean({ error: 'ska vara sant eller falskt' }),
});

const ownRating = z.object({
  level: z.number().nullable(),
  text: z.string(),
  done: z.boolean(),
  /** 0 until saved for the first time; sent as If-Match. */
  revision: z.number(),
  /** It was written on another device, where alone it is read before the criterion is closed. */
  elsewhere: z.boolean(),
});

/** What an assessor chose, for those in the panel to read when the criterion is closed. */
const shownRating = z.object({ name: z.string(), level: z.number().nullable(), text: z.string() });

const closedCriterion = {
  closed: z.boolean(),
  /** How many chose each level, 0–4; null while it is open, or when fewer than three have chosen one. */
  spread: z.array(z.number()).nullable(),
  /** Empty where there is no spread. */
  ratings: z.array(shownRating),
};

/** As the coordinator sees it. */
export const panelView = z.object({
  /** When it began; another for one that has been started anew. */
  startedAt: z.string(),
  revision: z.number(),
  counted: z.number(),
  /** Ended: the assessment has been locked, and the spread alone is left. */
  ended: z.boolean(),
  /** The address for those without an account; null when it has ended. */
  link: z.string().nullable(),
  /** Too many wrong codes have been tried with the link: nobody new comes in until it is changed. */
  linkStopped: z.boolean(),
  closesItself: z.boolean(),
  showing: z.string().nullable(),
  assessors: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      userId: z.string().nullable(),
      code: z.string().nullable(),
      /** Whether somebody has come in with it. */
      entered: z.boolean(),
      /** How many criteria the assessor has chosen a level for. */
      rated: z.number(),
    }),
  ),
  criteria: z.array(
    z.object({
      code: z.string(),
      /** How many have chosen a level, and who has not said to be done. */
      rated: z.number(),
      waiting: z.array(z.string()),
      ...closedCriterion,
    }),
  ),
});

export const panelAnswer = z.object({ panel: panelView.nullable() });

/** As an assessor sees it. */
export const seatView = z.object({
  assessorId: z.string(),
  name: z.string(),
  organisation: z.string(),
  year: z.number(),
  catalogue: z.string(),
  startedAt: z.string(),
  revision: z.number(),
  showing: z.string().nullable(),
  criteria: z.array(z.object({ code: z.string(), mine: ownRating, ...closedCriterion })),
});

/** Where the person has been named an assessor, and how many criteria wait for her. */
export const ownSeats = z.array(
  z.object({ assessment: z.string(), year: z.number(), name: z.string(), left: z.number(), of: z.number() }),
);

/** What is left of the joint assessment when it has ended. */
export const spreads = z.array(z.object({ code: z.string(), spread: z.array(z.number()) }));

export type PanelView = z.infer<typeof panelView>;
export type PanelCriterion = PanelView['criteria'][number];
export type PanelChange = z.infer<typeof panelChange>;
export type SeatView = z.infer<typeof seatView>;
export type OwnRating = z.infer<typeof ownRating>;
export type RatingBody = z.infer<typeof ratingBody>;
export type ShownRating = z.infer<typeof shownRating>;
export type OwnSeats = z.infer<typeof ownSeats>;
export type Spreads = z.infer<typeof spreads>;
