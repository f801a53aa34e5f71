import { z } from 'zod';
import { date, organisationCode, requiredText, rowId, yearInAddress } from '../http/fields.ts';

/** Days between closing and showing: the organisation has read it, and has had time to reply. */
export const DAYS_TO_REPLY = 14;
export const MOST_ASSOCIATIONS = 100;

export const surveyParams = z.object({ code: organisationCode, year: yearInAddress });
export const associationParams = surveyParams.extend({ associationId: rowId });
export const linkParams = z.object({ link: z.string().max(100, 'är ingen länk hit') });

const chosenBy = requiredText(300, 'Skriv vem som valde föreningarna, till exempel föreningsrådet.');

export const newSurvey = z.strictObject({ chosenBy, closes: date });
export const surveyChange = newSurvey.partial().refine((change) => Object.keys(change).length > 0, {
  error: 'ska ändra något',
});
export const newAssociation = z.strictObject({ name: requiredText(120, 'Skriv föreningens namn.') });
export const reply = z.strictObject({ text: requiredText(4000, 'Skriv ert svar.') });

const answer = z
  .number({ error: 'ska vara ett svar' })
  .int('ska vara ett svar')
  .min(0, 'ska vara 0–4')
  .max(4, 'ska vara 0–4')
  .nullable();
/** Null: vet inte. A question that is not there has not been answered. */
export const associationAnswers = z.strictObject({
  answers: z.record(z.string().max(10), answer, { error: 'ska vara svar per fråga' }),
});

const counts = {
  invited: z.number(),
  declined: z.number(),
  answered: z.number(),
  withdrawn: z.number(),
  chosenBy: z.string(),
};
const figures = z.array(
  z.object({
    code: z.string(),
    question: z.string(),
    /** How many are counted with each answer, 0–4; null when fewer than five have answered. */
    spread: z.array(z.number()).nullable(),
  }),
);
const replied = z.object({ text: z.string(), at: z.string() }).nullable();

/** What others than the organisation see, and it too, when the survey has been closed. */
export const civilSociety = z.object({ ...counts, figures, reply: replied, shownOn: z.string() });

/** As the organisation sees its own. */
export const surveyView = z.object({
  year: z.number(),
  closes: z.string(),
  closedAt: z.string().nullable(),
  revision: z.number(),
  ...counts,
  /** What may be asked; the same for all associations. */
  questions: z.array(z.object({ code: z.string(), question: z.string(), help: z.string() })),
  /** While it is open. */
  associations: z.array(
    z.object({ id: z.string(), name: z.string(), state: z.enum(['invited', 'declined', 'answered']) }),
  ),
  /** When it has been closed. */
  picture: civilSociety.nullable(),
  /** Whether others than the organisation see it, if it shares. */
  shown: z.boolean(),
});

export const surveyAnswer = z.object({ survey: surveyView.nullable() });
/** A link is told once, to whoever made it. */
export const invited = z.object({ survey: surveyView, name: z.string(), link: z.string() });

/** What an association that is told that it has answered sends to SKL: its link. */
export const disputedLink = z.strictObject({ link: requiredText(300, 'Klistra in föreningens länk.') });
export const disputed = z.object({
  organisation: z.string(),
  year: z.number(),
  name: z.string(),
  state: z.enum(['invited', 'declined', 'answered']),
});
export const regiven = z.object({ name: z.string(), link: z.string() });

/** As the association sees it. */
export const associationView = z.object({
  organisation: z.string(),
  kind: z.enum(['kommun', 'region']),
  year: z.number(),
  name: z.string(),
  closes: z.string(),
  chosenBy: z.string(),
  state: z.enum(['invited', 'declined', 'answered']),
  /** Whether this device may answer: it has done so before, or nobody has. */
  mayAnswer: z.boolean(),
  questions: z.array(z.object({ code: z.string(), question: z.string(), help: z.string() })),
  operator: z.string(),
});

export type SurveyView = z.infer<typeof surveyView>;
export type CivilSociety = z.infer<typeof civilSociety>;
export type Invited = z.infer<typeof invited>;
export type Disputed = z.infer<typeof disputed>;
export type Regiven = z.infer<typeof regiven>;
export type AssociationView = z.infer<typeof associationView>;
export type AssociationAnswers = z.infer<typeof associationAnswers>['answers'];
